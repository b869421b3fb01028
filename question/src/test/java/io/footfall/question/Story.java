package io.footfall.question;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events told one by one, and answered in both ways a host may: folded once at an as-of, or resumed event by event. */
public final class Story {
    private static final long SEED = 1;

    private final Timelines timelines = new Timelines(SEED);
    private long sequence;

    /** A customer does something at an instant such as {@code 2026-03-01T10:00:00Z}. */
    public Story did(String customer, String event, String at, Map<String, Object> properties) {
        return did(customer, event, Instant.parse(at).toEpochMilli(), properties);
    }

    /** A customer does something at a millisecond. */
    public Story did(String customer, String event, long timestamp, Map<String, Object> properties) {
        return add(EventType.TRACK, customer, event, timestamp, document(Map.of("properties", properties)));
    }

    /** A customer looks at a page at an instant, coming from a campaign or, with the empty text, from none. */
    public Story saw(String customer, String path, String at, String campaignSource) {
        Map<String, Object> page = Map.of("page", Map.of("path", path));
        Map<String, Object> context = campaignSource.isEmpty()
                ? page
                : Map.of("page", Map.of("path", path), "campaign", Map.of("source", campaignSource));
        return add(
                EventType.PAGE,
                customer,
                "Page Viewed",
                Instant.parse(at).toEpochMilli(),
                document(Map.of("context", context)));
    }

    private Story add(EventType type, String customer, String event, long timestamp, PackedDocument document) {
        sequence++;
        timelines.insert(
                new Event(type, event, "web", "m" + sequence, customer, null, null, timestamp, timestamp, document),
                sequence,
                changed -> {});
        return this;
    }

    /** All timelines as they stand. */
    public View published() {
        return timelines.publish(sequence);
    }

    /** The answer at an instant, from a fixed period. */
    public Table asked(Question question, String asOf) {
        return asked(question, Instant.parse(asOf).getEpochSecond());
    }

    /** The answer at a second, from a fixed period. */
    public Table asked(Question question, long second) {
        return answer(question, second, false);
    }

    /** The answer at a second, from a sliding period whose changes come event by event. */
    public Table resumed(Question question, long second) {
        return answer(question, second, true);
    }

    /** The sum at a second of a fixed period. */
    public Sum sum(Question question, long second) {
        View view = timelines.publish(sequence);
        Range range = range(question.scope(), second);
        return sum(question, view, second, PeriodClock.fixed(range), null, false);
    }

    /** A table as lines of cells, the first of its fields. */
    public static String told(Table table) {
        String rows = table.rows().stream()
                .map(row -> Arrays.stream(row).map(Story::cell).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        return String.join(" ", table.fields()) + "\n" + rows + "\n";
    }

    private Table answer(Question question, long second, boolean isResumed) {
        View view = timelines.publish(sequence);
        Scope scope = question.scope();
        Range range = range(scope, second);
        Top top = null;
        if (question.ranking().isPresent()) {
            Ranking ranking = question.ranking().get();
            top = ranking.top(
                    finish(ranking, view, second, range, visibility(scope, range, isResumed), null, null, isResumed));
        }
        Finish previous = null;
        if (scope.compare() != Compare.NONE) {
            long earlier = PeriodClock.movedAsOf(scope.compare(), scope.period(), scope.zone(), second);
            Range moved = PeriodClock.movedRange(scope.compare(), scope.period(), scope.zone(), second);
            Visibility visibility = isResumed
                    ? PeriodClock.movedSliding(scope.compare(), scope.period(), scope.zone())
                            .orElse(PeriodClock.fixed(moved))
                    : PeriodClock.fixed(moved);
            previous = finish(question, view, earlier, moved, visibility, top, null, isResumed);
        }
        return question.finish(
                finish(question, view, second, range, visibility(scope, range, isResumed), top, previous, isResumed));
    }

    private static Range range(Scope scope, long second) {
        return PeriodClock.resolve(scope.period(), scope.zone(), second);
    }

    private static Visibility visibility(Scope scope, Range range, boolean isResumed) {
        return isResumed ? PeriodClock.sliding(scope.period(), scope.zone()) : PeriodClock.fixed(range);
    }

    private static Finish finish(
            Foldable question,
            View view,
            long second,
            Range range,
            Visibility visibility,
            @Nullable Top top,
            @Nullable Finish previous,
            boolean isResumed) {
        Sum sum = sum(question, view, second, visibility, top, isResumed);
        return new Finish(view.vocabulary(), new AsOf(view.sequence(), second), range, sum, top, previous);
    }

    private static Sum sum(
            Foldable question, View view, long second, Visibility visibility, @Nullable Top top, boolean isResumed) {
        Activity activity = new Activity(view.vocabulary(), Activity.PASSIVE);
        OptionalLong asOf = isResumed ? OptionalLong.empty() : OptionalLong.of(second);
        Fold<?> fold = Folding.of(question, new FoldContext(view, visibility, top, activity, asOf));
        // A host that keeps an answer up to date has folded what lies in the future too; its changes wait.
        long end = isResumed ? Long.MAX_VALUE : second * 1000;
        return sum(fold, view, second, new TimelineReader(view, end), isResumed);
    }

    private static <S> Sum sum(Fold<S> fold, View view, long second, TimelineReader reader, boolean isResumed) {
        Sum sum = new Sum(view.vocabulary());
        Changes changes = (from, row, value, n) -> {
            if (from <= second) {
                sum.add(row, value, n);
            }
        };
        S state = fold.start();
        for (int customer = 0; customer < view.identities(); customer++) {
            reader.open(customer);
            fold.clear(state);
            while (reader.next()) {
                EventView event = reader.event();
                fold.next(state, event, changes);
                if (isResumed) {
                    fold.settle(state, changes);
                }
            }
            fold.settle(state, changes);
        }
        return sum;
    }

    private static PackedDocument document(Map<String, Object> fields) {
        DocumentWriter document = new DocumentWriter(64);
        value(document, fields);
        return document.toDocument();
    }

    private static void value(DocumentWriter document, Object value) {
        switch (value) {
            case String text -> document.text(text);
            case Integer whole -> document.number(whole);
            case BigDecimal decimal -> document.number(decimal);
            case Boolean bool -> document.bool(bool);
            case List<?> list -> {
                document.startArray();
                list.forEach(element -> value(document, Objects.requireNonNull(element)));
                document.endArray();
            }
            case Map<?, ?> map -> {
                document.startObject();
                map.forEach((key, each) -> value(document.key(String.valueOf(key)), Objects.requireNonNull(each)));
                document.endObject();
            }
            default -> throw new IllegalArgumentException("no property is a " + value.getClass());
        }
    }

    private static String cell(@Nullable Object cell) {
        return cell instanceof BigDecimal decimal
                ? decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString()
                : String.valueOf(cell);
    }
}
