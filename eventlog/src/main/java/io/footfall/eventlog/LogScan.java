package io.footfall.eventlog;

import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole log once, in order, past whatever is damaged. Not thread-safe. */
final class LogScan implements Closeable {
    private final Storage storage;
    private final Deque<SegmentChain.Link> links;
    private final List<Damage> damage = new ArrayList<>();
    private @Nullable SegmentReader reader;
    private String file = "";
    private long lastSequence;

    /** Damage whose lost sequences are known once something good follows. */
    private @Nullable Damage open;

    LogScan(Storage storage) throws IOException {
        this.storage = storage;
        this.links = new ArrayDeque<>(SegmentChain.read(storage));
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
                case END -> close();
            }
        }
    }

    /**
     * What was damaged amid good bytes, so far. What is damaged at the end of the newest segment is not in it: an
     * engine may be writing there.
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
    }

    private @Nullable SegmentReader openNext() throws IOException {
        SegmentChain.Link link = links.poll();
        if (link == null) {
            return null;
        }
        file = link.name();
        link.header().ifPresent(this::resolveUpTo);
        if (link.header().isPresent() && !link.isPreviousHere()) {
            missing(link.header().get());
        }
        if (link.header().isEmpty() && link.end() >= SegmentHeader.BYTES) {
            damaged(0, SegmentHeader.BYTES);
        }
        reader = new SegmentReader(storage, file, link.end());
        return reader;
    }

    private void missing(SegmentHeader header) {
        String name = SegmentFormat.fileName(header.previous());
        damage.add(new Damage(
                name, Damage.Kind.MISSING, 0, header.previousEnd(), lastSequence + 1, header.previousLast()));
        lastSequence = Math.max(lastSequence, header.previousLast());
    }

    private void resolveUpTo(SegmentHeader header) {
        resolve(header.previousLast());
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
