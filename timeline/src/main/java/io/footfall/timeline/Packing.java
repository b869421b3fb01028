package io.footfall.timeline;

import io.footfall.timeline.Packed.Kind;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs events anew: some of those that are packed already, and some of those that came since, in the order in which it is told of them.
 *
 * <p>Of what is packed most is copied as it lies, in stretches; only what came is looked at. Used once, by one thread.
 */
final class Packing {
    /** Of what is no kind yet fewer events do not become one: its columns would take more than their rows. */
    private static final int KIND_EVENTS_MIN = 64;

    /** So that the number of a kind takes two bytes. */
    private static final int KINDS_MAX = 65_536;

    private final Packed packed;
    private final Columns came;
    private final LeftOut leftOut;
    private final Runs runs = new Runs();

    /** Of each event that came its place in {@code came}. */
    private final int[] sources;

    Packing(Packed packed, Columns came, LeftOut leftOut) {
        this.packed = packed;
        this.came = came;
        this.leftOut = leftOut;
        this.sources = new int[came.timestamps.length];
    }

    /** How many events it was told of. */
    int count() {
        return runs.count();
    }

    /** The next event, one that came since. */
    void add(int index) {
        sources[runs.addNew()] = index;
    }

    /** The next events, some that are packed. */
    void add(int from, int to) {
        runs.add(from, to);
    }

    /** All of them, packed. */
    Packed pack() {
        int count = runs.count();
        long[] timestamps = new long[count];
        boolean areKnownAgain = came.areKnownAgain() && (packed.count == 0 || packed.areKnownAgain());
        long[] fingerprints = new long[areKnownAgain ? count : 0];
        short[] contents = new short[areKnownAgain ? count : 0];
        short[] kinds = new short[count];
        runs.copy(packed.timestamps, timestamps);
        if (areKnownAgain) {
            runs.copy(packed.fingerprints, fingerprints);
            runs.copy(packed.contents, contents);
        }
        runs.copy(packed.kinds, kinds);
        long[] sequences = new long[runs.cameCount()];
        long[] received = new long[runs.cameCount()];
        for (int i = 0; i < sequences.length; i++) {
            int source = sources[i];
            int place = runs.placeOfNew(i);
            timestamps[place] = came.timestamps[source];
            if (areKnownAgain) {
                fingerprints[place] = came.fingerprints[source];
                contents[place] = came.contents[source];
            }
            sequences[i] = came.sequences[source];
            received[i] = came.receivedAfter(source);
        }
        int[] places = new int[count];
        Kind[] table = new OfKinds(kinds, places).pack();
        return new Packed(
                count,
                timestamps,
                fingerprints,
                contents,
                packed.sequences.with(runs, sequences),
                packed.received.with(runs, received),
                kinds,
                Narrow.of(places, count),
                table);
    }

    /** Finds out of which kind events are, and their places among those of their kind. A kind keeps its number, whatever is left of it. */
    private final class OfKinds implements Runs.Places {
        private final short[] kinds;
        private final int[] places;
        private final List<PackingKind> table = new ArrayList<>();
        private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
        private final PackingRare rare = new PackingRare(leftOut);
        private final boolean haveRareStood = packed.table[0].rowEnds.length > 0;

        OfKinds(short[] kinds, int[] places) {
            this.kinds = kinds;
            this.places = places;
            for (int i = 0; i < packed.table.length; i++) {
                Kind kind = packed.table[i];
                table.add(new PackingKind(kind, leftOut));
                if (i > 0) {
                    numbers.put(key(kind.name, kind.type), i);
                }
            }
        }

        Kind[] pack() {
            addKinds();
            runs.forEach(this);
            Kind[] packedKinds = new Kind[table.size()];
            packedKinds[0] = rare.kind();
            for (int i = 1; i < packedKinds.length; i++) {
                packedKinds[i] = table.get(i).kind();
            }
            return packedKinds;
        }

        @Override
        public void stood(int before, int now) {
            int kind = kinds[now] & 0xFFFF;
            if (kind > 0) {
                places[now] = table.get(kind).add(packed.places.getInt(before));
            } else {
                place(packed, before, now);
            }
        }

        @Override
        public void came(int which, int now) {
            place(came, sources[which], now);
        }

        private void place(Events events, int index, int now) {
            int kind = numbers.get(key(events.name(index), events.type(index)));
            kinds[now] = (short) kind;
            places[now] = kind == 0 ? rare.add(events, index) : table.get(kind).addNew(events, index);
        }

        /** Adds the kinds of which there are enough events by now. */
        private void addKinds() {
            Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
            for (int i = 0; i < runs.cameCount(); i++) {
                count(came, sources[i], counts);
            }
            if (haveRareStood) {
                runs.forEach(new Runs.Places() {
                    @Override
                    public void stood(int before, int now) {
                        if (kinds[now] == 0) {
                            count(packed, before, counts);
                        }
                    }

                    @Override
                    public void came(int which, int now) {
                        // Counted already.
                    }
                });
            }
            for (Long2IntMap.Entry entry : counts.long2IntEntrySet()) {
                if (entry.getIntValue() >= KIND_EVENTS_MIN && table.size() < KINDS_MAX) {
                    long key = entry.getLongKey();
                    numbers.put(key, table.size());
                    table.add(new PackingKind(Kind.empty((int) (key >> Byte.SIZE), (byte) key), leftOut));
                }
            }
        }

        private void count(Events events, int index, Long2IntOpenHashMap counts) {
            long key = key(events.name(index), events.type(index));
            if (numbers.get(key) == 0) {
                counts.addTo(key, 1);
            }
        }

        private static long key(int name, byte type) {
            return (long) name << Byte.SIZE | type;
        }
    }
}
