package io.footfall.timeline;

import io.footfall.event.IdentityKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Who is whom: the ids events carried, numbered, and which of them are one customer.
 *
 * <h2>The rule</h2>
 *
 * An anonymous id belongs to the user id of the earliest event, in {@code (timestamp, sequence)}, that carries both. Two user
 * ids are one customer only through an alias. Since "earliest" does not depend on the order of arrival, neither does the
 * result. An
 * alias of an id that was never seen as a user id is a claim like any other, of an anonymous id.
 *
 * <h2>The form</h2>
 *
 * A customer is a ring of identities, named by its head: {@code customerOf[identity]} is the head, {@code next[identity]} the
 * next one of the ring. Joining two rings swaps two links; taking one out walks the ring. Both arrays can be pictured
 * cheaply, so that a reader sees who was whom at its view.
 *
 * <h2>What is not kept</h2>
 *
 * When events are not kept any more, who is whom is {@linkplain #startAnew found out again} from the others. Ids keep their numbers; a user id
 * that no event carries now is as one that was never seen.
 *
 * <p>Changed by the writer of the timelines alone; the bytes of an id can be read by any thread.
 */
final class Identities {
    private static final byte USER = 1;
    private static final byte ANONYMOUS = 2;
    private static final int ALIAS_BYTES = 24;

    private final ByteTable ids;
    private final BesideRows besideRows = new BesideRows();

    /** The identities that events carry. */
    private final BitSet seen = new BitSet();

    private Chunks customerOf = new Chunks();
    private Chunks next = new Chunks();
    private Claims claims = new Claims();

    /** By anonymous identity: the alias calls that name its text, while no user id of that text was seen. */
    private final Map<Integer, List<Claim>> aliases = new HashMap<>();

    /** What says that an anonymous identity is a user. */
    private record Claim(long timestamp, long sequence, int user) {
        boolean isBefore(Claim other) {
            return !other.isAtOrBefore(timestamp, sequence);
        }

        boolean isAtOrBefore(long otherTimestamp, long otherSequence) {
            return timestamp < otherTimestamp || (timestamp == otherTimestamp && sequence <= otherSequence);
        }
    }

    Identities(long seed) {
        ids = new ByteTable(seed);
    }

    int count() {
        return ids.size();
    }

    /** The number of an id that an event carries, given now if it is new: then a customer of its own. */
    int number(IdentityKey key, Touched touched) {
        int number = number(key);
        if (key.isUser() && !seen.get(number)) {
            see(number);
            userSeen(number, key.id(), touched);
        }
        return number;
    }

    /** An identity is carried by an event: of who is whom that is all that is new. */
    void see(int identity) {
        seen.set(identity);
    }

    /** Whether an identity is a user id. */
    boolean isUser(int identity) {
        long position = ids.position(identity);
        return ids.page(position)[ByteTable.start(position)] == USER;
    }

    /**
     * Forgets who is whom, and which ids were seen. To be told again of what is kept: first what was {@linkplain #see seen}, then of claims,
     * and at last of {@linkplain #learnBesideRows what no row says}.
     */
    void startAnew() {
        seen.clear();
        customerOf = new Chunks();
        next = new Chunks();
        for (int identity = 0; identity < ids.size(); identity++) {
            customerOf.set(identity, identity);
            next.set(identity, identity);
        }
        claims = new Claims();
        aliases.clear();
    }

    /** Learns again what no row says, as far as it happened at a millisecond or later, and forgets the rest. */
    void learnBesideRows(long from) {
        besideRows.keepFrom(from);
        besideRows.forEach((isAlias, other, user, timestamp, sequence) -> {
            if (isAlias) {
                joinAlias(key(other).id(), user, timestamp, sequence, nobody -> {});
            } else {
                claim(other, user, timestamp, sequence, nobody -> {});
            }
        });
    }

    /** Notes a claim that no row says. */
    void claimBesideRow(int anonymous, int user, long timestamp, long sequence) {
        besideRows.add(false, anonymous, user, timestamp, sequence);
    }

    private int number(IdentityKey key) {
        byte[] bytes = bytes(key);
        int before = ids.size();
        int number = ids.add(bytes, 0, bytes.length);
        if (number == before) {
            customerOf.set(number, number);
            next.set(number, number);
        }
        return number;
    }

    /** The number of an id, or -1 if no event carried it. */
    int find(IdentityKey key) {
        byte[] bytes = bytes(key);
        return ids.find(bytes, 0, bytes.length);
    }

    /** The id behind a number. */
    IdentityKey key(int number) {
        long position = ids.position(number);
        byte[] page = ids.page(position);
        int start = ByteTable.start(position);
        int length = ByteTable.length(page, position);
        String id = new String(page, start + 1, length - 1, StandardCharsets.UTF_8);
        return new IdentityKey(page[start] == USER, id);
    }

    /** The number of an id among the first {@code count}, looked for one by one: for any thread that knows these. */
    OptionalInt lookFor(IdentityKey key, int count) {
        byte[] bytes = bytes(key);
        for (int number = 0; number < count; number++) {
            long position = ids.position(number);
            byte[] page = ids.page(position);
            int start = ByteTable.start(position);
            int end = start + ByteTable.length(page, position);
            if (Arrays.equals(page, start, end, bytes, 0, bytes.length)) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    int customerOf(int identity) {
        return customerOf.get(identity);
    }

    int next(int identity) {
        return next.get(identity);
    }

    int[][] customerPicture() {
        return customerOf.picture();
    }

    int[][] nextPicture() {
        return next.picture();
    }

    /** Takes in an event that carried both ids. Hands customers to {@code touched} before they change. */
    void claim(int anonymous, int user, long timestamp, long sequence, Touched touched) {
        Claim earliest = earliestClaim(anonymous);
        if (earliest == null || !earliest.isAtOrBefore(timestamp, sequence)) {
            claims.set(anonymous, timestamp, sequence, user);
            settleOwner(anonymous, touched);
        }
    }

    /** Takes in an alias call: {@code previous} is the same customer as {@code user}. */
    void alias(String previous, int user, long timestamp, long sequence, Touched touched) {
        besideRows.add(true, joinAlias(previous, user, timestamp, sequence, touched), user, timestamp, sequence);
    }

    /** The identity that an alias call means is the same customer as {@code user}. */
    private int joinAlias(String previous, int user, long timestamp, long sequence, Touched touched) {
        int known = find(IdentityKey.user(previous));
        if (known >= 0 && seen.get(known)) {
            joinUsers(known, user, touched);
            return known;
        }
        int anonymous = number(IdentityKey.anonymous(previous));
        aliases.computeIfAbsent(anonymous, ignored -> new ArrayList<>()).add(new Claim(timestamp, sequence, user));
        settleOwner(anonymous, touched);
        return anonymous;
    }

    /** Takes in that a user id was seen: what was aliased under its text meant it, and not the anonymous id. */
    private void userSeen(int user, String id, Touched touched) {
        int anonymous = find(IdentityKey.anonymous(id));
        List<Claim> meant = anonymous < 0 ? null : aliases.remove(anonymous);
        if (meant != null) {
            settleOwner(anonymous, touched);
            for (Claim alias : meant) {
                joinUsers(user, alias.user, touched);
            }
        }
    }

    private void joinUsers(int previous, int user, Touched touched) {
        if (customerOf.get(previous) != customerOf.get(user)) {
            touched.customer(customerOf.get(previous));
            touched.customer(customerOf.get(user));
            join(customerOf.get(user), previous);
        }
    }

    private @Nullable Claim earliestClaim(int anonymous) {
        int user = claims.user(anonymous);
        return user < 0 ? null : new Claim(claims.timestamp(anonymous), claims.sequence(anonymous), user);
    }

    /** Puts an anonymous identity where its earliest claim says. */
    private void settleOwner(int anonymous, Touched touched) {
        Claim earliest = earliestClaim(anonymous);
        for (Claim alias : aliases.getOrDefault(anonymous, List.of())) {
            if (earliest == null || alias.isBefore(earliest)) {
                earliest = alias;
            }
        }
        int before = customerOf.get(anonymous);
        int after = earliest == null ? anonymous : customerOf.get(earliest.user);
        if (before == after) {
            return;
        }
        touched.customer(before);
        touched.customer(after);
        if (before != anonymous) {
            takeOut(anonymous);
        }
        if (earliest != null) {
            join(after, anonymous);
        }
    }

    /** Makes the ring of {@code identity} part of the ring of {@code head}. */
    private void join(int head, int identity) {
        int at = identity;
        do {
            customerOf.set(at, head);
            at = next.get(at);
        } while (at != identity);
        int after = next.get(head);
        next.set(head, next.get(identity));
        next.set(identity, after);
    }

    /** Makes an anonymous identity a customer of its own again; it is never the head of a ring of several. */
    private void takeOut(int identity) {
        int before = identity;
        while (next.get(before) != identity) {
            before = next.get(before);
        }
        next.set(before, next.get(identity));
        next.set(identity, identity);
        customerOf.set(identity, identity);
    }

    /** Who is whom now. */
    Picture picture() {
        List<Alias> meant = new ArrayList<>();
        aliases.forEach((anonymous, each) -> each.forEach(claim -> meant.add(new Alias(anonymous, claim))));
        return new Picture(
                ids.picture(), customerOf.picture(), next.picture(), claims.picture(), meant, besideRows.picture());
    }

    /** An alias call that names the text of an anonymous identity, while no user id of that text was seen. */
    private record Alias(int anonymous, Claim claim) {}

    /**
     * All of who is whom at one moment.
     *
     * @param ids the ids by their numbers
     * @param customerOf the head of each identity's customer
     * @param next the next identity of the same customer
     * @param claims the earliest claims
     * @param aliases the alias calls that may come to mean another id
     * @param besideRows what no row says
     */
    record Picture(
            ByteTable.Picture ids,
            int[][] customerOf,
            int[][] next,
            long[][] claims,
            List<Alias> aliases,
            long[] besideRows) {
        /** Writes it, as two sections. */
        void write(SnapshotWriter out) throws IOException {
            ids.write(out);
            Chunks.write(customerOf, ids.size(), out);
            Chunks.write(next, ids.size(), out);
            Claims.write(claims, out);
            out.putInt(aliases.size());
            for (Alias alias : aliases) {
                out.putInt(alias.anonymous);
                out.putLong(alias.claim.timestamp);
                out.putLong(alias.claim.sequence);
                out.putInt(alias.claim.user);
            }
            BesideRows.write(besideRows, out);
            out.endSection();
        }
    }

    /** Takes the place of what it holds by what {@link Picture#write} wrote. */
    void restore(SnapshotSection ofIds, SnapshotSection section) throws IOException {
        ids.restore(ofIds);
        customerOf.restore(section, ids.size());
        next.restore(section, ids.size());
        claims.restore(section);
        for (int left = section.getCount(ALIAS_BYTES); left > 0; left--) {
            aliases.computeIfAbsent(section.getInt(), ignored -> new ArrayList<>())
                    .add(new Claim(section.getLong(), section.getLong(), section.getInt()));
        }
        besideRows.restore(section);
        section.end();
    }

    private static byte[] bytes(IdentityKey key) {
        byte[] utf8 = key.id().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[utf8.length + 1];
        bytes[0] = key.isUser() ? USER : ANONYMOUS;
        System.arraycopy(utf8, 0, bytes, 1, utf8.length);
        return bytes;
    }

    /** Takes customers whose timelines are about to change in a way that is not one more event at the end. */
    interface Touched {
        /** A customer by its head. */
        void customer(int head);
    }

    long heapBytes() {
        return ids.heapBytes() + ids.size() * 8L + claims.heapBytes() + besideRows.heapBytes();
    }
}
