package io.footfall.timeline;

import io.footfall.event.ByteSink;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Every customer's timeline, held in memory, kept by one writer.
 *
 * <h2>Base and recent</h2>
 *
 * Identities lie in slices of 1,024. A slice has a base, packed and never changed, and a recent part that takes what comes;
 * when that is full the two are merged into a new base. An event is therefore copied some eight times in its life, and a
 * scan walks packed columns.
 *
 * <h2>Views</h2>
 *
 * {@link #publish} makes a {@link View}: the slices and who is whom, as they are, and the sequence they are complete up to.
 * Events that come later may show up in the recent parts that a view shares; its readers pass over them by their sequence.
 *
 * <h2>Duplicates</h2>
 *
 * An event is known again by a keyed fingerprint of its source and message id among the events of its identity: looked
 * through one by one, or through a set beyond {@value #LOOK_THROUGH_MAX}.
 *
 * <p>All methods are for the one writer thread; the views it publishes are for any.
 */
public final class Timelines {
    private static final int LOOK_THROUGH_MAX = 1_000;

    private final Vocabulary vocabulary;
    private final Identities identities;
    private final Fingerprints fingerprints;
    private final RowPacker packer;
    private final Int2ObjectOpenHashMap<LongOpenHashSet> knownOfLarge = new Int2ObjectOpenHashMap<>();
    private Slice[] slices = new Slice[4];
    private int[] eventCounts = new int[1024];
    private int[] idTexts = new int[1024];
    private long newestTimestamp;
    private long eventCount;
    private long mergeCount;

    /** Empty timelines, whose fingerprints and hash tables are keyed from {@code seed}. */
    public Timelines(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        vocabulary = new Vocabulary(random.nextLong());
        identities = new Identities(random.nextLong());
        fingerprints = new Fingerprints(random.nextLong(), random.nextLong());
        packer = new RowPacker(vocabulary, random.nextLong());
    }

    /** What the numbers on events mean. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The events on all timelines. */
    public long eventCount() {
        return eventCount;
    }

    /** The identities that events carried. */
    public int identityCount() {
        return identities.count();
    }

    /** How often a slice was packed anew. */
    public long mergeCount() {
        return mergeCount;
    }

    /** How many property values were too long or under too many paths to be kept in memory. */
    public long droppedValues() {
        return packer.dropped();
    }

    /**
     * Puts an event where it belongs, unless it stands there already.
     *
     * @param sequence its place in the log, larger than every one before
     * @param changed takes the heads of customers that are about to change otherwise than by this event, as they are named in
     *     the view published last: those that become one, or fall apart
     */
    public Inserted insert(Event event, long sequence, IntConsumer changed) {
        int identity = identities.number(event.identity(), changed::accept);
        long fingerprint = fingerprints.of(event.source(), event.messageId());
        short content = content(event);
        Slice slice = sliceOf(identity);
        int local = identity & (Slice.IDENTITIES - 1);
        if (isKnown(slice, identity, local, fingerprint)) {
            return new Inserted.Duplicate(!standsWith(slice, local, fingerprint, content));
        }
        if (slice.recent.isFull()) {
            slice = slice.merged();
            slices[identity >>> Slice.BITS] = slice;
            mergeCount++;
        }
        int anonymous = anonymousBeside(event);
        int anonymousText = anonymous < 0 ? Vocabulary.NONE : textOf(anonymous, event.anonymousId());
        String id = event.userId() == null ? event.anonymousId() : event.userId();
        ByteSink row = packer.pack(event, textOf(identity, id), anonymousText);
        Columns columns = slice.recent.columns;
        columns.add(
                event.timestamp(),
                sequence,
                fingerprint,
                content,
                vocabulary.text(event.name()),
                event.type().code(),
                row.array(),
                0,
                row.size());
        slice.recent.link(local);
        remember(identity, fingerprint);
        claim(event, identity, anonymous, sequence, changed);
        newestTimestamp = Math.max(newestTimestamp, event.timestamp());
        eventCount++;
        EventView view = new EventView(columns, new int[0]);
        view.moveTo(columns, columns.count - 1);
        return new Inserted.Added(identity, view);
    }

    /** A picture of all timelines, complete up to {@code sequence}, the newest that was inserted or looked at. */
    public View publish(long sequence) {
        return new View(
                sequence,
                newestTimestamp,
                identities.count(),
                slices.clone(),
                identities.customerPicture(),
                identities.nextPicture(),
                identities,
                vocabulary);
    }

    /** About how much heap the events take, in bytes. */
    public long eventHeapBytes() {
        long bytes = 0;
        for (Slice slice : slices) {
            bytes += slice == null ? 0 : slice.heapBytes();
        }
        return bytes;
    }

    /** The identity of an event's anonymous id where it carries a user id too; else -1. */
    private int anonymousBeside(Event event) {
        if (event.userId() == null || event.anonymousId() == null) {
            return -1;
        }
        int anonymous = identities.number(IdentityKey.anonymous(event.anonymousId()), nobody -> {});
        sliceOf(anonymous);
        return anonymous;
    }

    /** The number of an identity's id as a text, remembered, since the id comes with each of its events. */
    private int textOf(int identity, @Nullable String id) {
        int known = idTexts[identity];
        if (known == Vocabulary.NONE && id != null) {
            known = vocabulary.text(id);
            idTexts[identity] = known;
        }
        return known;
    }

    private void claim(Event event, int identity, int anonymous, long sequence, IntConsumer changed) {
        if (event.userId() == null) {
            return;
        }
        if (anonymous >= 0) {
            // One that has done nothing yet, and is nobody else, changes no customer by joining one.
            boolean isNobody = eventCounts[anonymous] == 0 && identities.next(anonymous) == anonymous;
            identities.claim(
                    anonymous, identity, event.timestamp(), sequence, isNobody ? nobody -> {} : changed::accept);
        }
        if (event.type() == EventType.ALIAS && event.previousId() != null) {
            identities.alias(event.previousId(), identity, event.timestamp(), sequence, changed::accept);
            sliceOf(identities.count() - 1);
        }
    }

    private Slice sliceOf(int identity) {
        int index = identity >>> Slice.BITS;
        if (index >= slices.length) {
            slices = Arrays.copyOf(slices, slices.length * 2);
        }
        if (slices[index] == null) {
            slices[index] = Slice.empty();
        }
        if (identity >= eventCounts.length) {
            eventCounts = Arrays.copyOf(eventCounts, eventCounts.length * 2);
            idTexts = Arrays.copyOf(idTexts, eventCounts.length);
        }
        return slices[index];
    }

    private boolean isKnown(Slice slice, int identity, int local, long fingerprint) {
        if (eventCounts[identity] <= LOOK_THROUGH_MAX) {
            return find(slice, local, fingerprint) != null;
        }
        LongOpenHashSet known = knownOfLarge.get(identity);
        if (known == null) {
            known = collect(slice, local);
            knownOfLarge.put(identity, known);
        }
        return known.contains(fingerprint);
    }

    private void remember(int identity, long fingerprint) {
        eventCounts[identity]++;
        LongOpenHashSet known = knownOfLarge.get(identity);
        if (known != null) {
            known.add(fingerprint);
        }
    }

    private static boolean standsWith(Slice slice, int local, long fingerprint, short content) {
        Place place = find(slice, local, fingerprint);
        return place != null && place.columns.contents[place.index] == content;
    }

    /** Where an event stands. */
    private record Place(Columns columns, int index) {}

    private static @Nullable Place find(Slice slice, int local, long fingerprint) {
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            if (slice.recent.columns.fingerprints[i - 1] == fingerprint) {
                return new Place(slice.recent.columns, i - 1);
            }
        }
        for (int i = slice.starts[local]; i < slice.starts[local + 1]; i++) {
            if (slice.base.fingerprints[i] == fingerprint) {
                return new Place(slice.base, i);
            }
        }
        return null;
    }

    private static LongOpenHashSet collect(Slice slice, int local) {
        LongOpenHashSet known = new LongOpenHashSet();
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            known.add(slice.recent.columns.fingerprints[i - 1]);
        }
        for (int i = slice.starts[local]; i < slice.starts[local + 1]; i++) {
            known.add(slice.base.fingerprints[i]);
        }
        return known;
    }

    private static short content(Event event) {
        int hash = event.document().hashCode() * 31 + event.name().hashCode();
        hash = hash * 31 + event.type().code();
        return (short) (hash ^ hash >>> 16);
    }
}
