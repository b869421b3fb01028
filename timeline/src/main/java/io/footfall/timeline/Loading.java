package io.footfall.timeline;

import io.footfall.event.ByteSink;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Fills empty timelines with stored events, none of which is a second delivery, several times faster than they can be
 * {@linkplain Timelines#insert inserted}. What comes of it does not depend on their order, but it is fast where they come as files have
 * them, sorted by identity and then in order.
 *
 * <h2>Why it is fast</h2>
 *
 * An identity's number is looked for once for all of its events that follow one another. Each slice has a large recent part while events of it come, and
 * is packed when that is full or others need the room: mostly once a file. That is done on other threads. Who is whom is found out at
 * the end, so that the anonymous ids of a file have numbers, and so slices, in its order too.
 *
 * <p>Owned by the writer of the timelines.
 */
public final class Loading {
    /** Sorted files mostly take one slice after another, in as many places as there are files. */
    private static final int OPEN_MAX = 128;

    /** So many slices more may wait to be packed. */
    private static final int WAITING_MAX = 8;

    private static final int RECENT_EVENTS = 8_192;

    private final Timelines timelines;
    private final Numbers numbers;
    private final Executor merging;
    private final boolean areKnownAgain;
    private final KnownTexts names;
    private final KnownTexts sources;
    private final KnownTexts types =
            new KnownTexts(word -> EventType.ofWord(word).code());

    // By index of slices.
    private @Nullable Recent[] open = new Recent[64];
    private final Map<Integer, CompletableFuture<Slice>> packed = new TreeMap<>();

    private final ArrayDeque<Integer> opened = new ArrayDeque<>();
    private final BlockingQueue<Recent> free = new ArrayBlockingQueue<>(OPEN_MAX + WAITING_MAX);
    private int made;

    // The identity of the event before.
    private int identity = -1;
    private int idText;
    private final Last id = new Last();

    // The anonymous id that came last beside a user id, and what says that both are one.
    private int anonymousText;
    private final Last anonymous = new Last();
    private @Nullable Claimed claimed;
    private final List<Claimed> claims = new ArrayList<>();

    /** What the numbers on events come from. */
    record Numbers(Vocabulary vocabulary, Identities identities, RowPacker packer, Fingerprints fingerprints) {}

    /** What says that a user is somebody else too: an event with an anonymous id, or an alias call. */
    private record Claimed(boolean isAlias, String other, boolean isInRow, int user, long timestamp, long sequence) {}

    Loading(Timelines timelines, Numbers numbers, Executor merging, boolean areKnownAgain) {
        this.timelines = timelines;
        this.numbers = numbers;
        this.merging = merging;
        this.areKnownAgain = areKnownAgain;
        this.names = new KnownTexts(numbers.vocabulary::name);
        this.sources = new KnownTexts(numbers.packer::source);
    }

    /** Puts an event where it belongs. */
    public void add(StoredEvent event) {
        long timestamp = event.timestamp();
        if (timestamp < timelines.historyFrom()) {
            timelines.passedOver();
            return;
        }
        identify(event);
        EventType type = EventType.of((byte) types.number(event.type()));
        int beside = claim(event, type);
        int name = names.number(event.name());
        ByteSink row = numbers.packer.pack(event, sources.number(event.source()), idText, beside);
        int index = identity >>> Slice.BITS;
        int local = identity & (Slice.IDENTITIES - 1);
        Recent recent = recent(index);
        recent.columns.add(
                timestamp,
                event.sequence(),
                areKnownAgain ? numbers.fingerprints.of(event.source(), event.messageId()) : 0,
                (short) 0,
                name,
                type.code(),
                row.array(),
                row.size());
        if (numbers.packer.isOfRobot()) {
            timelines.slice(index).markRobot(local);
        }
        recent.link(local);
        timelines.loaded(identity, timestamp);
        if (recent.isFull()) {
            pack(index);
            opened.remove(index);
        }
    }

    /** All was handed over. */
    public void end() {
        while (!opened.isEmpty()) {
            pack(opened.remove());
        }
        packed.forEach((index, slice) -> timelines.loaded(index, slice.join()));
        for (Claimed each : claims) {
            take(each);
        }
    }

    private void identify(StoredEvent event) {
        boolean isUser = !event.userId().isNothing();
        Utf8 text = isUser ? event.userId() : event.anonymousId();
        if (id.isOther(isUser, text)) {
            String now = text.toString();
            identity = timelines.identityOf(new IdentityKey(isUser, now));
            idText = timelines.textOf(identity, now);
            claimed = null;
        }
    }

    /** Notes what an event says of who is whom; returns the number of the anonymous id beside its user id as a text. */
    private int claim(StoredEvent event, EventType type) {
        if (event.userId().isNothing()) {
            return Vocabulary.NONE;
        }
        long timestamp = event.timestamp();
        long sequence = event.sequence();
        if (type == EventType.ALIAS && !event.previousId().isNothing()) {
            claims.add(new Claimed(true, event.previousId().toString(), true, identity, timestamp, sequence));
        }
        if (event.anonymousId().isNothing()) {
            return Vocabulary.NONE;
        }
        if (anonymous.isOther(false, event.anonymousId())) {
            numbers.vocabulary.under(0);
            anonymousText = numbers.vocabulary.text(event.anonymousId().toString());
            claimed = null;
        }
        boolean isInRow = anonymousText != Vocabulary.NONE;
        Claimed before = claimed;
        // A later event that says the same decides nothing.
        if (before == null || !isInRow || timestamp <= before.timestamp) {
            Claimed now = new Claimed(false, event.anonymousId().toString(), isInRow, identity, timestamp, sequence);
            claims.add(now);
            claimed = now;
        }
        return anonymousText;
    }

    private void take(Claimed each) {
        if (each.isAlias) {
            numbers.identities.alias(each.other, each.user, each.timestamp, each.sequence, nobody -> {});
            timelines.sliceOf(numbers.identities.count() - 1);
            return;
        }
        int other = timelines.identityOf(IdentityKey.anonymous(each.other));
        numbers.identities.claim(other, each.user, each.timestamp, each.sequence, nobody -> {});
        if (!each.isInRow) {
            numbers.identities.claimBesideRow(other, each.user, each.timestamp, each.sequence);
        }
    }

    private Recent recent(int index) {
        if (index >= open.length) {
            open = Arrays.copyOf(open, Math.max(index + 1, open.length * 2));
        }
        Recent known = open[index];
        if (known != null) {
            return known;
        }
        if (opened.size() == OPEN_MAX) {
            pack(opened.remove());
        }
        Recent taken = take();
        open[index] = taken;
        opened.add(index);
        return taken;
    }

    private Recent take() {
        Recent cleared = free.poll();
        if (cleared == null && made < OPEN_MAX + WAITING_MAX) {
            made++;
            return Slice.recent(RECENT_EVENTS, areKnownAgain);
        }
        try {
            return cleared == null ? free.take() : cleared;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("loading was interrupted", e);
        }
    }

    private void pack(int index) {
        Recent full = open[index];
        open[index] = null;
        if (full == null) {
            return;
        }
        long from = timelines.historyFrom();
        packed.compute(
                index,
                (same, before) -> (before == null ? CompletableFuture.completedFuture(timelines.slice(index)) : before)
                        .thenApplyAsync(slice -> merged(slice, full, from), merging));
    }

    private Slice merged(Slice slice, Recent full, long from) {
        try {
            return slice.with(full).merged(from);
        } finally {
            full.clear();
            free.add(full);
        }
    }

    /** The id that came last. */
    private static final class Last {
        private byte[] bytes = new byte[64];
        private int length = -1;
        private boolean isUser;

        /** Whether an id is another one; from now on it is this one. */
        boolean isOther(boolean isNowUser, Utf8 now) {
            if (isUser == isNowUser && now.is(bytes, length)) {
                return false;
            }
            isUser = isNowUser;
            bytes = now.copyTo(bytes);
            length = now.length();
            return true;
        }
    }
}
