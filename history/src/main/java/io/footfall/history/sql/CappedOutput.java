package io.footfall.history.sql;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** Bytes of a result, up to a limit. */
final class CappedOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
    private final int bytesMax;

    CappedOutput(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    void add(byte[] more) throws RefusedException {
        requireRoom(more.length);
        bytes.writeBytes(more);
    }

    /** Returns if so many more bytes fit in. */
    void requireRoom(long more) throws RefusedException {
        if (more > bytesMax - bytes.size()) {
            throw RefusedException.limit("the result is larger than " + bytesMax
                    + " bytes, which is the limit; select fewer columns, group, or add a LIMIT");
        }
    }

    /** Writes to it for who asked for room before. */
    WritableByteChannel channel() {
        return Channels.newChannel(bytes);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
