package io.footfall.engine;

import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What came between two moments, by customer: the new events of each in order, and which customers must be withdrawn and folded
 * again since they became one or fell apart.
 *
 * @param before the moment pins are true at
 * @param now the moment they are to be true at
 * @param runs the new events of customers that are otherwise as they were
 * @param withdrawn customers that changed otherwise, as they were named before
 * @param refolded customers that changed otherwise, as they are named now
 * @param robots the customers with new events who are robots on some day, or were
 */
record Runs(
        Moment before, Moment now, List<Run> runs, IntSet withdrawn, IntSet refolded, Int2ObjectMap<RobotDays> robots) {
    private static final Comparator<EventView> IN_ORDER =
            Comparator.comparingLong(EventView::timestamp).thenComparingLong(EventView::sequence);

    /**
     * One customer's new events, in the total order.
     *
     * @param customer the customer, named alike before and now
     * @param isKnown whether the customer had events before
     */
    record Run(int customer, boolean isKnown, List<EventView> events) {}

    /**
     * On which UTC days a customer is a robot.
     *
     * @param before by the timelines before
     * @param now by those of now
     */
    record RobotDays(LongSet before, LongSet now) {
        boolean areOther() {
            return !before.equals(now);
        }

        boolean hold(EventView event) {
            return now.contains(TimelineReader.day(event.timestamp()));
        }
    }

    /** How many new events it holds; of customers that changed otherwise it counts one each. */
    long events() {
        long events = (long) withdrawn.size() + refolded.size();
        for (Run run : runs) {
            events += run.events().size();
        }
        return events;
    }

    boolean isNothing() {
        return runs.isEmpty() && withdrawn.isEmpty() && refolded.isEmpty();
    }

    /** Reads the timelines as they were. */
    TimelineReader readBefore() {
        return new TimelineReader(before.view(), before.endMillis());
    }

    /** Reads the timelines as they are. */
    TimelineReader readNow() {
        return new TimelineReader(now.view(), now.endMillis());
    }

    static Runs of(Arrivals.Arrived arrived, Moment before, Moment now) {
        IntSet withdrawn = new IntOpenHashSet();
        IntSet refolded = new IntOpenHashSet();
        for (int head : arrived.changed()) {
            int customer = before.customerOf(head);
            if (customer >= 0) {
                withdrawn.add(customer);
            }
            refolded.add(now.customerOf(head));
        }
        List<Run> runs = runs(arrived, before, now, refolded);
        return new Runs(before, now, runs, withdrawn, refolded, robots(before, now, runs));
    }

    private static Int2ObjectMap<RobotDays> robots(Moment before, Moment now, List<Run> runs) {
        Int2ObjectMap<RobotDays> robots = new Int2ObjectOpenHashMap<>();
        for (Run run : runs) {
            int customer = run.customer();
            if (now.view().mayBeRobot(customer)) {
                LongSet days = new TimelineReader(now.view(), now.endMillis()).robotDays(customer);
                LongSet daysBefore = run.isKnown()
                        ? new TimelineReader(before.view(), before.endMillis()).robotDays(customer)
                        : LongSets.EMPTY_SET;
                if (!days.isEmpty() || !daysBefore.isEmpty()) {
                    robots.put(customer, new RobotDays(daysBefore, days));
                }
            }
        }
        return robots;
    }

    private static List<Run> runs(Arrivals.Arrived arrived, Moment before, Moment now, IntSet refolded) {
        List<Arrivals.Arrival> added = arrived.added();
        // Customer and place side by side in one number: sorted without a comparator, since every event passes here.
        long[] keys = new long[added.size()];
        int count = 0;
        for (int place = 0; place < added.size(); place++) {
            int customer = now.customerOf(added.get(place).identity());
            if (!refolded.contains(customer)) {
                keys[count++] = (long) customer << Integer.SIZE | place;
            }
        }
        Arrays.sort(keys, 0, count);
        List<Run> runs = new ArrayList<>();
        for (int from = 0; from < count; ) {
            int customer = customer(keys[from]);
            List<EventView> events = new ArrayList<>(2);
            int to = from;
            for (; to < count && customer(keys[to]) == customer; to++) {
                events.add(added.get((int) keys[to]).event());
            }
            if (events.size() > 1) {
                events.sort(IN_ORDER);
            }
            runs.add(new Run(customer, before.customerOf(customer) == customer, events));
            from = to;
        }
        return runs;
    }

    private static int customer(long key) {
        return (int) (key >>> Integer.SIZE);
    }
}
