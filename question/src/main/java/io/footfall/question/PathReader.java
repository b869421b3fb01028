package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.Vocabulary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.ToIntFunction;

/** Reads what a path of a question says of an event. For one thread. */
@FunctionalInterface
public interface PathReader {
    /** The number of the value, or {@link Vocabulary#NONE}. */
    int value(EventView event);

    /**
     * The reader of a path as it is written in a question.
     *
     * @param zone in which hours and weekdays are cut
     * @throws InvalidQuestionException if there is no such path or lookup table, or it cannot be read yet
     */
    static PathReader of(String path, ZoneId zone, FoldContext context) {
        Paths.check(path);
        if (Paths.isOfSession(path)) {
            return context.surroundings().reader(path);
        }
        if (Paths.isLookup(path)) {
            LookupTable table = LookedUp.table(path, context.lookups());
            int column = table.column(Paths.lookupColumn(path));
            PathReader key = of(table.on(), zone, context);
            return event -> table.value(column, key.value(event));
        }
        return switch (path) {
            case "event" -> EventView::name;
            case "type" -> event -> Vocabulary.type(event.type());
            case "timestamp.hour" -> local(zone, ZonedDateTime::getHour);
            case "timestamp.weekday" -> local(zone, time -> time.getDayOfWeek().getValue());
            case "timestamp", "receivedAt" ->
                throw new InvalidQuestionException(
                        "invalid_question",
                        "\"" + path
                                + "\" is compared with instants in a where or filter only; to break down by time, use an"
                                + " interval, timestamp.hour or timestamp.weekday");
            default -> {
                int number = context.vocabulary().path(path);
                yield path.startsWith(Paths.TRAITS) ? event -> event.trait(number) : event -> event.value(number);
            }
        };
    }

    private static PathReader local(ZoneId zone, ToIntFunction<ZonedDateTime> field) {
        return new PathReader() {
            private final IntervalClock hours = new IntervalClock(Interval.HOUR, zone);
            private long hour = Long.MIN_VALUE;
            private int value;

            @Override
            public int value(EventView event) {
                long start = hours.start(event.timestamp());
                if (start != hour) {
                    hour = start;
                    value = Vocabulary.whole(
                            field.applyAsInt(Instant.ofEpochMilli(start).atZone(zone)));
                }
                return value;
            }
        };
    }
}
