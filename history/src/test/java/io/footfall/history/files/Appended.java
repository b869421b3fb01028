package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.eventlog.LogStart;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was appended, or what a reader was told: events by their sequences, each once, and what stands beside them. */
final class Appended {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-03T00:00:00Z"));
    private static final EventLogConfig SMALL_SEGMENTS = EventLogConfig.DEFAULTS.withSegmentBytesMax(1_500);

    private final TreeMap<Long, Event> events = new TreeMap<>();
    private final TreeSet<Long> dropped = new TreeSet<>();
    private final List<String> controls = new ArrayList<>();
    private final List<String> quarantined = new ArrayList<>();

    /** Opens the log of a history in small segments. */
    static EventLog openLog(Path data, History history) {
        return EventLog.open(data, SMALL_SEGMENTS, CLOCK, () -> 0, history::open);
    }

    /** Appends, and takes some of it for second deliveries. */
    void append(EventLog log, SplittableRandom random) {
        Committed committed = log.append(random(random)).join();
        add(committed);
        for (int i = 0; i < committed.events().size(); i++) {
            if (random.nextInt(10) == 0) {
                dropped.add(committed.firstSequence() + i);
            }
        }
    }

    void add(Committed committed) {
        for (int i = 0; i < committed.events().size(); i++) {
            long sequence = committed.firstSequence() + i;
            assertThat(events.put(sequence, committed.events().get(i)))
                    .as("there twice: %s", sequence)
                    .isNull();
        }
        committed.controls().forEach(control -> controls.add(Arrays.toString(control)));
        committed.quarantined().forEach(item -> quarantined.add(text(item)));
    }

    SortedMap<Long, Event> events() {
        return events;
    }

    boolean isDropped(long sequence) {
        return dropped.contains(sequence);
    }

    SequenceRanges dropped() {
        SequenceRanges.Builder ranges = new SequenceRanges.Builder();
        dropped.forEach(ranges::add);
        return ranges.build();
    }

    /** A millisecond before which some of the oldest events happened, if there are so many. */
    long afterOldest(int count) {
        return events.values().stream()
                        .limit(count)
                        .mapToLong(Event::timestamp)
                        .max()
                        .orElse(0)
                + 1;
    }

    /** Requires that a reader was told this: without second deliveries as far as it is sealed, as far as it is kept. */
    void requireSame(Appended read, LogStart sealed, long historyFrom) {
        Map<Long, Event> all = new TreeMap<>(events);
        all.keySet().removeAll(dropped.headSet(sealed.sequence(), true));
        all.values().removeIf(event -> event.timestamp() < historyFrom);
        Map<Long, Event> told = new TreeMap<>(read.events);
        told.values().removeIf(event -> event.timestamp() < historyFrom);
        assertThat(told).isEqualTo(all);
        assertThat(read.controls).isEqualTo(controls);
        assertThat(read.quarantined).isEqualTo(quarantined);
    }

    /** An append of a few events, and now and then something else. */
    static Append random(SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            events.add(event(random));
        }
        List<QuarantinedItem> items = random.nextInt(5) == 0
                ? List.of(new QuarantinedItem(
                        "bad_json", "web", random.nextInt(1_000), new byte[] {(byte) random.nextInt(), 0}))
                : List.of();
        List<byte[]> controls = random.nextInt(6) == 0 ? List.of(new byte[] {(byte) random.nextInt()}) : List.of();
        return new Append(events, items, controls);
    }

    private static Event event(SplittableRandom random) {
        String user = random.nextInt(3) == 0 ? null : "u\u0000ü" + random.nextInt(5);
        String anonymous = user == null || random.nextBoolean() ? "a" + random.nextInt(5) : null;
        Map<String, ?> document = switch (random.nextInt(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of("context", Map.of("n", new BigDecimal("1E+30")), "properties", Map.of("😀", "\u0000"));
            case 2 -> Map.of("groupId", "g", "traits", Map.of("plan", "gold"), "properties", Map.of());
            default -> Map.of("properties", Map.of("revenue", new BigDecimal("12.50"), "list", List.of(1, true, "x")));
        };
        return new Event(
                EventType.values()[random.nextInt(6)],
                "Event " + random.nextInt(4),
                "web",
                "m-" + random.nextLong(),
                user,
                anonymous,
                random.nextInt(6) == 0 ? "p" + random.nextInt(4) : null,
                random.nextLong(4_000_000_000_000L),
                random.nextLong(4_000_000_000_000L),
                Document.of(document));
    }

    private static String text(QuarantinedItem item) {
        return item.reason() + " " + item.source() + " " + item.receivedAt() + " " + Arrays.toString(item.bytes());
    }
}
