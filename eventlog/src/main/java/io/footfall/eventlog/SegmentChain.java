package io.footfall.eventlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The segments of a log in order, with those that should be there and are not, and how much of each counts.
 *
 * <p>What a segment should hold is told by the header of the one after it, else by the {@link Inventory}.
 *
 * @param links the segments
 * @param damage what of the inventory itself is damaged
 */
record SegmentChain(List<Link> links, List<Damage> damage) {

    /**
     * One segment.
     *
     * @param name its file
     * @param header its header; empty if that is damaged, or the file is not there
     * @param end how many of its bytes count
     * @param last the last sequence that was published when it was ended; empty if nothing tells, as of a segment that was
     *     being written when the process was killed
     * @param isHere whether its file is there
     */
    record Link(String name, Optional<SegmentHeader> header, long end, OptionalLong last, boolean isHere) {
        long firstSequence() {
            return SegmentFormat.firstSequence(name);
        }
    }

    /** The segments after {@code start} that there are or should be now, without those of which nothing counts. */
    static SegmentChain read(Storage storage, LogStart start) throws IOException {
        Optional<byte[]> inventoryBytes = storage.inventory();
        Optional<Inventory> inventory = inventoryBytes.flatMap(Inventory::read);
        Map<Long, Inventory.Entry> listed = new HashMap<>();
        inventory.orElse(Inventory.EMPTY).entries().forEach(entry -> listed.put(entry.firstSequence(), entry));

        List<String> names = storage.names().stream()
                .filter(SegmentFormat::isFileName)
                .filter(start::precedes)
                .sorted()
                .toList();
        Set<Long> here = new HashSet<>();
        names.forEach(name -> here.add(SegmentFormat.firstSequence(name)));
        TreeMap<Long, Link> links = new TreeMap<>();
        Optional<SegmentHeader> follower = Optional.empty();
        for (String name : names.reversed()) {
            long firstSequence = SegmentFormat.firstSequence(name);
            long previous = follower.map(SegmentHeader::previous).orElse(firstSequence);
            if (previous < firstSequence) {
                continue;
            }
            Optional<SegmentHeader> header = SegmentReader.header(storage, name);
            Inventory.Entry told = follower.isPresent() && previous == firstSequence
                    ? told(follower.get())
                    : listed.get(firstSequence);
            links.put(
                    firstSequence,
                    told == null
                            ? new Link(name, header, storage.size(name), OptionalLong.empty(), true)
                            : new Link(name, header, told.end(), OptionalLong.of(told.last()), true));
            header.filter(known -> known.previous() > start.segment() && !here.contains(known.previous()))
                    .ifPresent(known -> links.put(known.previous(), missing(told(known))));
            follower = header;
        }
        for (Inventory.Entry entry : listed.values()) {
            if (entry.firstSequence() > start.segment() && !here.contains(entry.firstSequence())) {
                links.putIfAbsent(entry.firstSequence(), missing(entry));
            }
        }
        return new SegmentChain(
                new ArrayList<>(links.values()),
                inventoryBytes.isPresent() && inventory.isEmpty()
                        ? List.of(new Damage(Inventory.FILE, Damage.Kind.SKIPPED, 0, inventoryBytes.get().length, 1, 0))
                        : List.of());
    }

    private static Inventory.Entry told(SegmentHeader follower) {
        return new Inventory.Entry(follower.previous(), follower.previousEnd(), follower.previousLast());
    }

    private static Link missing(Inventory.Entry entry) {
        return new Link(
                SegmentFormat.fileName(entry.firstSequence()),
                Optional.empty(),
                entry.end(),
                OptionalLong.of(entry.last()),
                false);
    }

    /** What the segments hold, for the inventory, given what the newest one does. */
    List<Inventory.Entry> entries(long newestEnd, long newestLast) {
        List<Inventory.Entry> entries = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            entries.add(
                    i == links.size() - 1
                            ? new Inventory.Entry(link.firstSequence(), newestEnd, newestLast)
                            : new Inventory.Entry(
                                    link.firstSequence(),
                                    link.end(),
                                    link.last().orElse(links.get(i + 1).firstSequence() - 1)));
        }
        return entries;
    }
}
