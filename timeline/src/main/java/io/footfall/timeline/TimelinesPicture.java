package io.footfall.timeline;

import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * All that timelines are at one sequence; it never changes, so any thread may write it while they go on.
 *
 * <p>It is written as sections: what is counted, two of who is whom, two of the vocabulary, and one of each slice. What can be made
 * from these is not written: where a value lies in a hash table, the events of large customers by their fingerprints, and which
 * numbers keys have. Timelines that are read again know second deliveries by the same keyed fingerprints, so the key is kept.
 */
public final class TimelinesPicture {
    private static final int SECTIONS = 5;

    private final View view;
    private final Limits limits;
    private final long seed;
    private final Counted counted;
    private final Identities.Picture identities;
    private final Vocabulary.Picture vocabulary;

    TimelinesPicture(
            View view,
            Limits limits,
            long seed,
            Counted counted,
            Identities.Picture identities,
            Vocabulary.Picture vocabulary) {
        this.view = view;
        this.limits = limits;
        this.seed = seed;
        this.counted = counted;
        this.identities = identities;
        this.vocabulary = vocabulary;
    }

    /**
     * What decides, beside the events, what timelines hold.
     *
     * @param memoryBytesMax how much memory they may take
     * @param robotEventsMax how many events of one day make no robot yet
     */
    public record Limits(long memoryBytesMax, int robotEventsMax) {

        /** Whether what was made with these, and {@code isWhole} if nothing is left out of it, is what others would have made of it. */
        boolean suit(Limits others, boolean isWhole) {
            return equals(others)
                    || (isWhole && robotEventsMax == others.robotEventsMax && memoryBytesMax <= others.memoryBytesMax);
        }
    }

    /**
     * What was counted while events were put on timelines.
     *
     * @param events the events
     * @param late those that came after a later one of the same identity
     * @param merges how often a slice was packed
     * @param droppedValues how many values were not kept
     * @param newestTimestamp the newest timestamp
     * @param historyFrom what happened before is not kept
     * @param beforeHistory how many events are not
     * @param isLettingGo whether slices have still to let go of what is left out
     * @param isWhole whether nothing is left out
     */
    record Counted(
            long events,
            long late,
            long merges,
            long droppedValues,
            long newestTimestamp,
            long historyFrom,
            long beforeHistory,
            boolean isLettingGo,
            boolean isWhole) {}

    /** The sequence up to which it is complete. */
    public long sequence() {
        return view.sequence();
    }

    /** The events it holds. */
    public long eventCount() {
        return counted.events;
    }

    /** The events it holds, and those that came and are not kept. */
    public long takenCount() {
        return counted.events + counted.beforeHistory;
    }

    /** Writes it as the next sections of a file. */
    public void write(SnapshotWriter out) throws IOException {
        out.putLong(limits.memoryBytesMax);
        out.putInt(limits.robotEventsMax);
        out.putLong(seed);
        out.putLong(counted.events);
        out.putLong(counted.late);
        out.putLong(counted.merges);
        out.putLong(counted.droppedValues);
        out.putLong(counted.newestTimestamp);
        out.putLong(counted.historyFrom);
        out.putLong(counted.beforeHistory);
        out.putBoolean(counted.isLettingGo);
        out.putBoolean(counted.isWhole);
        out.endSection();
        identities.write(out);
        vocabulary.write(out);
        for (int slice = 0; slice < view.slices(); slice++) {
            view.slice(view.sliceStart(slice)).write(view.sequence(), view.historyFrom(), out);
        }
    }

    /**
     * Reads timelines from the last sections of a file, with several threads.
     *
     * @param from the first of the sections
     * @param expected the limits that they must have been made with
     * @throws CorruptBytesException if the sections are not what was written, or other limits were
     */
    public static Timelines read(SnapshotFile file, int from, Limits expected, ExecutorService threads)
            throws IOException, InterruptedException {
        SnapshotSection section = file.section(from);
        Limits limits = new Limits(section.getLong(), section.getInt());
        long seed = section.getLong();
        Counted counted = new Counted(
                section.getLong(),
                section.getLong(),
                section.getLong(),
                section.getLong(),
                section.getLong(),
                section.getLong(),
                section.getLong(),
                section.getBoolean(),
                section.getBoolean());
        section.end();
        if (!limits.suit(expected, counted.isWhole)) {
            throw new CorruptBytesException("it was made with " + limits + ", and now there are " + expected);
        }
        Timelines timelines = new Timelines(seed, expected.memoryBytesMax, expected.robotEventsMax);
        List<Callable<Void>> works = new ArrayList<>();
        int slices = file.sections() - from - SECTIONS;
        timelines.restoreCounted(counted, slices);
        works.add(() -> {
            timelines.restoreIdentities(file.section(from + 1), file.section(from + 2));
            return null;
        });
        works.add(() -> {
            timelines.vocabulary().restore(file.section(from + 3), file.section(from + 4));
            return null;
        });
        for (int i = 0; i < slices; i++) {
            int slice = i;
            works.add(() -> {
                timelines.restoreSlice(slice, file.section(from + SECTIONS + slice));
                return null;
            });
        }
        finish(threads.invokeAll(works));
        timelines.requireRestored();
        return timelines;
    }

    private static void finish(List<Future<Void>> works) throws IOException, InterruptedException {
        for (Future<Void> work : works) {
            try {
                work.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException cause -> throw new IOException(cause.getMessage(), cause);
                    case CorruptBytesException cause -> throw cause;
                    case null, default -> throw new IllegalStateException("a section could not be read", e);
                }
            }
        }
    }
}
