package io.footfall.timeline;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Distinct byte strings, numbered from 0 in the order they came.
 *
 * <p>One thread adds; any thread reads the bytes of a number it was handed after the adding. Bytes lie in pages, one after
 * another, each at an even place, so an entry costs its bytes, 2 of length, 4 of position and 16 to 32 of hash table, and no object. The hash table holds
 * a part of the hash beside each number: with millions of entries every look at the bytes of another one would wait for memory.
 *
 * <p>The hash is seeded, so that texts chosen to collide in one process do not in the next.
 */
final class ByteTable {
    /** The longest entry; longer ones must be refused by the caller. */
    static final int ENTRY_BYTES_MAX = 65_535;

    private static final int PAGE_BITS = 18;
    private static final int PAGE_BYTES = 1 << PAGE_BITS;
    private static final long POSITION_MAX = (1L << 33) - 2;
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long seed;

    // Grown by replacing the outer array; inner arrays never move.
    private volatile byte[][] pages = new byte[4][];
    private volatile int[][] positions = new int[4][]; // halved, without a sign

    // Owned by the adding thread.
    /** Half of the hash, which also says where to look first; then the number plus one, 0 where there is none. */
    private long[] table = new long[1024];

    private int size;
    private long end;

    ByteTable(long seed) {
        this.seed = seed;
    }

    int size() {
        return size;
    }

    /** The number of these bytes, or -1. Only for the adding thread. */
    int find(byte[] bytes, int from, int to) {
        return (int) table[slot(bytes, from, to, hash(bytes, from, to))] - 1;
    }

    /** The number of these bytes, given now if they are new. */
    int add(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int slot = slot(bytes, from, to, hash);
        if (table[slot] != 0) {
            return (int) table[slot] - 1;
        }
        int number = size;
        store(number, bytes, from, to);
        size++;
        table[slot] = (long) hash << 32 | size;
        if (size * 2 > table.length) {
            rehash();
        }
        return number;
    }

    /** Where the bytes of a number are. */
    long position(int number) {
        return Integer.toUnsignedLong(positions[number >>> CHUNK_BITS][number & CHUNK_MASK]) << 1;
    }

    /** The array that holds the bytes at a position. */
    byte[] page(long position) {
        return pages[(int) (position >>> PAGE_BITS)];
    }

    /** The index in the page of the first byte. */
    static int start(long position) {
        return ((int) position & (PAGE_BYTES - 1)) + 2;
    }

    /** The count of bytes at a position. */
    static int length(byte[] page, long position) {
        int at = (int) position & (PAGE_BYTES - 1);
        return (page[at] & 0xFF) | (page[at + 1] & 0xFF) << 8;
    }

    /** About how much heap this takes, in bytes. */
    long heapBytes() {
        return end + size * 4L + table.length * 8L;
    }

    /** What it holds now: bytes that lie before its end never change. */
    Picture picture() {
        return new Picture(pages, size, end);
    }

    /**
     * The first entries of a table.
     *
     * @param pages where their bytes lie
     * @param size how many there are
     * @param end where the bytes of the last one end
     */
    record Picture(byte[][] pages, int size, long end) {
        void write(SnapshotWriter out) throws IOException {
            out.putInt(size);
            out.putLong(end);
            for (int page = 0; (long) page << PAGE_BITS < end; page++) {
                out.putBytes(pages[page], (int) Math.min(PAGE_BYTES, end - ((long) page << PAGE_BITS)));
            }
            out.endSection();
        }
    }

    /** Takes the place of what it holds by what {@link Picture#write} wrote. */
    void restore(SnapshotSection section) throws IOException {
        int count = section.getCount(Short.BYTES);
        long bytes = section.getSize();
        byte[][] read = new byte[Math.max(4, Math.toIntExact((bytes + PAGE_BYTES - 1) >>> PAGE_BITS))][];
        for (int page = 0; (long) page << PAGE_BITS < bytes; page++) {
            read[page] = new byte[PAGE_BYTES];
            section.getBytes(read[page], (int) Math.min(PAGE_BYTES, bytes - ((long) page << PAGE_BITS)));
        }
        section.end();
        pages = read;
        end = bytes;
        size = count;
        positions = new int[Math.max(4, (count + CHUNK_MASK) >>> CHUNK_BITS)][];
        table = new long[Math.max(1024, Integer.highestOneBit(Math.max(1, count)) * 4)];
        long next = 0;
        for (int number = 0; number < count; number++) {
            next = placeFrom(next);
            place(number, next);
            next += bytes(length(page(next), next));
        }
    }

    /** Where the next entry lies whose bytes do not end before {@code position}: there, or on the next page. */
    private long placeFrom(long position) {
        int left = PAGE_BYTES - ((int) position & (PAGE_BYTES - 1));
        // No entry is empty, so a length of 0 is what was left of a page.
        boolean isLeft = left < PAGE_BYTES && length(page(position), position) == 0;
        return isLeft ? position + left : position;
    }

    private void place(int number, long position) {
        int[] chunk = positions[number >>> CHUNK_BITS];
        if (chunk == null) {
            chunk = new int[CHUNK_MASK + 1];
            positions[number >>> CHUNK_BITS] = chunk;
        }
        chunk[number & CHUNK_MASK] = (int) (position >>> 1);
        byte[] page = page(position);
        int start = start(position);
        int hash = hash(page, start, start + length(page, position));
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = (long) hash << 32 | (number + 1);
    }

    private void store(int number, byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException("an entry of " + length + " bytes, the limit is " + ENTRY_BYTES_MAX);
        }
        int left = PAGE_BYTES - ((int) end & (PAGE_BYTES - 1));
        if (left < length + 2) {
            end += left;
        }
        if (end > POSITION_MAX) {
            throw new IllegalStateException("ids or values take more than " + POSITION_MAX + " bytes");
        }
        int pageIndex = (int) (end >>> PAGE_BITS);
        if (pageIndex >= pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        byte[] page = pages[pageIndex];
        if (page == null) {
            page = new byte[PAGE_BYTES];
            byte[][] grown = pages;
            grown[pageIndex] = page;
            pages = grown;
        }
        int at = (int) end & (PAGE_BYTES - 1);
        page[at] = (byte) length;
        page[at + 1] = (byte) (length >>> 8);
        System.arraycopy(bytes, from, page, at + 2, length);
        int chunk = number >>> CHUNK_BITS;
        if (chunk >= positions.length) {
            positions = Arrays.copyOf(positions, positions.length * 2);
        }
        int[][] grown = positions;
        if (grown[chunk] == null) {
            grown[chunk] = new int[CHUNK_MASK + 1];
        }
        grown[chunk][number & CHUNK_MASK] = (int) (end >>> 1);
        positions = grown;
        end += bytes(length);
    }

    /** What an entry takes of a page. */
    private static int bytes(int length) {
        return (length + 3) & ~1;
    }

    private int slot(byte[] bytes, int from, int to, int hash) {
        int mask = table.length - 1;
        int slot = hash & mask;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == hash && holds((int) entry - 1, bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int number, byte[] bytes, int from, int to) {
        long position = position(number);
        byte[] page = page(position);
        return length(page, position) == to - from && isSame(page, start(position), bytes, from, to);
    }

    // Most entries are short: eight bytes at a time they are compared sooner than Arrays.equals has checked its ranges.
    private static boolean isSame(byte[] page, int start, byte[] bytes, int from, int to) {
        int left = start;
        int right = from;
        for (; right + 8 <= to; left += 8, right += 8) {
            if ((long) LONGS.get(page, left) != (long) LONGS.get(bytes, right)) {
                return false;
            }
        }
        for (; right < to; left++, right++) {
            if (page[left] != bytes[right]) {
                return false;
            }
        }
        return true;
    }

    private void rehash() {
        long[] old = table;
        table = new long[old.length * 2];
        int mask = table.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & mask;
                while (table[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = entry;
            }
        }
    }

    private int hash(byte[] bytes, int from, int to) {
        long hash = seed ^ (to - from) * 0x9E3779B97F4A7C15L;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long tail = 0;
        for (int shift = 0; at < to; at++, shift += 8) {
            tail |= (bytes[at] & 0xFFL) << shift;
        }
        long whole = mix(hash ^ tail);
        return (int) (whole ^ whole >>> 32);
    }

    private static long mix(long value) {
        long high = Math.multiplyHigh(value, 0x9FB21C651E98DF25L);
        return high ^ (value * 0x9FB21C651E98DF25L) ^ (value >>> 29);
    }
}
