package io.footfall.eventlog;

import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log once, in order, past whatever is damaged. Not thread-safe.
 *
 * <p>It opens every file before it reads the first, so what is deleted meanwhile is read all the same.
 */
final class LogScan implements Closeable {
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final List<Damage> damage;
    private @Nullable SegmentReader reader;
    private OptionalLong last = OptionalLong.empty();
    private String file = "";
    private long lastSequence;

    /** Damage whose lost sequences are known once something good follows. */
    private @Nullable Damage open;

    /** A segment that is still to be read; without its file if that is missing. */
    private record Segment(SegmentChain.Link link, Storage.@Nullable Input input) {}

    /** Opens a log that begins at {@code start}. */
    LogScan(Storage storage, LogStart start) throws IOException {
        this(storage, start, Long.MAX_VALUE);
    }

    /** As {@link #LogScan(Storage, LogStart)}, up to the segment whose first sequence is {@code segmentMax}. */
    LogScan(Storage storage, LogStart start, long segmentMax) throws IOException {
        SegmentChain chain = SegmentChain.read(storage, start);
        this.damage = new ArrayList<>(chain.damage());
        this.lastSequence = start.sequence();
        try {
            for (SegmentChain.Link link : chain.links()) {
                if (link.firstSequence() <= segmentMax) {
                    segments.add(new Segment(link, link.isHere() ? storage.open(link.name()) : null));
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The next append, or null at the end. */
    @Nullable
    Committed next() throws IOException {
        while (true) {
            SegmentReader current = reader != null ? reader : openNext();
            if (current == null) {
                return null;
            }
            switch (current.next()) {
                case FRAME -> {
                    Committed committed = decode(current);
                    if (committed != null) {
                        return committed;
                    }
                }
                case DAMAGE -> damaged(current.damageStart(), current.place());
                case END -> {
                    last.ifPresent(this::resolve);
                    current.close();
                    reader = null;
                }
            }
        }
    }

    /**
     * What was damaged or is missing, so far. What is damaged at the end of a segment that was not ended is not in it:
     * an engine may be writing there.
     */
    List<Damage> damage() {
        return damage;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
        for (Segment segment = segments.poll(); segment != null; segment = segments.poll()) {
            Storage.Input input = segment.input();
            if (input != null) {
                input.close();
            }
        }
    }

    private @Nullable SegmentReader openNext() {
        for (Segment segment = segments.poll(); segment != null; segment = segments.poll()) {
            SegmentChain.Link link = segment.link();
            Storage.Input input = segment.input();
            file = link.name();
            last = link.last();
            if (input != null) {
                if (link.header().isEmpty() && link.end() >= SegmentHeader.BYTES) {
                    damaged(0, SegmentHeader.BYTES);
                }
                reader = new SegmentReader(input, link.firstSequence(), link.end());
                return reader;
            }
            missing(link);
        }
        return null;
    }

    private void missing(SegmentChain.Link link) {
        resolve(lastSequence);
        long to = link.last().orElse(lastSequence);
        damage.add(new Damage(file, Damage.Kind.MISSING, 0, link.end(), lastSequence + 1, to));
        lastSequence = Math.max(lastSequence, to);
    }

    private void resolve(long to) {
        if (open != null) {
            damage.add(new Damage(open.file(), open.kind(), open.fromByte(), open.toByte(), open.from(), to));
            open = null;
            lastSequence = Math.max(lastSequence, to);
        }
    }

    private @Nullable Committed decode(SegmentReader from) {
        ByteSource frame = from.frame();
        long start = from.place() - frame.remaining();
        try {
            long firstSequence = frame.getLong();
            if (firstSequence <= lastSequence) {
                throw new CorruptBytesException("sequence " + firstSequence + " follows " + lastSequence);
            }
            Committed committed = FrameBody.read(firstSequence, frame);
            resolve(firstSequence - 1);
            lastSequence = committed.lastSequence();
            return committed;
        } catch (CorruptBytesException ignored) {
            // The checksum was right, so a fault in a program wrote it; it is reported as any damage is.
            damaged(Math.max(SegmentHeader.BYTES, start), from.place());
            return null;
        }
    }

    private void damaged(long fromByte, long toByte) {
        if (open != null && open.file().equals(file)) {
            open = new Damage(file, open.kind(), open.fromByte(), toByte, open.from(), open.to());
        } else {
            resolve(lastSequence);
            open = new Damage(file, Damage.Kind.SKIPPED, fromByte, toByte, lastSequence + 1, lastSequence);
        }
    }
}
