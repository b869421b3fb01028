package io.footfall.timeline;

import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A section of a {@link SnapshotFile}, read forwards. Nothing of it is to be relied on before {@link #end} has returned.
 *
 * <p>Every read checks its bounds and throws {@link CorruptBytesException} past the end, so a damaged length costs an exception and
 * no memory.
 */
public final class SnapshotSection {
    private static final int BUFFER_BYTES = 1 << 17;

    private final FileChannel channel;
    private final int checksum;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer;
    private long at;
    private final long end;

    SnapshotSection(FileChannel channel, long from, long end, int checksum) {
        this.channel = channel;
        this.at = from;
        this.end = end;
        this.checksum = checksum;
        this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(Long.BYTES, end - from)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
    }

    /** The next yes or no. */
    public boolean getBoolean() throws IOException {
        return getInt() != 0;
    }

    /** The next 4 bytes. */
    public int getInt() throws IOException {
        fill(Integer.BYTES);
        return buffer.getInt();
    }

    /** The next 8 bytes. */
    public long getLong() throws IOException {
        fill(Long.BYTES);
        return buffer.getLong();
    }

    /** The next count of things that take at least {@code width} bytes each: one that the bytes left can hold. */
    public int getCount(int width) throws IOException {
        int count = getInt();
        if (count < 0 || (long) count * width > left()) {
            throw new CorruptBytesException("a count of " + count + " with " + left() + " bytes left");
        }
        return count;
    }

    /** The next 8 bytes, a count of bytes that are left. */
    public long getSize() throws IOException {
        long size = getLong();
        if (size < 0 || size > left()) {
            throw new CorruptBytesException("a size of " + size + " with " + left() + " bytes left");
        }
        return size;
    }

    /** The next text. */
    public String getText() throws IOException {
        char[] text = new char[getCount(Character.BYTES)];
        for (int i = 0; i < text.length; i++) {
            fill(Character.BYTES);
            text[i] = buffer.getChar();
        }
        return new String(text);
    }

    /** Reads numbers into the beginning of an array. */
    public void getLongs(long[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            fill(Long.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().get(values, from, some);
            from += advance(some, Long.BYTES);
        }
    }

    /** Reads numbers into the beginning of an array. */
    public void getInts(int[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            fill(Integer.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Integer.BYTES);
            buffer.asIntBuffer().get(values, from, some);
            from += advance(some, Integer.BYTES);
        }
    }

    /** Reads numbers into the beginning of an array. */
    public void getShorts(short[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            fill(Short.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Short.BYTES);
            buffer.asShortBuffer().get(values, from, some);
            from += advance(some, Short.BYTES);
        }
    }

    /** Reads bytes into the beginning of an array. */
    public void getBytes(byte[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            fill(1);
            int some = Math.min(count - from, buffer.remaining());
            buffer.get(values, from, some);
            from += some;
        }
    }

    private int advance(int count, int width) {
        buffer.position(buffer.position() + count * width);
        return count;
    }

    /**
     * Returns if all was read, and as it was written.
     *
     * @throws CorruptBytesException if not
     */
    public void end() {
        if (left() != 0) {
            throw new CorruptBytesException("a section has " + left() + " bytes too many");
        }
        if ((int) crc.getValue() != checksum) {
            throw new CorruptBytesException("a section is garbled");
        }
    }

    private long left() {
        return buffer.remaining() + end - at;
    }

    private void fill(int count) throws IOException {
        if (buffer.remaining() >= count) {
            return;
        }
        if (left() < count) {
            throw new CorruptBytesException("a section ends too early");
        }
        buffer.compact();
        int before = buffer.position();
        buffer.limit((int) Math.min(buffer.capacity(), before + end - at));
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new CorruptBytesException("it ends too early");
            }
            at += read;
        }
        buffer.flip();
        crc.update(buffer.duplicate().position(before));
    }
}
