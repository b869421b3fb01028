package io.footfall.timeline;

import io.footfall.event.ByteSink;
import io.footfall.event.CorruptBytesException;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Every customer's timeline, held in memory, kept by one writer.
 *
 * <h2>Base and recent</h2>
 *
 * Identities lie in slices of 1,024. A slice has a base, packed and never changed, and a recent part that takes what comes;
 * when that is full the two are merged into a new base ({@link Packing}). An event is therefore copied some eight times in its life,
 * and a scan walks packed columns.
 *
 * <h2>Views</h2>
 *
 * {@link #publish} makes a {@link View}: the slices and who is whom, as they are, and the sequence they are complete up to.
 * Events that come later may show up in the recent parts that a view shares; its readers pass over them by their sequence.
 *
 * <h2>Duplicates</h2>
 *
 * An event is known again by a keyed fingerprint of its source and message id among the events of its identity: looked
 * through one by one, or found in a table beyond {@value #LOOK_THROUGH_MAX}. The message id itself, another text in each event, is not
 * remembered, but by timelines that are made for {@linkplain #ofPaths what reads it}.
 *
 * <h2>History</h2>
 *
 * What happened before an instant may be kept no longer ({@link #keepFrom}): from then on it is as if it had never come. Readers pass over it
 * at once; a slice lets go of it when it is packed anew, which is done for a slice that holds much of it.
 *
 * <h2>Memory</h2>
 *
 * What events say under a path may be {@linkplain #leaveOut left out}: it is not remembered any more then, and slices let go of it.
 *
 * <p>All methods are for the one writer thread; the views it publishes are for any.
 */
public final class Timelines {
    /** The path of the id that an event has where it came from. */
    public static final String MESSAGE_ID = "messageId";

    /** A customer with more events in one UTC day is a robot on it. */
    public static final int ROBOT_EVENTS_MAX = 200_000;

    private static final int LOOK_THROUGH_MAX = 1_000;
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final long KNOWN_BYTES = 20;

    /** A slice is packed anew when so much of it is not kept. */
    private static final int OLDER_SHARE = 8;

    private final long seed;
    private final long memoryBytesMax;
    private final Vocabulary vocabulary;
    private final Identities identities;
    private final Fingerprints fingerprints;
    private final RowPacker packer;
    private final int robotEventsMax;
    private final Int2ObjectOpenHashMap<Long2IntOpenHashMap> knownOfLarge = new Int2ObjectOpenHashMap<>();
    private Slice[] slices = new Slice[4];
    private int[] eventCounts = new int[1024];
    private int[] idTexts = new int[1024];
    private int lettingGo = Integer.MAX_VALUE;
    private long historyFrom;
    private long beforeHistory;
    private long newestTimestamp;
    private long eventCount;
    private long lateCount;
    private long mergeCount;
    private long knownBytes;
    private Lookups lookups = Lookups.NONE;

    /** Empty timelines without a limit of memory, whose fingerprints and hash tables are keyed from {@code seed}. */
    public Timelines(long seed) {
        this(seed, Long.MAX_VALUE);
    }

    /**
     * Empty timelines.
     *
     * @param memoryBytesMax how much memory whoever owns them lets them take, by {@linkplain #leaveOut leaving paths out}
     */
    public Timelines(long seed, long memoryBytesMax) {
        this(seed, memoryBytesMax, ROBOT_EVENTS_MAX);
    }

    /**
     * Empty timelines.
     *
     * @param robotEventsMax a customer with more events in one UTC day is a robot on it
     */
    public Timelines(long seed, long memoryBytesMax, int robotEventsMax) {
        this(seed, memoryBytesMax, robotEventsMax, Optional.empty(), false);
    }

    private Timelines(
            long seed,
            long memoryBytesMax,
            int robotEventsMax,
            Optional<Set<String>> only,
            boolean remembersMessageIds) {
        this.seed = seed;
        this.memoryBytesMax = memoryBytesMax;
        this.robotEventsMax = robotEventsMax;
        SplittableRandom random = new SplittableRandom(seed);
        vocabulary = new Vocabulary(random.nextLong());
        identities = new Identities(random.nextLong());
        fingerprints = new Fingerprints(random.nextLong(), random.nextLong());
        packer = new RowPacker(vocabulary, random.nextLong(), only, remembersMessageIds);
        if (!remembersMessageIds) {
            vocabulary.markIncomplete(MESSAGE_ID);
        }
    }

    /** Empty timelines without a limit of memory, which remember message ids beside all that events say. */
    public static Timelines withMessageIds(long seed) {
        return new Timelines(seed, Long.MAX_VALUE, ROBOT_EVENTS_MAX, Optional.empty(), true);
    }

    /** Empty timelines that remember of what events say only what lies under some paths, and what shows who is a robot. */
    public static Timelines ofPaths(long seed, Set<String> paths) {
        Set<String> only = new HashSet<>(paths);
        only.add(RobotAgents.PATH);
        return new Timelines(seed, Long.MAX_VALUE, ROBOT_EVENTS_MAX, Optional.of(only), only.contains(MESSAGE_ID));
    }

    /** The paths under which they remember what events say, if not all. */
    public Optional<Set<String>> only() {
        return packer.only();
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

    /** How many events happened before the one of the same identity that had come last. */
    public long lateCount() {
        return lateCount;
    }

    /** How often a slice was packed anew. */
    public long mergeCount() {
        return mergeCount;
    }

    /**
     * From now on nothing of what events say under some paths is kept. Slices let go of it one after another, as they are told to.
     *
     * @see #letGo
     */
    public void leaveOut(Collection<String> paths) {
        for (String path : paths) {
            int number = vocabulary.path(path);
            vocabulary.leaveOut(number);
            packer.leaveOut(number);
        }
        lettingGo = 0;
    }

    /** Whether slices have still to let go of what is left out. */
    public boolean isLettingGo() {
        return lettingGo < slices.length && slices[lettingGo] != null;
    }

    /** Lets some slices go of what is left out; views that were published show it on. */
    public void letGo(int slicesMax) {
        LeftOut leftOut = leftOut();
        for (int left = slicesMax; left > 0 && isLettingGo(); left--) {
            slices[lettingGo] = slices[lettingGo].merged(historyFrom, leftOut);
            mergeCount++;
            lettingGo++;
        }
        if (!isLettingGo()) {
            lettingGo = Integer.MAX_VALUE;
        }
    }

    private LeftOut leftOut() {
        return new LeftOut(
                vocabulary.leftOut().stream().mapToInt(vocabulary::path).toArray());
    }

    /** What the paths take that may be left out and are not. */
    public List<PathBytes> pathBytes() {
        List<PathBytes> all = new ArrayList<>();
        PathSizes sizes = vocabulary.sizes();
        for (int path = 1; path < vocabulary.pathsEnd(); path++) {
            PathBytes bytes = new PathBytes(vocabulary.pathOf(path), sizes.rowBytes(path), sizes.valueBytes(path));
            if (bytes.rows() > 0 && !packer.isEver(path) && !vocabulary.isLeftOut(bytes.path())) {
                all.add(bytes);
            }
        }
        return all;
    }

    /** How many property values were too long or under too many paths to be kept in memory. */
    public long droppedValues() {
        return packer.dropped();
    }

    /**
     * Puts an event where it belongs, unless it stands there already, or happened before what is kept.
     *
     * @param sequence its place in the log, larger than every one before
     * @param changed takes the heads of customers that are about to change otherwise than by this event, as they are named in
     *     the view published last: those that become one, or fall apart
     */
    public Inserted insert(Event event, long sequence, IntConsumer changed) {
        return insert(event, sequence, fingerprints.of(event.source(), event.messageId()), changed);
    }

    /** Puts an event where it belongs, even if it stands there already, unless it happened before what is kept. */
    public Inserted insertAgain(Event event, long sequence) {
        return insert(
                event, sequence, fingerprints.of(event.source(), event.messageId() + '#' + sequence), changed -> {});
    }

    private Inserted insert(Event event, long sequence, long fingerprint, IntConsumer changed) {
        if (event.timestamp() < historyFrom) {
            beforeHistory++;
            return new Inserted.BeforeHistory();
        }
        int identity = identities.number(event.identity(), changed::accept);
        short content = content(event);
        Slice slice = sliceOf(identity);
        int local = identity & (Slice.IDENTITIES - 1);
        int known = known(slice, identity, local, fingerprint);
        if (known != UNKNOWN) {
            return new Inserted.Duplicate((short) known != content);
        }
        if (slice.recent.isFull()) {
            slice = slice.merged(historyFrom);
            slices[identity >>> Slice.BITS] = slice;
            mergeCount++;
        }
        lateCount += event.timestamp() < slice.lastTimestamp(local) ? 1 : 0;
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
                vocabulary.name(event.name()),
                event.type().code(),
                row.array(),
                row.size());
        if (packer.isOfRobot()) {
            slice.markRobot(local);
        }
        slice.recent.link(local);
        remember(identity, fingerprint, content);
        claim(event, identity, anonymous, sequence, changed);
        if (anonymous >= 0 && anonymousText == Vocabulary.NONE) {
            identities.claimBesideRow(anonymous, identity, event.timestamp(), sequence);
        }
        newestTimestamp = Math.max(newestTimestamp, event.timestamp());
        eventCount++;
        return new Inserted.Added(identity, new EventView(columns, columns.count - 1));
    }

    /**
     * Fills timelines that are empty, and that nobody else knows, with stored events.
     *
     * @param merging where slices are packed meanwhile
     * @param areKnownAgain whether second deliveries of these events may be inserted later
     */
    public Loading loading(Executor merging, boolean areKnownAgain) {
        if (takenCount() > 0) {
            throw new IllegalStateException("only empty timelines are loaded");
        }
        return new Loading(
                this, new Loading.Numbers(vocabulary, identities, packer, fingerprints), merging, areKnownAgain);
    }

    /** The number of the id that a stored event carried, and its slice. */
    int identityOf(IdentityKey key) {
        int identity = identities.number(key, nobody -> {});
        sliceOf(identity);
        return identity;
    }

    Slice slice(int index) {
        return slices[index];
    }

    /** A slice was packed, with everything that was loaded. */
    void loaded(int index, Slice slice) {
        slices[index] = slice;
        mergeCount++;
    }

    /** An event was loaded. */
    void loaded(int identity, long timestamp) {
        eventCounts[identity]++;
        newestTimestamp = Math.max(newestTimestamp, timestamp);
        eventCount++;
    }

    /** A stored event happened before what is kept. */
    void passedOver() {
        beforeHistory++;
    }

    /** What happened before is not kept, in milliseconds since 1970 UTC; 0 if all is. */
    public long historyFrom() {
        return historyFrom;
    }

    /** How many events came and are on no timeline, since they happened before what is kept. */
    public long beforeHistoryCount() {
        return beforeHistory;
    }

    /** The events on all timelines, and those that came and are not kept. */
    public long takenCount() {
        return eventCount + beforeHistory;
    }

    /**
     * From now on all is as if what happened before a millisecond had never come: events, and what they said of who is whom. It may not
     * become earlier.
     */
    public void keepFrom(long from) {
        if (from < historyFrom) {
            throw new IllegalArgumentException("what is not kept any more cannot come back");
        }
        historyFrom = from;
        newestTimestamp = newestTimestamp < from ? 0 : newestTimestamp;
        for (int index = 0; index < slices.length && slices[index] != null; index++) {
            keepFrom(index);
        }
        knownOfLarge.clear();
        knownBytes = 0;
        learnWhoIsWhom();
    }

    private void keepFrom(int index) {
        Slice slice = slices[index];
        int kept = 0;
        for (int local = 0; local < Slice.IDENTITIES; local++) {
            int identity = (index << Slice.BITS) + local;
            int before = eventCounts[identity];
            if (before > 0) {
                eventCounts[identity] = slice.countFrom(local, historyFrom);
                beforeHistory += before - eventCounts[identity];
                eventCount -= before - eventCounts[identity];
                kept += eventCounts[identity];
            }
        }
        if ((slice.count() - kept) > slice.count() / OLDER_SHARE) {
            slices[index] = slice.merged(historyFrom);
            mergeCount++;
        }
    }

    /** Who is whom by the events that are kept. */
    private void learnWhoIsWhom() {
        identities.startAnew();
        int count = identities.count();
        for (int identity = 0; identity < count; identity++) {
            if (eventCounts[identity] > 0) {
                identities.see(identity);
            }
        }
        Int2IntOpenHashMap anonymousByText = new Int2IntOpenHashMap();
        int path = vocabulary.path("anonymousId");
        for (int identity = 0; identity < count; identity++) {
            if (eventCounts[identity] > 0 && identities.isUser(identity)) {
                learnClaims(identity, path, anonymousByText);
            }
        }
        identities.learnBesideRows(historyFrom);
        for (int identity = count; identity < identities.count(); identity++) {
            sliceOf(identity);
        }
    }

    private void learnClaims(int user, int path, Int2IntOpenHashMap anonymousByText) {
        Slice slice = slices[user >>> Slice.BITS];
        int local = user & (Slice.IDENTITIES - 1);
        for (int i = slice.firstFrom(local, historyFrom); i < slice.starts[local + 1]; i++) {
            learnClaim(user, slice.base, i, path, anonymousByText);
        }
        Columns recent = slice.recent.columns;
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            if (recent.timestamps[i - 1] >= historyFrom) {
                learnClaim(user, recent, i - 1, path, anonymousByText);
            }
        }
    }

    private void learnClaim(int user, Events events, int index, int path, Int2IntOpenHashMap anonymousByText) {
        int text = events.value(index, path);
        if (text != Vocabulary.NONE) {
            int anonymous = anonymousByText.computeIfAbsent(
                    text, unknown -> identities.find(IdentityKey.anonymous(vocabulary.textOf(unknown))));
            identities.claim(anonymous, user, events.timestamps[index], events.sequence(index), nobody -> {});
        }
    }

    /** The head of the customer that an identity belongs to now. */
    public int customerOf(int identity) {
        return identities.customerOf(identity);
    }

    /** Whether the customer of an identity may be a robot on some day; for all but a few it says no, which is certain. */
    public boolean mayBeRobot(int identity) {
        long events = 0;
        int each = identity;
        do {
            if (sliceOf(each).isRobot(each & (Slice.IDENTITIES - 1))) {
                return true;
            }
            events += eventCounts[each];
            each = identities.next(each);
        } while (each != identity);
        return events > robotEventsMax;
    }

    /** The lookup tables of what is published from now on, made with this vocabulary. */
    public void use(Lookups newLookups) {
        lookups = newLookups;
        newLookups.all().forEach(table -> table.incomplete().forEach(vocabulary::markIncomplete));
    }

    /** The lookup tables there are. */
    public Lookups lookups() {
        return lookups;
    }

    /** A picture of all timelines, complete up to {@code sequence}, the newest that was inserted or looked at. */
    public View publish(long sequence) {
        return new View(
                sequence,
                newestTimestamp,
                eventCount,
                identities.count(),
                slices.clone(),
                identities.customerPicture(),
                identities.nextPicture(),
                identities,
                vocabulary,
                historyFrom,
                robotEventsMax,
                lookups);
    }

    /** All that these timelines are, complete up to {@code sequence}, to be written on any thread while they go on. */
    public TimelinesPicture picture(long sequence) {
        return new TimelinesPicture(
                publish(sequence),
                new TimelinesPicture.Limits(memoryBytesMax, robotEventsMax),
                seed,
                new TimelinesPicture.Counted(
                        eventCount,
                        lateCount,
                        mergeCount,
                        packer.dropped(),
                        newestTimestamp,
                        historyFrom,
                        beforeHistory,
                        isLettingGo(),
                        vocabulary.leftOut().isEmpty()),
                identities.picture(),
                vocabulary.picture());
    }

    /** Goes on from what was counted; of timelines that are empty, before anybody else knows them, like all that restores. */
    void restoreCounted(TimelinesPicture.Counted counted, int sliceCount) {
        eventCount = counted.events();
        lateCount = counted.late();
        mergeCount = counted.merges();
        packer.restoreDropped(counted.droppedValues());
        newestTimestamp = counted.newestTimestamp();
        historyFrom = counted.historyFrom();
        beforeHistory = counted.beforeHistory();
        lettingGo = counted.isLettingGo() ? 0 : Integer.MAX_VALUE;
        slices = new Slice[Math.max(4, sliceCount)];
        eventCounts = new int[Math.max(1024, sliceCount << Slice.BITS)];
        idTexts = new int[eventCounts.length];
    }

    void restoreIdentities(SnapshotSection ofIds, SnapshotSection section) throws IOException {
        identities.restore(ofIds, section);
    }

    /** Different slices may be restored on different threads. */
    void restoreSlice(int index, SnapshotSection section) throws IOException {
        Slice slice = Slice.read(section);
        slices[index] = slice;
        for (int local = 0; local < Slice.IDENTITIES; local++) {
            eventCounts[(index << Slice.BITS) + local] = slice.starts[local + 1] - slice.starts[local];
        }
    }

    /** Returns if what was restored fits together. */
    void requireRestored() {
        long events = 0;
        for (int count : eventCounts) {
            events += count;
        }
        int expected = (identities.count() + Slice.IDENTITIES - 1) >>> Slice.BITS;
        boolean isFull = expected == 0 || (expected <= slices.length && slices[expected - 1] != null);
        if (events != eventCount || !isFull || (expected < slices.length && slices[expected] != null)) {
            throw new CorruptBytesException("it has " + events + " events, not " + eventCount);
        }
        for (int identity = 0; identity < identities.count(); identity++) {
            if (eventCounts[identity] > 0) {
                identities.see(identity);
            }
        }
    }

    /** Hands over every packed event that happened at a millisecond or later, and the identity it carried. */
    public void forEachPackedFrom(long timestamp, ObjIntConsumer<EventView> action) {
        for (int identity = 0; identity < identities.count(); identity++) {
            Slice slice = slices[identity >>> Slice.BITS];
            int local = identity & (Slice.IDENTITIES - 1);
            int first = slice.starts[local];
            for (int i = slice.starts[local + 1]; i > first && slice.base.timestamps[i - 1] >= timestamp; i--) {
                action.accept(new EventView(slice.base, i - 1), identity);
            }
        }
    }

    /** About how much heap the ids take, and who is whom, in bytes. */
    public long identityHeapBytes() {
        return identities.heapBytes();
    }

    /** About how much heap the events take, in bytes. */
    public long eventHeapBytes() {
        long bytes = knownBytes + eventCounts.length * 8L;
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
    int textOf(int identity, @Nullable String id) {
        int known = idTexts[identity];
        if (known == Vocabulary.NONE && id != null) {
            vocabulary.under(0);
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

    /** The slice of an identity, made now if there was none. */
    Slice sliceOf(int identity) {
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

    /** What an event that stands there says, shortened; {@link #UNKNOWN} if there is none with this fingerprint. */
    private int known(Slice slice, int identity, int local, long fingerprint) {
        if (eventCounts[identity] <= LOOK_THROUGH_MAX) {
            return find(slice, local, fingerprint);
        }
        Long2IntOpenHashMap known = knownOfLarge.get(identity);
        if (known == null) {
            known = collect(slice, local);
            knownOfLarge.put(identity, known);
            knownBytes += KNOWN_BYTES * known.size();
        }
        return known.get(fingerprint);
    }

    private void remember(int identity, long fingerprint, short content) {
        eventCounts[identity]++;
        Long2IntOpenHashMap known = knownOfLarge.get(identity);
        if (known != null) {
            known.put(fingerprint, content);
            knownBytes += KNOWN_BYTES;
        }
    }

    private int find(Slice slice, int local, long fingerprint) {
        Columns recent = slice.recent.columns;
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            if (recent.fingerprints[i - 1] == fingerprint && recent.timestamps[i - 1] >= historyFrom) {
                return recent.contents[i - 1];
            }
        }
        if (slice.base.areKnownAgain()) {
            for (int i = slice.firstFrom(local, historyFrom); i < slice.starts[local + 1]; i++) {
                if (slice.base.fingerprints[i] == fingerprint) {
                    return slice.base.contents[i];
                }
            }
        }
        return UNKNOWN;
    }

    private Long2IntOpenHashMap collect(Slice slice, int local) {
        Long2IntOpenHashMap known = new Long2IntOpenHashMap();
        known.defaultReturnValue(UNKNOWN);
        Columns recent = slice.recent.columns;
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            if (recent.timestamps[i - 1] >= historyFrom) {
                known.put(recent.fingerprints[i - 1], recent.contents[i - 1]);
            }
        }
        if (slice.base.areKnownAgain()) {
            for (int i = slice.firstFrom(local, historyFrom); i < slice.starts[local + 1]; i++) {
                known.put(slice.base.fingerprints[i], slice.base.contents[i]);
            }
        }
        return known;
    }

    private static short content(Event event) {
        int hash = event.document().hashCode() * 31 + event.name().hashCode();
        hash = hash * 31 + event.type().code();
        return (short) (hash ^ hash >>> 16);
    }
}
