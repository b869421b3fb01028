package io.footfall.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a file of checksummed sections, from its beginning to its end; {@link SnapshotFile} reads it. Not thread-safe.
 *
 * <pre>
 *   the sections, one after another
 *   of each section: 8 bytes length, 4 bytes CRC32C
 *   4 bytes  number of sections
 *   4 bytes  CRC32C of the two lines above
 *   4 bytes  version
 *   8 bytes  magic, "footsnap" in ASCII
 * </pre>
 *
 * Numbers are little-endian, and arrays lie as they do in memory.
 */
public final class SnapshotWriter {
    static final long MAGIC = 0x7061_6e73_746f_6f66L;
    static final int VERSION = 4;
    static final int SECTION_BYTES = 12;
    static final int TAIL_BYTES = 20;

    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private final List<Section> sections = new ArrayList<>();
    private long sectionBytes;
    private long bytes;

    private record Section(long bytes, int checksum) {}

    /** A writer at the beginning of an empty file. */
    public SnapshotWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** Appends a yes or no. */
    public void putBoolean(boolean value) throws IOException {
        putInt(value ? 1 : 0);
    }

    /** Appends 4 bytes. */
    public void putInt(int value) throws IOException {
        room(Integer.BYTES);
        buffer.putInt(value);
    }

    /** Appends 8 bytes. */
    public void putLong(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
    }

    /** Appends a text, of any characters. */
    public void putText(String text) throws IOException {
        putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            room(Character.BYTES);
            buffer.putChar(text.charAt(i));
        }
    }

    /** Appends the first {@code count} numbers of an array. */
    public void putLongs(long[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            room(Long.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().put(values, from, some);
            from += advance(some, Long.BYTES);
        }
    }

    /** Appends the first {@code count} numbers of an array. */
    public void putInts(int[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            room(Integer.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Integer.BYTES);
            buffer.asIntBuffer().put(values, from, some);
            from += advance(some, Integer.BYTES);
        }
    }

    /** Appends the first {@code count} numbers of an array. */
    public void putShorts(short[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            room(Short.BYTES);
            int some = Math.min(count - from, buffer.remaining() / Short.BYTES);
            buffer.asShortBuffer().put(values, from, some);
            from += advance(some, Short.BYTES);
        }
    }

    /** Appends the first {@code count} bytes of an array. */
    public void putBytes(byte[] values, int count) throws IOException {
        for (int from = 0; from < count; ) {
            room(1);
            int some = Math.min(count - from, buffer.remaining());
            buffer.put(values, from, some);
            from += some;
        }
    }

    private int advance(int count, int width) {
        buffer.position(buffer.position() + count * width);
        return count;
    }

    /** Ends a section; what follows is the next one. */
    public void endSection() throws IOException {
        flush();
        sections.add(new Section(sectionBytes, (int) crc.getValue()));
        sectionBytes = 0;
        crc.reset();
    }

    /**
     * Ends the file, after the last section. Whether it is safe is up to the caller.
     *
     * @return its bytes
     */
    public long finish() throws IOException {
        for (Section section : sections) {
            putLong(section.bytes);
            putInt(section.checksum);
        }
        putInt(sections.size());
        flush();
        int checksum = (int) crc.getValue();
        putInt(checksum);
        putInt(VERSION);
        putLong(MAGIC);
        flush();
        return bytes;
    }

    private void room(int more) throws IOException {
        if (buffer.remaining() < more) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        sectionBytes += buffer.remaining();
        bytes += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
