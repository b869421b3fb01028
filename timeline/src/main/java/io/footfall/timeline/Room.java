package io.footfall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * Which paths may still bring new values into memory.
 *
 * <p>What fills the memory is closed first: past half of the limit a path whose own values take more than an eighth of it, such as
 * one with an id in each event. Past the whole limit every path is closed. A closed path keeps the values it has; a new one under
 * it stays in the log only.
 *
 * <p>Owned by the writer of the timelines.
 */
final class Room {
    private static final int OWN_SHARE = 8;

    private final long bytesMax;
    private long[] bytesByPath = new long[256];
    private long bytes;

    Room(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Writes what was taken. */
    void write(SnapshotWriter out) throws IOException {
        out.putLong(bytes);
        out.putInt(bytesByPath.length);
        out.putLongs(bytesByPath, bytesByPath.length);
    }

    /** Takes over what was written. */
    void restore(SnapshotSection section) throws IOException {
        bytes = section.getLong();
        bytesByPath = new long[section.getCount(Long.BYTES)];
        section.getLongs(bytesByPath, bytesByPath.length);
    }

    /** The same now, which does not change. */
    Room picture() {
        Room picture = new Room(bytesMax);
        picture.bytes = bytes;
        picture.bytesByPath = bytesByPath.clone();
        return picture;
    }

    /** Takes a new value of so many bytes under a path, if that may still bring any. */
    boolean take(int path, int valueBytes) {
        if (path >= bytesByPath.length) {
            bytesByPath = Arrays.copyOf(bytesByPath, Math.max(path + 1, bytesByPath.length * 2));
        }
        boolean isLarge = bytesByPath[path] > bytesMax / OWN_SHARE;
        if (bytes > bytesMax || (isLarge && bytes > bytesMax / 2)) {
            return false;
        }
        bytesByPath[path] += valueBytes;
        bytes += valueBytes;
        return true;
    }
}
