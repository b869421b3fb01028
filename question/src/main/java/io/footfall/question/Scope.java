package io.footfall.question;

import io.footfall.timeline.Robots;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What every kind of question has: its period, the zone of its calendar, the events it is limited to, its comparison.
 *
 * @param period the stretch of time it is about
 * @param zone the zone in which days, hours and weekdays are cut
 * @param filter conditions that every event must meet before it is folded at all
 * @param compare the earlier stretch it is set beside
 * @param gap how long a customer may do nothing within one session, in whole seconds
 * @param of the customers it is about; empty for all
 * @param robots what becomes of the events of robots
 */
public record Scope(
        Period period,
        ZoneId zone,
        List<Condition> filter,
        Compare compare,
        Duration gap,
        Optional<Of> of,
        Robots robots) {
    /** The gap where a question does not say. */
    public static final Duration GAP_DEFAULT = Duration.ofMinutes(30);

    /**
     * Copies the list.
     *
     * @throws InvalidQuestionException if the filter looks at sessions
     */
    public Scope {
        filter = List.copyOf(filter);
        for (Condition condition : filter) {
            if (Paths.isOfSession(condition.path())) {
                throw new InvalidQuestionException(
                        "invalid_question",
                        "\"" + condition.path()
                                + "\" cannot be in filter, since sessions are cut from the events that it"
                                + " lets through; put the condition into where");
            }
        }
    }

    /** Without robots. */
    public Scope(Period period, ZoneId zone, List<Condition> filter, Compare compare, Duration gap, Optional<Of> of) {
        this(period, zone, filter, compare, gap, of, Robots.EXCLUDE);
    }

    /** Of all customers. */
    public Scope(Period period, ZoneId zone, List<Condition> filter, Compare compare, Duration gap) {
        this(period, zone, filter, compare, gap, Optional.empty());
    }

    /** Of all customers, with the default gap. */
    public Scope(Period period, ZoneId zone, List<Condition> filter, Compare compare) {
        this(period, zone, filter, compare, GAP_DEFAULT);
    }

    /** The same without a comparison. */
    public Scope withoutCompare() {
        return new Scope(period, zone, filter, Compare.NONE, gap, of, robots);
    }

    /** The same over another period. */
    public Scope over(Period other) {
        return new Scope(other, zone, filter, compare, gap, of, robots);
    }
}
