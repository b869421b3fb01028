package io.footfall.timeline;

import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An unchanging array of whole numbers, each in as few bytes as their distance from the lowest takes: none at all where they are all
 * the same.
 */
final class Narrow {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long low;
    private final long mask;
    private final int width;

    /** The distances from the lowest, {@code width} bytes each, and after the last what a look at eight bytes runs over. */
    private final byte[] bytes;

    private Narrow(long low, int width, byte[] bytes) {
        this.low = low;
        this.width = width;
        this.mask = width == Long.BYTES ? -1 : (1L << (Byte.SIZE * width)) - 1;
        this.bytes = bytes;
    }

    /** The first {@code count} of some numbers. */
    static Narrow of(long[] numbers, int count) {
        long low = count == 0 ? 0 : numbers[0];
        long high = low;
        for (int i = 1; i < count; i++) {
            low = Math.min(low, numbers[i]);
            high = Math.max(high, numbers[i]);
        }
        int width = width(high - low);
        byte[] bytes = bytes(count, width);
        for (int i = 0, at = 0; i < count; i++, at += width) {
            // What it runs over is written next, or is the end.
            EIGHT.set(bytes, at, numbers[i] - low);
        }
        return new Narrow(low, width, bytes);
    }

    /** The first {@code count} of some numbers. */
    static Narrow of(int[] numbers, int count) {
        int low = count == 0 ? 0 : numbers[0];
        int high = low;
        for (int i = 1; i < count; i++) {
            low = Math.min(low, numbers[i]);
            high = Math.max(high, numbers[i]);
        }
        int width = width((long) high - low);
        byte[] bytes = bytes(count, width);
        for (int i = 0, at = 0; i < count; i++, at += width) {
            EIGHT.set(bytes, at, (long) numbers[i] - low);
        }
        return new Narrow(low, width, bytes);
    }

    /**
     * These numbers, with others between them.
     *
     * @param runs where they stand, and those that came
     * @param came the numbers that came
     */
    Narrow with(Runs runs, int[] came) {
        long[] numbers = new long[runs.cameCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = came[i];
        }
        return with(runs, numbers);
    }

    /** The same of longer numbers. */
    Narrow with(Runs runs, long[] came) {
        for (int i = 0; i < runs.cameCount(); i++) {
            // Compared as numbers without a sign: what is lower does not fit either.
            if (Long.compareUnsigned(came[i] - low, mask) > 0) {
                return widened(runs, came);
            }
        }
        byte[] now = bytes(runs.count(), width);
        runs.copyBytes(bytes, now, width);
        for (int i = 0; i < runs.cameCount(); i++) {
            put(now, runs.placeOfNew(i) * width, came[i] - low);
        }
        return new Narrow(low, width, now);
    }

    private Narrow widened(Runs runs, long[] came) {
        long[] numbers = new long[runs.count()];
        runs.forEach(new Runs.Places() {
            @Override
            public void stood(int before, int now) {
                numbers[now] = get(before);
            }

            @Override
            public void came(int which, int now) {
                numbers[now] = came[which];
            }
        });
        return of(numbers, numbers.length);
    }

    /** Puts a distance between others, of which those behind may be there already. */
    private void put(byte[] now, int at, long distance) {
        long rest = distance;
        for (int i = 0; i < width; i++) {
            now[at + i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
    }

    long get(int index) {
        return low + ((long) EIGHT.get(bytes, index * width) & mask);
    }

    /** The same of one whose numbers are made of {@code int}s. */
    int getInt(int index) {
        return (int) get(index);
    }

    /** The bytes that a distance takes, as a number without a sign. */
    private static int width(long distance) {
        return (Long.SIZE - Long.numberOfLeadingZeros(distance) + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static byte[] bytes(int count, int width) {
        return new byte[Math.addExact(Math.multiplyExact(count, width), Long.BYTES)];
    }

    void write(SnapshotWriter out) throws IOException {
        out.putLong(low);
        out.putInt(width);
        out.putInt(bytes.length);
        out.putBytes(bytes, bytes.length);
    }

    /** Reads {@code count} numbers that {@link #write} wrote. */
    static Narrow read(SnapshotSection section, int count) throws IOException {
        long low = section.getLong();
        int width = section.getInt();
        int length = section.getCount(1);
        if (width < 0 || width > Long.BYTES || length != (long) count * width + Long.BYTES) {
            throw new CorruptBytesException(count + " numbers of " + width + " bytes in " + length);
        }
        byte[] bytes = new byte[length];
        section.getBytes(bytes, length);
        return new Narrow(low, width, bytes);
    }

    /** The heap this takes, in bytes. */
    long heapBytes() {
        return 56L + bytes.length;
    }
}
