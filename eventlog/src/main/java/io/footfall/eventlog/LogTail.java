package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a log that was opened goes on.
 *
 * @param segments what the segments so far hold, the newest last
 * @param lastSequence the newest sequence that can be read
 * @param lastGiven the newest sequence that was published, whether or not it can still be read
 * @param nextSequence the sequence that comes next; higher than one more where something was lost, so that no
 *     sequence is ever given twice
 * @param logBytes the bytes of all segments
 * @param cut what was cut off
 */
record LogTail(
        List<Inventory.Entry> segments,
        long lastSequence,
        long lastGiven,
        long nextSequence,
        long logBytes,
        Optional<Damage> cut) {

    /** Copies the list. */
    LogTail {
        segments = List.copyOf(segments);
    }

    /** What an end of a segment says, as far as it can be read. */
    private record End(long goodEnd, long lastSequence) {}

    /** Finds the end of a log that begins at {@code start}, cuts off what follows it, and makes sure that what is left is safe. */
    static LogTail recover(Storage storage, LogStart start) throws IOException {
        SegmentChain chain = SegmentChain.read(storage, start);
        List<SegmentChain.Link> here =
                chain.links().stream().filter(SegmentChain.Link::isHere).toList();
        if (chain.links().isEmpty()) {
            long next = Math.max(start.segment(), start.sequence()) + 1;
            return new LogTail(List.of(), start.sequence(), start.sequence(), next, 0, Optional.empty());
        }
        SegmentChain.Link newest = chain.links().getLast();
        End end = here.isEmpty() ? new End(0, start.sequence()) : end(storage, here.getLast());
        boolean isEnded = newest.last().isPresent();
        // Of a segment that was ended it is known what it should hold, so there is nothing to cut.
        long newestEnd = isEnded ? newest.end() : end.goodEnd;
        long cutBytes = newest.end() - newestEnd;
        if (!isEnded) {
            storage.cut(newest.name(), newestEnd);
        }
        storage.syncFolder();
        long lastGiven = Math.max(end.lastSequence, newest.last().orElse(0));
        Optional<Damage> cut = cutBytes == 0
                ? Optional.empty()
                : Optional.of(new Damage(
                        newest.name(),
                        Damage.Kind.CUT,
                        newestEnd,
                        newest.end(),
                        end.lastSequence + 1,
                        end.lastSequence));
        // An event takes more than a byte, so what was cut held fewer events than bytes.
        long nextSequence = Math.max(lastGiven, newest.firstSequence()) + 1 + cutBytes;
        long logBytes = newest.isHere() ? newestEnd - newest.end() : 0;
        for (SegmentChain.Link link : here) {
            logBytes += link.end();
        }
        return new LogTail(
                chain.entries(newestEnd, lastGiven), end.lastSequence, lastGiven, nextSequence, logBytes, cut);
    }

    /** The same after all of the log was read, up to a sequence. */
    LogTail readUpTo(long sequence) {
        return new LogTail(segments, sequence, lastGiven, nextSequence, logBytes, cut);
    }

    private static End end(Storage storage, SegmentChain.Link newest) throws IOException {
        long lastSequence = newest.header().map(SegmentHeader::previousLast).orElse(newest.firstSequence() - 1);
        long goodEnd = Math.min(newest.end(), newest.header().isPresent() ? SegmentHeader.BYTES : 0);
        ByteSink lastFrame = new ByteSink(SegmentFormat.BLOCK_BYTES);
        try (SegmentReader reader =
                new SegmentReader(storage.open(newest.name()), newest.firstSequence(), newest.end())) {
            SegmentReader.Found found = reader.next();
            while (found != SegmentReader.Found.END) {
                if (found == SegmentReader.Found.FRAME) {
                    goodEnd = reader.place();
                    ByteSource frame = reader.frame();
                    lastFrame.clear();
                    lastFrame.put(frame.array(), frame.position(), frame.remaining());
                }
                found = reader.next();
            }
        }
        return new End(goodEnd, lastFrame.size() == 0 ? lastSequence : Math.max(lastSequence, lastSequence(lastFrame)));
    }

    private static long lastSequence(ByteSink frame) {
        ByteSource source = new ByteSource(frame.array(), 0, frame.size());
        long firstSequence = source.getLong();
        try {
            return FrameBody.read(firstSequence, source).lastSequence();
        } catch (CorruptBytesException ignored) {
            // Intact and yet no frame of ours, which reading it will report; it held fewer events than bytes.
            return firstSequence + frame.size();
        }
    }
}
