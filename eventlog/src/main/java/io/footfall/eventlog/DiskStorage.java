package io.footfall.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real disk: segments in {@code <data>/log/}, and beside it the inventory, which tells if that folder is lost. */
final class DiskStorage implements Storage {
    /** The JDK keeps a buffer off the heap as large as the largest write; this bounds it. */
    private static final int WRITE_BYTES_MAX = 1 << 20;

    /** Some 700,000 segments; what is larger is no inventory. */
    private static final int INVENTORY_BYTES_MAX = 16 << 20;

    private final Path data;
    private final Path folder;
    private final Path inventory;

    DiskStorage(Path data) {
        this.data = data;
        this.folder = data.resolve(EventLog.FOLDER);
        this.inventory = data.resolve(Inventory.FILE);
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
    }

    @Override
    public Output create(String name) throws IOException {
        return new DiskOutput(FileChannel.open(
                folder.resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
    }

    @Override
    public Input open(String name) throws IOException {
        return new DiskInput(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void cut(String name, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void syncFolder() throws IOException {
        syncFolder(folder);
    }

    @Override
    public Optional<byte[]> inventory() throws IOException {
        try (FileChannel channel = FileChannel.open(inventory, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), INVENTORY_BYTES_MAX));
            new DiskInput(channel).read(0, bytes);
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void keepInventory(byte[] bytes) throws IOException {
        Path fresh = data.resolve(Inventory.FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, ByteBuffer.wrap(bytes));
            channel.force(true);
        }
        Files.move(fresh, inventory, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(data);
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + WRITE_BYTES_MAX));
            channel.write(bytes);
        }
    }

    private record DiskOutput(FileChannel channel) implements Output {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            DiskStorage.write(channel, bytes);
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record DiskInput(FileChannel channel) implements Input {
        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            long at = position;
            while (into.hasRemaining()) {
                int count = channel.read(into, at);
                if (count < 0) {
                    return;
                }
                at += count;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
