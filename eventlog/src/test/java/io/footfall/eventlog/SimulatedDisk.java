package io.footfall.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A folder in memory that remembers what was synced, loses the rest in a crash, as a disk may, and fails when told.
 *
 * <p>In a crash each unsynced stretch of 512 bytes is kept, dropped or torn by itself, so later ones may survive where
 * earlier ones do not. Names that no folder sync covered may vanish. Thread-safe, so that a log's thread may use it.
 */
final class SimulatedDisk implements Storage {
    private static final int SECTOR_BYTES = 512;

    private final Map<String, StoredFile> files = new HashMap<>();
    private final RandomGenerator random;
    private Optional<byte[]> inventory = Optional.empty();
    private int failuresLeft;
    private String failure = "";

    SimulatedDisk(RandomGenerator random) {
        this.random = random;
    }

    /** The next {@code count} writes, syncs and creations fail, each after it may have done a part of its work. */
    void failNext(int count, String message) {
        synchronized (files) {
            failuresLeft = count;
            failure = message;
        }
    }

    /** Whether all failures asked for have happened. */
    boolean hasFailed() {
        synchronized (files) {
            return failuresLeft == 0;
        }
    }

    /** What the disk holds after the machine lost its power at this moment. */
    SimulatedDisk afterPowerLoss() {
        SimulatedDisk after = new SimulatedDisk(random);
        synchronized (files) {
            after.inventory = inventory;
            files.forEach((name, file) -> {
                if (file.isNameSynced || random.nextBoolean()) {
                    after.files.put(name, file.afterPowerLoss(random));
                }
            });
        }
        return after;
    }

    /** The bytes of a file. */
    byte[] bytes(String name) {
        synchronized (files) {
            StoredFile file = files.get(name);
            return file == null ? new byte[0] : Arrays.copyOf(file.bytes, file.size);
        }
    }

    /** Gives a file other bytes. */
    void damage(String name, byte[] bytes) {
        synchronized (files) {
            StoredFile file = new StoredFile();
            file.write(bytes);
            file.sync();
            file.isNameSynced = true;
            files.put(name, file);
        }
    }

    @Override
    public void delete(String name) {
        synchronized (files) {
            files.remove(name);
        }
    }

    @Override
    public List<String> names() {
        synchronized (files) {
            return List.copyOf(files.keySet());
        }
    }

    @Override
    public long size(String name) throws IOException {
        synchronized (files) {
            return file(name).size;
        }
    }

    @Override
    public Output create(String name) throws IOException {
        synchronized (files) {
            failIfTold();
            StoredFile file = new StoredFile();
            files.put(name, file);
            return new SimulatedOutput(file);
        }
    }

    @Override
    public Input open(String name) throws IOException {
        synchronized (files) {
            StoredFile file = file(name);
            return new SimulatedInput(file);
        }
    }

    @Override
    public void cut(String name, long size) throws IOException {
        synchronized (files) {
            failIfTold();
            StoredFile file = file(name);
            file.size = (int) Math.min(file.size, size);
            file.sync();
        }
    }

    @Override
    public void syncFolder() throws IOException {
        synchronized (files) {
            failIfTold();
            files.values().forEach(file -> file.isNameSynced = true);
        }
    }

    @Override
    public Optional<byte[]> inventory() {
        synchronized (files) {
            return inventory;
        }
    }

    @Override
    public void keepInventory(byte[] bytes) throws IOException {
        synchronized (files) {
            failIfTold();
            inventory = Optional.of(bytes.clone());
        }
    }

    /** Replaces or loses the inventory. */
    void damageInventory(Optional<byte[]> bytes) {
        synchronized (files) {
            inventory = bytes;
        }
    }

    private StoredFile file(String name) throws IOException {
        StoredFile file = files.get(name);
        if (file == null) {
            throw new IOException("no file " + name);
        }
        return file;
    }

    private void failIfTold() throws IOException {
        if (failuresLeft > 0) {
            failuresLeft--;
            throw new IOException(failure);
        }
    }

    private final class SimulatedOutput implements Output {
        private final StoredFile file;

        SimulatedOutput(StoredFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            synchronized (files) {
                byte[] all = new byte[bytes.remaining()];
                bytes.get(all);
                if (failuresLeft > 0) {
                    file.write(Arrays.copyOf(all, random.nextInt(all.length + 1)));
                }
                failIfTold();
                file.write(all);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (files) {
                failIfTold();
                file.sync();
            }
        }

        @Override
        public void close() {
            // Memory needs no closing.
        }
    }

    private final class SimulatedInput implements Input {
        private final StoredFile file;

        SimulatedInput(StoredFile file) {
            this.file = file;
        }

        @Override
        public void read(long position, ByteBuffer into) {
            synchronized (files) {
                int count = (int) Math.min(into.remaining(), Math.max(0, file.size - position));
                if (count > 0) {
                    into.put(file.bytes, (int) position, count);
                }
            }
        }

        @Override
        public void close() {
            // Memory needs no closing.
        }
    }

    private static final class StoredFile {
        private byte[] bytes = new byte[1024];
        private int size;
        private byte[] synced = new byte[0];
        private boolean isNameSynced;

        void write(byte[] more) {
            if (bytes.length - size < more.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
            }
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
        }

        void sync() {
            synced = Arrays.copyOf(bytes, size);
        }

        StoredFile afterPowerLoss(RandomGenerator random) {
            int newSize = synced.length + (size > synced.length ? random.nextInt(size - synced.length + 1) : 0);
            byte[] kept = Arrays.copyOf(synced, newSize);
            for (int from = synced.length; from < newSize; from += SECTOR_BYTES) {
                int length = Math.min(SECTOR_BYTES, newSize - from);
                int survives = switch (random.nextInt(3)) {
                    case 0 -> 0;
                    case 1 -> length;
                    default -> random.nextInt(length + 1);
                };
                System.arraycopy(bytes, from, kept, from, survives);
            }
            StoredFile after = new StoredFile();
            after.write(kept);
            after.sync();
            after.isNameSynced = true;
            return after;
        }
    }
}
