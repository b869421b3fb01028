package io.footfall.bench;

import java.io.IOException;
import java.util.List;

/** A measurement that can be run by its name, ends by itself, and leaves nothing behind. */
public interface Benchmark {
    /** By which it is called, and its result is filed. */
    String name();

    /** What it measures, as a title. */
    String title();

    /** What it can be told. */
    List<Setting> settings();

    /**
     * Measures.
     *
     * @param desk where it works
     * @throws WrongResultException if what was measured did not do its work right, so that its speed means nothing
     */
    Report run(Settings settings, Desk desk) throws IOException, InterruptedException;
}
