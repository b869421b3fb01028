package io.footfall.connect.files;

import java.time.Duration;

/** How a sender knows how long something took, and lets time pass. */
public interface Waiting {

    /** Nanoseconds since some fixed moment; only differences mean anything. */
    long nanos();

    /** Returns after {@code duration}, at the earliest. */
    void sleep(Duration duration) throws InterruptedException;
}
