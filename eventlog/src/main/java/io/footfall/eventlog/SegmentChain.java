package io.footfall.eventlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The segments of a log in order, and how much of each counts. */
final class SegmentChain {

    /**
     * One segment.
     *
     * @param name its file
     * @param header its header, empty if that is damaged
     * @param end how many of its bytes count
     * @param isPreviousHere whether the one before it, if there was one, is there
     */
    record Link(String name, Optional<SegmentHeader> header, long end, boolean isPreviousHere) {
        long firstSequence() {
            return SegmentFormat.firstSequence(name);
        }
    }

    private SegmentChain() {}

    /** The segments that are there now, without those of which nothing counts. */
    static List<Link> read(Storage storage) throws IOException {
        List<String> names = storage.names().stream()
                .filter(SegmentFormat::isFileName)
                .sorted()
                .toList();
        List<Link> links = new ArrayList<>();
        Optional<SegmentHeader> follower = Optional.empty();
        for (String name : names.reversed()) {
            Optional<SegmentHeader> header = SegmentReader.header(storage, name);
            long firstSequence = SegmentFormat.firstSequence(name);
            long previous = follower.map(SegmentHeader::previous).orElse(firstSequence);
            if (previous < firstSequence) {
                continue;
            }
            long end = follower.isPresent() && previous == firstSequence
                    ? follower.get().previousEnd()
                    : storage.size(name);
            markPrevious(links, firstSequence);
            links.add(new Link(
                    name, header, end, header.map(SegmentHeader::previous).orElse(0L) == 0));
            follower = header;
        }
        return links.reversed();
    }

    private static void markPrevious(List<Link> links, long firstSequence) {
        if (!links.isEmpty()) {
            Link after = links.getLast();
            if (after.header().map(SegmentHeader::previous).orElse(firstSequence) == firstSequence) {
                links.set(links.size() - 1, new Link(after.name(), after.header(), after.end(), true));
            }
        }
    }
}
