package io.footfall.collect;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import io.footfall.wire.DocumentMerge;
import io.footfall.wire.SentItem;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which items enter the log. The rules run in the order they are listed. */
final class Admission {
    private static final long AHEAD_MILLIS_MAX = 23 * 3_600_000L;
    private static final Map<String, EventType> TYPES =
            Stream.of(EventType.values()).collect(Collectors.toMap(EventType::word, type -> type));

    private record Rule(Reason reason, Predicate<Candidate> violatedBy) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Reason.UNKNOWN_TYPE, candidate -> candidate.type == null),
            new Rule(
                    Reason.MISSING_EVENT,
                    candidate -> candidate.type == EventType.TRACK && isBlank(candidate.item.event())),
            new Rule(Reason.BAD_PROPERTIES, candidate -> !candidate.item.isPropertiesLegal()),
            new Rule(Reason.MISSING_ID, candidate -> candidate.ids.isEmpty() && !candidate.ids.hasIllegal()),
            new Rule(Reason.ILLEGAL_ID, candidate -> candidate.ids.isEmpty()),
            // An unreadable time is far before 1970.
            new Rule(Reason.BAD_TIMESTAMP, candidate -> candidate.time < 0),
            new Rule(Reason.BAD_TIMESTAMP, candidate -> candidate.time - candidate.receivedAt > AHEAD_MILLIS_MAX),
            new Rule(Reason.BEFORE_HISTORY, candidate -> candidate.time < candidate.historyFrom));

    private final int itemBytesMax;
    private final LongSupplier historyFrom;

    /**
     * Rules with a limit of size.
     *
     * @param historyFrom tells from when on events are kept, in milliseconds since 1970 UTC
     */
    Admission(int itemBytesMax, LongSupplier historyFrom) {
        this.itemBytesMax = itemBytesMax;
        this.historyFrom = historyFrom;
    }

    /** An item with what the rules ask for. */
    private record Candidate(
            SentItem.Readable item,
            @Nullable EventType type,
            CarriedIds ids,
            long time,
            long receivedAt,
            long historyFrom) {}

    Verdict judge(SentItem item, Arrival arrival) {
        if (item.size() > itemBytesMax) {
            return new Verdict.Quarantined(Reason.TOO_LARGE);
        }
        return switch (item) {
            case SentItem.NoObject none -> new Verdict.Quarantined(Reason.NO_OBJECT);
            case SentItem.Unreadable none -> new Verdict.Quarantined(Reason.BAD_JSON);
            case SentItem.Readable readable -> judge(readable, arrival);
        };
    }

    private Verdict judge(SentItem.Readable item, Arrival arrival) {
        EventType type = item.type() == null ? null : TYPES.get(item.type());
        CarriedIds ids = CarriedIds.of(item);
        long time = ClockCorrection.timeOf(item, arrival);
        Candidate candidate = new Candidate(item, type, ids, time, arrival.receivedAt(), historyFrom.getAsLong());
        for (Rule rule : RULES) {
            if (rule.violatedBy.test(candidate)) {
                return new Verdict.Quarantined(rule.reason);
            }
        }
        if (type == null) {
            throw new IllegalStateException("an item without a type passed the rules");
        }
        Event event = new Event(
                type,
                nameOf(type, item),
                arrival.source(),
                MessageIds.of(item, ids, arrival.source()),
                ids.userId(),
                ids.anonymousId(),
                ids.previousId(),
                time,
                arrival.receivedAt(),
                documentOf(type, item, arrival.context()));
        return new Verdict.Admitted(event, ids.hasIllegal());
    }

    private static String nameOf(EventType type, SentItem.Readable item) {
        return switch (type) {
            case TRACK -> String.valueOf(item.event());
            case PAGE -> "Page Viewed";
            case SCREEN -> "Screen Viewed";
            case IDENTIFY -> "Identify";
            case GROUP -> "Group";
            case ALIAS -> "Alias";
        };
    }

    private static PackedDocument documentOf(EventType type, SentItem.Readable item, @Nullable PackedDocument context) {
        PackedDocument document = item.document();
        String pageName = item.pageName();
        if (pageName != null && (type == EventType.PAGE || type == EventType.SCREEN)) {
            document = DocumentMerge.merge(document, "properties", "name", pageName);
        }
        return context == null ? document : DocumentMerge.merge(document, "context", context);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
