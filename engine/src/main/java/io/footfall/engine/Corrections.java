package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.Instants;
import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import io.footfall.question.Intervals;
import io.footfall.question.Question;
import io.footfall.question.RowNames;
import io.footfall.question.Scope;
import io.footfall.question.Table;
import io.footfall.timeline.EventView;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes what late events, joins, robots and lookup tables have changed in rows of a pinned answer whose intervals were over: the newest
 * {@value #KEPT_MAX} of these.
 *
 * <p>Owned by the engine's thread; any thread may read the list. It is not recorded, and so begins anew with each start.
 */
final class Corrections {
    static final int KEPT_MAX = 100;

    private final Scope scope;
    private final Interval interval;
    private final @Nullable NameSet names;
    private @Nullable IntervalClock clock;

    // Since the publication before: what may change intervals that end before then.
    private long closedBefore = Long.MIN_VALUE;
    private long late;
    private long joined;
    private long robots;
    private volatile List<Correction> newest = List.of();

    Corrections(Question question, Vocabulary vocabulary) {
        this.scope = question.scope();
        this.interval = question.interval();
        this.names = question.reads().nameSet(vocabulary);
        this.clock = interval == Interval.NONE ? null : new IntervalClock(interval, scope.zone());
    }

    /** The newest ones, newest first. */
    List<Correction> newest() {
        return newest;
    }

    /** Takes what came between two moments. */
    void note(Runs runs) {
        if (closedBefore == Long.MIN_VALUE) {
            return;
        }
        joined += runs.refolded().size();
        robots +=
                runs.robots().values().stream().filter(Runs.RobotDays::areOther).count();
        for (Runs.Run run : runs.runs()) {
            for (EventView event : run.events()) {
                if (event.timestamp() < closedBefore && (names == null || names.has(event.name()))) {
                    late++;
                }
            }
        }
    }

    /** What comes next is not compared with what was before. */
    void restart() {
        closedBefore = Long.MIN_VALUE;
        late = 0;
        joined = 0;
        robots = 0;
    }

    /** Sets a new answer beside the one before, of which there may be none. */
    void compare(@Nullable Answer older, Answer fresh) {
        IntervalClock intervals = clock;
        if (intervals == null || !fresh.table().fields().contains(Intervals.AT)) {
            return;
        }
        long lookups = older == null ? 0 : otherLookups(older, fresh);
        if (older != null && late + joined + robots + lookups > 0) {
            List<Correction> found = changed(older.table(), fresh, lookups);
            if (!found.isEmpty()) {
                found.addAll(newest);
                newest = List.copyOf(found.subList(0, Math.min(KEPT_MAX, found.size())));
            }
        }
        closedBefore = intervals.start(fresh.asOf().millis());
        late = 0;
        joined = 0;
        robots = 0;
    }

    private static long otherLookups(Answer older, Answer fresh) {
        return fresh.lookedUp().stream()
                .filter(table -> !older.lookedUp().contains(table))
                .count();
    }

    private List<Correction> changed(Table before, Answer fresh, long lookups) {
        Table now = fresh.table();
        List<Correction> changed = new ArrayList<>();
        boolean areAlike = before.rows().size() == now.rows().size();
        for (int i = 0; i < now.rows().size() && areAlike; i++) {
            areAlike = isSameKey(before, i, now, i);
        }
        Map<List<@Nullable Object>, Integer> places = areAlike ? Map.of() : places(before);
        for (int i = 0; i < now.rows().size(); i++) {
            int place = areAlike ? i : places.getOrDefault(key(now, i), -1);
            // When other values than before have rows of their own, the rest of them is another rest.
            boolean isComparable = place >= 0 && (areAlike || !key(now, i).contains(RowNames.OTHER));
            if (isComparable
                    && !Arrays.equals(before.rows().get(place), now.rows().get(i))
                    && isOver(now, i)) {
                changed.add(new Correction(
                        fresh.asOf(), alone(before, place), alone(now, i), late, joined, robots, lookups));
            }
        }
        return changed;
    }

    private boolean isOver(Table table, int row) {
        Object at = table.rows().get(row)[table.fields().indexOf(Intervals.AT)];
        return at instanceof String written && Instants.millis(Intervals.AT, written, scope.zone()) < closedBefore;
    }

    private static Map<List<@Nullable Object>, Integer> places(Table table) {
        Map<List<@Nullable Object>, Integer> places = new HashMap<>();
        for (int i = 0; i < table.rows().size(); i++) {
            places.put(key(table, i), i);
        }
        return places;
    }

    private static List<@Nullable Object> key(Table table, int row) {
        return Arrays.asList(table.rows().get(row)).subList(0, table.keys());
    }

    private static boolean isSameKey(Table left, int i, Table right, int j) {
        return key(left, i).equals(key(right, j));
    }

    @SuppressWarnings("NullAway") // It does not see in a compiled record that the cells of an array may be null.
    private static Table alone(Table table, int row) {
        return new Table(table.fields(), table.keys(), table.rows().subList(row, row + 1));
    }
}
