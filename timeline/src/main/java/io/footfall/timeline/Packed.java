package io.footfall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * Events in order of identity, timestamp and sequence, packed; never changed. {@link Packing} makes them.
 *
 * <p>Events of one name and type are one <em>kind</em>. Under the same paths they mostly have values, so a kind keeps a column for each of
 * these paths: looking at one property of an event touches nothing of the others, and the next event of its kind has its value beside it. Which
 * kind an event is of, and its place among them, are columns of all events.
 */
final class Packed extends Events {
    /** No events. */
    static final Packed NOTHING = new Packed(
            0,
            new long[0],
            new long[0],
            new short[0],
            Narrow.of(new long[0], 0),
            Narrow.of(new long[0], 0),
            new short[0],
            Narrow.of(new int[0], 0),
            new Kind[] {Kind.OF_RARE});

    private static final int FIXED_BYTES = 20;

    final int count;
    final Narrow sequences;
    final Narrow received;

    /** Of each event the place of its kind in {@code table}. */
    final short[] kinds;

    /** Of each event its place among those of its kind. */
    final Narrow places;

    /** The kinds. The first is that of all whose kind is too rare here for columns of its own. */
    final Kind[] table;

    /** When the last of all happened; most as-ofs are later, and then no time need be looked at. */
    private final long newest;

    private final long heapBytes;

    // Of each kind, once more, to be looked up without going there.
    private final int[] names;
    private final byte[] types;

    Packed(
            int count,
            long[] timestamps,
            long[] fingerprints,
            short[] contents,
            Narrow sequences,
            Narrow received,
            short[] kinds,
            Narrow places,
            Kind[] table) {
        super(timestamps, fingerprints, contents);
        this.count = count;
        this.sequences = sequences;
        this.received = received;
        this.kinds = kinds;
        this.places = places;
        this.table = table;
        newest = newest(timestamps);
        heapBytes = (long) count * FIXED_BYTES
                + sequences.heapBytes()
                + received.heapBytes()
                + places.heapBytes()
                + Arrays.stream(table).mapToLong(Kind::heapBytes).sum();
        names = new int[table.length];
        types = new byte[table.length];
        for (int i = 0; i < table.length; i++) {
            names[i] = table[i].name;
            types[i] = table[i].type;
        }
    }

    private static long newest(long[] timestamps) {
        long newest = Long.MIN_VALUE;
        for (long timestamp : timestamps) {
            newest = Math.max(newest, timestamp);
        }
        return newest;
    }

    /** The place of an event's kind in the table; 0 if it is one of the rare. */
    int kind(int index) {
        return kinds[index] & 0xFFFF;
    }

    @Override
    long sequence(int index) {
        return sequences.get(index);
    }

    @Override
    int name(int index) {
        int kind = kind(index);
        return kind == 0 ? table[0].nameOfRare(places.getInt(index)) : names[kind];
    }

    @Override
    byte type(int index) {
        int kind = kind(index);
        return kind == 0 ? table[0].typeOfRare(places.getInt(index)) : types[kind];
    }

    @Override
    long receivedAfter(int index) {
        return received.get(index);
    }

    @Override
    int value(int index, int path) {
        return table[kind(index)].value(places.getInt(index), path);
    }

    @Override
    void forEach(int index, EventView.Pairs pairs) {
        table[kind(index)].forEach(places.getInt(index), pairs);
    }

    /** Where the events of {@code [from, to)}, which are in order of time, reach a millisecond; {@code to} if none does. */
    int endBefore(long timestamp, int from, int to) {
        if (newest < timestamp || from == to || timestamps[to - 1] < timestamp) {
            return to;
        }
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timestamps[middle] < timestamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether all are known to have happened at a millisecond or later, and before another. */
    boolean isWithin(long from, long to) {
        // Nothing happens before 1970.
        return from <= 0 && newest < to;
    }

    /** Which kinds have a name of a set; of the rare it says that they may. */
    boolean[] kindsOf(NameSet wanted) {
        boolean[] are = new boolean[table.length];
        for (int i = 0; i < are.length; i++) {
            are[i] = i == 0 || wanted.has(names[i]);
        }
        return are;
    }

    void write(SnapshotWriter out) throws IOException {
        out.putInt(count);
        out.putLongs(timestamps, count);
        out.putLongs(fingerprints, count);
        out.putShorts(contents, count);
        sequences.write(out);
        received.write(out);
        out.putShorts(kinds, count);
        places.write(out);
        out.putInt(table.length);
        for (Kind kind : table) {
            kind.write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    static Packed read(SnapshotSection section) throws IOException {
        int count = section.getCount(FIXED_BYTES);
        long[] timestamps = new long[count];
        section.getLongs(timestamps, count);
        long[] fingerprints = new long[count];
        section.getLongs(fingerprints, count);
        short[] contents = new short[count];
        section.getShorts(contents, count);
        Narrow sequences = Narrow.read(section, count);
        Narrow received = Narrow.read(section, count);
        short[] kinds = new short[count];
        section.getShorts(kinds, count);
        Narrow places = Narrow.read(section, count);
        Kind[] table = new Kind[section.getCount(1)];
        for (int i = 0; i < table.length; i++) {
            table[i] = Kind.read(section);
        }
        return new Packed(count, timestamps, fingerprints, contents, sequences, received, kinds, places, table);
    }

    /** The heap this takes, in bytes; worked out once, for it is asked every second. */
    long heapBytes() {
        return heapBytes;
    }

    /**
     * The properties of events of one name and type.
     *
     * <p>What an event has under a path without a column lies in its row of pairs ({@link Rows}). In those of the rare the numbers of
     * name and type come first.
     */
    static final class Kind {
        /** Of events too rare for a kind, of which there are none. */
        static final Kind OF_RARE = ofRare(new int[0], new byte[0]);

        private static final byte NO_TYPE = 0;

        /** With more paths than this the one that is looked for is halved for. */
        private static final int LOOK_THROUGH_MAX = 12;

        final int name;
        final byte type;
        final int count;

        /** Those with a column, in ascending order. */
        final int[] paths;

        /** Of each path its values; {@link Vocabulary#NONE} where an event has none. */
        final Narrow[] columns;

        /** Where the row of each event ends, and the next one begins; empty if no event has one. */
        final int[] rowEnds;

        final byte[] rows;

        Kind(int name, byte type, int count, int[] paths, Narrow[] columns, int[] rowEnds, byte[] rows) {
            this.name = name;
            this.type = type;
            this.count = count;
            this.paths = paths;
            this.columns = columns;
            this.rowEnds = rowEnds;
            this.rows = rows;
        }

        /** A kind of which there are no events. */
        static Kind empty(int name, byte type) {
            return new Kind(name, type, 0, new int[0], new Narrow[0], new int[0], new byte[0]);
        }

        /** The kind of events too rare for one. */
        static Kind ofRare(int[] rowEnds, byte[] rows) {
            return new Kind(Vocabulary.NONE, NO_TYPE, 0, new int[0], new Narrow[0], rowEnds, rows);
        }

        int nameOfRare(int place) {
            return (int) Varints.read(rows, rowStart(place));
        }

        byte typeOfRare(int place) {
            return (byte) Varints.read(rows, Varints.end(rows, rowStart(place)));
        }

        int value(int place, int path) {
            int column = column(path);
            int value = column < 0 ? Vocabulary.NONE : columns[column].getInt(place);
            return value != Vocabulary.NONE || rowEnds.length == 0
                    ? value
                    : Rows.value(rows, pairsStart(place), rowEnds[place], path);
        }

        void forEach(int place, EventView.Pairs pairs) {
            for (int i = 0; i < paths.length; i++) {
                int value = columns[i].getInt(place);
                if (value != Vocabulary.NONE) {
                    pairs.take(paths[i], value);
                }
            }
            if (rowEnds.length > 0) {
                forEachOfRow(place, pairs);
            }
        }

        /** The same of what lies in no column. */
        void forEachOfRow(int place, EventView.Pairs pairs) {
            Rows.forEach(rows, pairsStart(place), rowEnds[place], pairs);
        }

        /** The place of a path's column; negative if it has none. */
        int column(int path) {
            if (paths.length > LOOK_THROUGH_MAX) {
                return Arrays.binarySearch(paths, path);
            }
            for (int i = 0; i < paths.length; i++) {
                if (paths[i] == path) {
                    return i;
                }
            }
            return -1;
        }

        private int pairsStart(int place) {
            int start = rowStart(place);
            return type == NO_TYPE ? Varints.end(rows, Varints.end(rows, start)) : start;
        }

        private int rowStart(int place) {
            return place == 0 ? 0 : rowEnds[place - 1];
        }

        void write(SnapshotWriter out) throws IOException {
            out.putInt(name);
            out.putInt(type);
            out.putInt(count);
            out.putInt(paths.length);
            out.putInts(paths, paths.length);
            for (Narrow column : columns) {
                column.write(out);
            }
            out.putInt(rowEnds.length);
            out.putInts(rowEnds, rowEnds.length);
            out.putInt(rows.length);
            out.putBytes(rows, rows.length);
        }

        static Kind read(SnapshotSection section) throws IOException {
            int name = section.getInt();
            byte type = (byte) section.getInt();
            int count = section.getInt();
            int[] paths = new int[section.getCount(Integer.BYTES)];
            section.getInts(paths, paths.length);
            Narrow[] columns = new Narrow[paths.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Narrow.read(section, count);
            }
            int[] rowEnds = new int[section.getCount(Integer.BYTES)];
            section.getInts(rowEnds, rowEnds.length);
            byte[] rows = new byte[section.getCount(1)];
            section.getBytes(rows, rows.length);
            return new Kind(name, type, count, paths, columns, rowEnds, rows);
        }

        long heapBytes() {
            long bytes = 64 + 12L * paths.length + 4L * rowEnds.length + rows.length;
            for (Narrow column : columns) {
                bytes += column.heapBytes();
            }
            return bytes;
        }
    }
}
