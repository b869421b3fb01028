package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks one customer's events after another's, in the total order, up to an as-of, as far as they are kept. Used by one thread.
 *
 * <p>Most customers have one identity: their packed events are walked where they lie, and the few recent ones are merged in. The
 * events of several identities are gathered and sorted.
 */
public final class TimelineReader {
    private static final long DAY_MILLIS = 86_400_000;
    private static final Columns NOTHING_CAME = new Columns(0, 0, true);

    private final View view;
    private final long sequenceMax;
    private final long timestampStart;
    private final long timestampEnd;
    private final @Nullable NameSet only;
    private final boolean hasTraits;
    private final EventView event;

    // Packed events, [at, end) of them, in order. A view's are all within its sequence.
    private Packed packed;
    private int at;
    private int end;

    // Which kinds of packed events have a name that is wanted.
    private boolean[] wantedKinds = {};

    // Recent events, [recentAt, recentEnd) of recentOrder, which holds their places in recentColumns, in order.
    private Columns recentColumns;
    private int[] recentOrder = new int[16];
    private int recentAt;
    private int recentEnd;

    // Gathered events, [at, end) of order, which holds their places in the two others, in order.
    private boolean isGathered;
    private Events[] gatheredEvents = new Events[16];
    private int[] gatheredIndexes = new int[16];
    private int[] order = new int[16];
    private int gathered;
    private long gatheredTimestampEnd;

    // Of a customer who may be a robot: on which days they are, and which events that leaves out, as places in order.
    private final LongOpenHashSet robotDays = new LongOpenHashSet();
    private int[] leftOut = new int[0];
    private int leftOutCount;
    private @Nullable RobotAgents robotAgents;

    /**
     * A reader of all events of a view that happened before an instant.
     *
     * @param timestampEnd the first millisecond since 1970 UTC that is not read
     * @param traitPaths the {@code traits.…} paths whose newest values are wanted on every event
     */
    public TimelineReader(View view, long timestampEnd, int... traitPaths) {
        this(view, timestampEnd, null, traitPaths);
    }

    /**
     * A reader that stands still only at events of some names.
     *
     * @param timestampEnd the first millisecond since 1970 UTC that is not read
     * @param only the names; null for every name
     * @param traitPaths the {@code traits.…} paths whose newest values are wanted on every event, whatever names set them
     */
    public TimelineReader(View view, long timestampEnd, @Nullable NameSet only, int... traitPaths) {
        this.view = view;
        this.only = only;
        this.sequenceMax = view.sequence();
        this.timestampStart = view.historyFrom();
        this.timestampEnd = timestampEnd;
        this.packed = Packed.NOTHING;
        this.recentColumns = NOTHING_CAME;
        this.hasTraits = traitPaths.length > 0;
        this.event = new EventView(packed, traitPaths.clone());
    }

    /** The event it stands at; the same object always. */
    public EventView event() {
        return event;
    }

    /**
     * Goes to the beginning of a customer's timeline, before the first event that is read.
     *
     * <p>On which days the customer is a robot is judged by all events that the view shows, whenever they happened.
     */
    public void open(int customer, Robots robots) {
        leftOutCount = 0;
        if (robots == Robots.INCLUDE || !view.mayBeRobot(customer)) {
            open(customer);
            if (robots == Robots.ONLY) {
                at = end;
                recentAt = recentEnd;
            }
            return;
        }
        gather(customer, Long.MAX_VALUE);
        judgeDays();
        leaveOut(robots);
        if (hasTraits) {
            collectTraits();
        }
    }

    /**
     * Goes to the beginning of what the customer that was opened last did as a robot and was left out; false if there is nothing of the
     * kind.
     */
    public boolean openLeftOut() {
        if (leftOutCount == 0) {
            return false;
        }
        int[] read = order;
        order = leftOut;
        leftOut = read;
        at = 0;
        end = leftOutCount;
        leftOutCount = 0;
        return true;
    }

    /** The days on which a customer is a robot, in UTC days since 1970; empty for nearly everyone. Forgets the customer that was open. */
    public LongSet robotDays(int customer) {
        robotDays.clear();
        if (view.mayBeRobot(customer)) {
            gather(customer, Long.MAX_VALUE);
            judgeDays();
        }
        return new LongOpenHashSet(robotDays);
    }

    /** The UTC day of a millisecond, in days since 1970. */
    public static long day(long timestamp) {
        return Math.floorDiv(timestamp, DAY_MILLIS);
    }

    private void judgeDays() {
        RobotAgents agents = robotAgents == null ? new RobotAgents(view.vocabulary()) : robotAgents;
        robotAgents = agents;
        int userAgent = view.vocabulary().path(RobotAgents.PATH);
        robotDays.clear();
        Long2IntOpenHashMap events = new Long2IntOpenHashMap();
        for (int i = 0; i < gathered; i++) {
            Events from = gatheredEvents[i];
            int index = gatheredIndexes[i];
            long day = day(from.timestamps[index]);
            boolean isOfRobot =
                    events.addTo(day, 1) >= view.robotEventsMax() || agents.has(from.value(index, userAgent));
            if (isOfRobot) {
                robotDays.add(day);
            }
        }
    }

    private void leaveOut(Robots robots) {
        if (leftOut.length < gathered) {
            leftOut = new int[gathered];
        }
        int read = 0;
        for (int i = 0; i < gathered; i++) {
            int place = order[i];
            long timestamp = gatheredEvents[place].timestamps[gatheredIndexes[place]];
            if (timestamp >= timestampEnd) {
                break;
            }
            boolean isOfRobot = robotDays.contains(day(timestamp));
            if (robots.reads(isOfRobot)) {
                order[read++] = place;
            } else if (isOfRobot) {
                leftOut[leftOutCount++] = place;
            }
        }
        end = read;
    }

    /** Goes to the beginning of a customer's timeline, before the first event. */
    public void open(int customer) {
        isGathered = view.nextIdentity(customer) != customer;
        if (isGathered) {
            gather(customer, timestampEnd);
        } else {
            openInPlace(view.slice(customer), customer & (Slice.IDENTITIES - 1));
        }
        if (hasTraits) {
            collectTraits();
        }
    }

    /** Goes to the next event, if there is one. */
    public boolean next() {
        if (only == null) {
            return nextOfAny();
        }
        if (recentAt == recentEnd && !isGathered) {
            return nextPacked(only);
        }
        while (nextOfAny()) {
            if (only.has(event.name())) {
                return true;
            }
        }
        return false;
    }

    /** Passes over the events that come next and happened before a millisecond. */
    public void passOver(long timestamp) {
        if (isGathered) {
            while (at < end && gatheredEvents[order[at]].timestamps[gatheredIndexes[order[at]]] < timestamp) {
                at++;
            }
            return;
        }
        if (at < end && packed.timestamps[at] < timestamp) {
            at = packed.endBefore(timestamp, at + 1, end);
        }
        while (recentAt < recentEnd && recentColumns.timestamps[recentOrder[recentAt]] < timestamp) {
            recentAt++;
        }
    }

    private boolean nextOfAny() {
        if (isGathered) {
            return nextGathered();
        }
        return recentAt < recentEnd ? nextMerged() : nextPacked();
    }

    private boolean nextPacked() {
        if (at == end) {
            return false;
        }
        event.moveTo(packed, at++);
        return true;
    }

    // Looks at nothing but names until one is wanted.
    private boolean nextPacked(NameSet names) {
        Packed from = packed;
        boolean[] areWanted = wantedKinds;
        for (int i = at; i < end; i++) {
            int kind = from.kind(i);
            if (areWanted[kind] && (kind > 0 || names.has(from.name(i)))) {
                event.moveTo(from, i);
                at = i + 1;
                return true;
            }
        }
        at = end;
        return false;
    }

    private boolean nextMerged() {
        int recent = recentOrder[recentAt];
        if (at < end && Order.isBefore(packed, at, recentColumns, recent)) {
            event.moveTo(packed, at++);
        } else {
            event.moveTo(recentColumns, recent);
            recentAt++;
        }
        return true;
    }

    private boolean nextGathered() {
        if (at == end) {
            return false;
        }
        int which = order[at++];
        event.moveTo(gatheredEvents[which], gatheredIndexes[which]);
        return true;
    }

    private void openInPlace(Slice slice, int local) {
        moveTo(slice.base);
        at = slice.firstFrom(local, timestampStart);
        end = slice.base.endBefore(timestampEnd, at, slice.starts[local + 1]);
        recentAt = 0;
        recentEnd = 0;
        int newest = slice.recent.newest(local);
        if (newest != 0) {
            collectRecent(slice.recent, newest);
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // Only where it changes, which is at each slice, is there anything to find out.
    private void moveTo(Packed newPacked) {
        if (packed != newPacked) {
            packed = newPacked;
            wantedKinds = only == null ? wantedKinds : packed.kindsOf(only);
        }
    }

    private void collectRecent(Recent recent, int newest) {
        recentColumns = recent.columns;
        for (int i = newest; i != 0; i = recent.before(i)) {
            if (isRecentWanted(i - 1) && isRead(recentColumns, i - 1)) {
                if (recentEnd == recentOrder.length) {
                    recentOrder = Arrays.copyOf(recentOrder, recentEnd * 2);
                }
                recentOrder[recentEnd++] = i - 1;
            }
        }
        IntArrays.reverse(recentOrder, 0, recentEnd);
        Order.sort(recentOrder, recentEnd, recentColumns);
    }

    // Of most customers nothing that came lately is wanted, so that what is packed can be walked by itself.
    private boolean isRecentWanted(int index) {
        return only == null || hasTraits || only.has(recentColumns.names[index]);
    }

    private boolean isRead(Columns from, int index) {
        long timestamp = from.timestamps[index];
        return from.sequences[index] <= sequenceMax && timestamp >= timestampStart && timestamp < timestampEnd;
    }

    private void collectTraits() {
        int first = at;
        event.clearTraits();
        while (nextOfAny()) {
            event.collectTraits();
        }
        at = first;
        recentAt = 0;
    }

    private void gather(int customer, long timestampLimit) {
        isGathered = true;
        gatheredTimestampEnd = timestampLimit;
        recentAt = 0;
        recentEnd = 0;
        gathered = 0;
        int identity = customer;
        do {
            gatherIdentity(identity);
            identity = view.nextIdentity(identity);
        } while (identity != customer);
        if (order.length < gathered) {
            order = new int[gatheredIndexes.length];
        }
        boolean isSorted = true;
        for (int i = 0; i < gathered; i++) {
            order[i] = i;
            isSorted &= i == 0 || compare(i - 1, i) < 0;
        }
        if (!isSorted) {
            IntArrays.quickSort(order, 0, gathered, this::compare);
        }
        at = 0;
        end = gathered;
    }

    private void gatherIdentity(int identity) {
        Slice slice = view.slice(identity);
        int local = identity & (Slice.IDENTITIES - 1);
        for (int i = slice.firstFrom(local, timestampStart); i < slice.starts[local + 1]; i++) {
            gather(slice.base, i);
        }
        int first = gathered;
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            gather(slice.recent.columns, i - 1);
        }
        IntArrays.reverse(gatheredIndexes, first, gathered);
    }

    private void gather(Events from, int index) {
        long timestamp = from.timestamps[index];
        if (from.sequence(index) > sequenceMax || timestamp < timestampStart || timestamp >= gatheredTimestampEnd) {
            return;
        }
        if (gathered == gatheredIndexes.length) {
            gatheredIndexes = Arrays.copyOf(gatheredIndexes, gathered * 2);
            gatheredEvents = Arrays.copyOf(gatheredEvents, gathered * 2);
        }
        gatheredEvents[gathered] = from;
        gatheredIndexes[gathered++] = index;
    }

    private int compare(int left, int right) {
        return Order.compare(
                gatheredEvents[left], gatheredIndexes[left], gatheredEvents[right], gatheredIndexes[right]);
    }
}
