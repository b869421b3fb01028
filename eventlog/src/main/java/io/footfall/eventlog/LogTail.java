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
 * @param segment the first sequence of the newest segment, 0 if there is none
 * @param segmentEnd the bytes of it that count
 * @param lastSequence the newest sequence that can be read
 * @param nextSequence the sequence that comes next; higher than one more where something was lost, so that no
 *     sequence is ever given twice
 * @param logBytes the bytes of all segments
 * @param cut what was cut off
 */
record LogTail(
        long segment, long segmentEnd, long lastSequence, long nextSequence, long logBytes, Optional<Damage> cut) {

    /** Finds the end of a log, cuts off what follows it, and makes sure that what is left is safe. */
    static LogTail recover(Storage storage) throws IOException {
        List<SegmentChain.Link> links = SegmentChain.read(storage);
        if (links.isEmpty()) {
            return new LogTail(0, 0, 0, 1, 0, Optional.empty());
        }
        SegmentChain.Link newest = links.getLast();
        long lastSequence = newest.header().map(SegmentHeader::previousLast).orElse(newest.firstSequence() - 1);
        long goodEnd = Math.min(newest.end(), newest.header().isPresent() ? SegmentHeader.BYTES : 0);
        ByteSink lastFrame = new ByteSink(SegmentFormat.BLOCK_BYTES);
        try (SegmentReader reader = new SegmentReader(storage, newest.name(), newest.end())) {
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
        if (lastFrame.size() > 0) {
            lastSequence = Math.max(lastSequence, lastSequence(lastFrame));
        }
        storage.cut(newest.name(), goodEnd);
        storage.syncFolder();
        long cutBytes = newest.end() - goodEnd;
        Optional<Damage> cut = cutBytes == 0
                ? Optional.empty()
                : Optional.of(new Damage(
                        newest.name(), Damage.Kind.CUT, goodEnd, newest.end(), lastSequence + 1, lastSequence));
        // An event takes more than a byte, so what was cut held fewer events than bytes.
        long nextSequence = Math.max(lastSequence, newest.firstSequence()) + 1 + cutBytes;
        long logBytes = goodEnd;
        for (SegmentChain.Link link : links.subList(0, links.size() - 1)) {
            logBytes += link.end();
        }
        return new LogTail(newest.firstSequence(), goodEnd, lastSequence, nextSequence, logBytes, cut);
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
