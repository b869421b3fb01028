package io.footfall.timeline;

import io.footfall.event.IdentityKey;
import java.util.OptionalInt;

/**
 * All timelines as they were at one sequence; it never changes, whatever the writer goes on to do.
 *
 * <p>Any thread may hold it and read it, each with {@linkplain TimelineReader readers} of its own. It keeps the memory of its
 * time alive: hold it for a scan, not for a day.
 */
public final class View {
    private final long sequence;
    private final long newestTimestamp;
    private final long events;
    private final int identities;
    private final Slice[] slices;
    private final int[][] customerOf;
    private final int[][] next;
    private final Identities names;
    private final Vocabulary vocabulary;
    private final long historyFrom;
    private final int robotEventsMax;
    private final Lookups lookups;

    View(
            long sequence,
            long newestTimestamp,
            long events,
            int identities,
            Slice[] slices,
            int[][] customerOf,
            int[][] next,
            Identities names,
            Vocabulary vocabulary,
            long historyFrom,
            int robotEventsMax,
            Lookups lookups) {
        this.sequence = sequence;
        this.newestTimestamp = newestTimestamp;
        this.events = events;
        this.identities = identities;
        this.slices = slices;
        this.customerOf = customerOf;
        this.next = next;
        this.names = names;
        this.vocabulary = vocabulary;
        this.historyFrom = historyFrom;
        this.robotEventsMax = robotEventsMax;
        this.lookups = lookups;
    }

    /** The newest sequence it shows. */
    public long sequence() {
        return sequence;
    }

    /** The newest timestamp of any event it shows, in milliseconds since 1970 UTC; 0 if there is none. */
    public long newestTimestamp() {
        return newestTimestamp;
    }

    /** How many events it shows. */
    public long events() {
        return events;
    }

    /** What happened before is not kept, in milliseconds since 1970 UTC; 0 if all is. */
    public long historyFrom() {
        return historyFrom;
    }

    /** What the numbers on events mean. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The lookup tables. */
    public Lookups lookups() {
        return lookups;
    }

    /** The number of identities; they are numbered from 0, and customers are named by one of theirs, the head. */
    public int identities() {
        return identities;
    }

    /** The number of slices to divide a scan by. */
    public int slices() {
        return (identities + Slice.IDENTITIES - 1) / Slice.IDENTITIES;
    }

    /** The first identity of a slice. */
    public int sliceStart(int slice) {
        return slice * Slice.IDENTITIES;
    }

    /** The first identity after a slice. */
    public int sliceEnd(int slice) {
        return Math.min(identities, (slice + 1) * Slice.IDENTITIES);
    }

    /** Whether an identity is the head of its customer, under which the customer's whole timeline is read. */
    public boolean isHead(int identity) {
        return Chunks.get(customerOf, identity) == identity;
    }

    /** The head of the customer that an identity belongs to. */
    public int customerOf(int identity) {
        return Chunks.get(customerOf, identity);
    }

    /** The next identity of the same customer; after the last one the first again. */
    public int nextIdentity(int identity) {
        return Chunks.get(next, identity);
    }

    /** About how many events a customer has: without the few that are not packed yet. */
    public long packedEvents(int customer) {
        long events = 0;
        int identity = customer;
        do {
            int[] starts = slice(identity).starts;
            int local = identity & (Slice.IDENTITIES - 1);
            events += starts[local + 1] - starts[local];
            identity = nextIdentity(identity);
        } while (identity != customer);
        return events;
    }

    /** The id an identity stands for. */
    public IdentityKey key(int identity) {
        return names.key(identity);
    }

    /** The identity with an id, looked for among all; empty if no event carried it. */
    public OptionalInt identityOf(IdentityKey key) {
        return names.lookFor(key, identities);
    }

    /** The id a customer is called by: the first by code point of their user ids; of who has none, the anonymous id. */
    public IdentityKey nameOf(int customer) {
        IdentityKey name = key(customer);
        for (int identity = nextIdentity(customer); identity != customer; identity = nextIdentity(identity)) {
            IdentityKey other = key(identity);
            boolean isFirst = other.isUser() && (!name.isUser() || Value.compareCodePoints(other.id(), name.id()) < 0);
            name = isFirst ? other : name;
        }
        return name;
    }

    /** Whether a customer may be a robot on some day; for all but a few it says no, which is certain. */
    public boolean mayBeRobot(int customer) {
        long eventsMax = 0;
        int identity = customer;
        do {
            Slice slice = slice(identity);
            int local = identity & (Slice.IDENTITIES - 1);
            if (slice.isRobot(local)) {
                return true;
            }
            eventsMax += slice.eventsMax(local);
            identity = nextIdentity(identity);
        } while (identity != customer);
        return eventsMax > robotEventsMax;
    }

    /** A customer with more events in one UTC day is a robot on it. */
    int robotEventsMax() {
        return robotEventsMax;
    }

    Slice slice(int identity) {
        return slices[identity >>> Slice.BITS];
    }
}
