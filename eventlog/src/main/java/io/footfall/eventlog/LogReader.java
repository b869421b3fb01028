package io.footfall.eventlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A log read from beginning to end without its lock, while an engine may be writing it. Writes nothing. Not
 * thread-safe.
 *
 * <p>It ends at the last whole frame that was there; what an engine is just writing is not yet part of it. What is
 * damaged is passed over and listed.
 */
public final class LogReader implements Iterator<Committed>, AutoCloseable {
    private final LogScan scan;
    private final long sequenceMax;
    private @Nullable Committed ahead;
    private boolean isEnded;

    private LogReader(LogScan scan, long sequenceMax) {
        this.scan = scan;
        this.sequenceMax = sequenceMax;
    }

    /**
     * Opens the log of a data folder; a folder without one reads as empty.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static LogReader open(Path data) {
        return open(data, LogStart.BEGINNING, Long.MAX_VALUE);
    }

    /**
     * Opens the log of a data folder from where it begins up to a sequence: an append that goes beyond it, and all after, are left
     * out.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static LogReader open(Path data, LogStart start, long sequenceMax) {
        return open(data, start, Long.MAX_VALUE, sequenceMax);
    }

    /**
     * Opens the closed segments of a data folder's log from where it begins up to one of them.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    public static LogReader open(Path data, LogStart start, LogStart end) {
        return open(data, start, end.segment(), Long.MAX_VALUE);
    }

    private static LogReader open(Path data, LogStart start, long segmentMax, long sequenceMax) {
        try {
            return new LogReader(new LogScan(new DiskStorage(data), start, segmentMax), sequenceMax);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !isEnded) {
            try {
                ahead = scan.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (ahead == null || ahead.lastSequence() > sequenceMax) {
                ahead = null;
                isEnded = true;
            }
        }
        return ahead != null;
    }

    @Override
    public Committed next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException("the log has no more");
        }
        Committed next = ahead;
        ahead = null;
        return next;
    }

    /** What was damaged or missing so far, amid what was read. */
    public List<Damage> damage() {
        return List.copyOf(scan.damage());
    }

    @Override
    public void close() {
        try {
            scan.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
