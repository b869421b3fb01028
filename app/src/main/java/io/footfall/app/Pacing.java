package io.footfall.app;

import io.footfall.connect.files.Waiting;
import java.time.Duration;

/** The process's own time, for what waits in it. */
final class Pacing implements Waiting {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
