package io.footfall.history.files;

import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of sealed files with its manifest, which is there twice: the copy is written once the manifest is safe, so one of
 * the two is whole whenever the process ends, and each is enough. Beside them is a list of the files of events, for programs of
 * others.
 */
final class ManifestFolder {
    static final String MANIFEST = "manifest";
    static final String COPY = "manifest.copy";

    /** Names the files of events, one a line; it is never read here. */
    static final String LIST = "events.list";

    private static final String NEW = ".new";

    /** Those of version 1 have no generation, and only sealing made new ones. */
    private static final Comparator<Manifest> NEWER = Comparator.comparingLong(Manifest::generation)
            .thenComparingLong(manifest -> manifest.sealed().segment());

    private final Path folder;

    ManifestFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What was found of the manifest.
     *
     * @param manifest the newest that is whole
     * @param damage what is wrong with the folder
     * @param isLost whether there are files that no manifest tells anything of
     */
    record Found(Manifest manifest, List<Damage> damage, boolean isLost) {}

    /** Finds the manifest. */
    Found find() throws IOException {
        Optional<byte[]> bytes = bytes(MANIFEST);
        Optional<byte[]> copyBytes = bytes(COPY);
        Optional<Manifest> first = bytes.flatMap(each -> Manifest.read(MANIFEST, each));
        Optional<Manifest> copy = copyBytes.flatMap(each -> Manifest.read(COPY, each));
        List<Damage> damage = new ArrayList<>();
        if (first.isPresent() || copy.isPresent()) {
            addIfGarbled(MANIFEST, bytes, first, damage);
            addIfGarbled(COPY, copyBytes, copy, damage);
            boolean isCopyNewer = NEWER.compare(copy.orElse(Manifest.EMPTY), first.orElse(Manifest.EMPTY)) > 0;
            return new Found(isCopyNewer || first.isEmpty() ? copy.orElseThrow() : first.get(), damage, false);
        }
        long last = lastSequence();
        if (bytes.isEmpty() && copyBytes.isEmpty() && last == 0) {
            return new Found(Manifest.EMPTY, List.of(), false);
        }
        // Without it nobody can say whether a file is whole; that none of its sequences is given again, its name can.
        damage.add(new Damage(MANIFEST, Damage.Kind.MISSING, 0, 0, 1, last));
        LogStart start = hasSegments() ? LogStart.BEGINNING : new LogStart(last, last);
        return new Found(
                new Manifest(0, start, List.of(), List.of(), 0, List.of(), List.of(), Map.of(), 0, 0), damage, true);
    }

    private static void addIfGarbled(
            String name, Optional<byte[]> bytes, Optional<Manifest> read, List<Damage> damage) {
        if (bytes.isPresent() && read.isEmpty()) {
            damage.add(new Damage(name, Damage.Kind.SKIPPED, 0, bytes.get().length, 1, 0));
        }
    }

    private boolean hasSegments() throws IOException {
        Path log = folder.resolveSibling("log");
        if (!Files.isDirectory(log)) {
            return false;
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.anyMatch(file -> file.toString().endsWith(".log"));
        }
    }

    /** The last sequence that the name of any file of events says; 0 if there is none. */
    private long lastSequence() throws IOException {
        long last = 0;
        for (String name : names()) {
            if (name.matches(History.EVENTS + "\\d{20}-\\d{20}\\.parquet")) {
                int from = History.EVENTS.length() + 21;
                last = Math.max(last, Long.parseLong(name.substring(from, from + 20)));
            }
        }
        return last;
    }

    /** Makes the folder with a manifest that lists nothing, if it is not there: from then on one that has none has lost it. */
    void begin() throws IOException {
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            Files.createDirectories(folder);
            ParquetFile.force(folder.resolve(".."));
            replace(find().manifest(), step -> {});
        }
    }

    /**
     * Replaces the manifest, then its copy, then the list; each is safe before the next is touched.
     *
     * @param reached is told of each
     */
    void replace(Manifest manifest, Consumer<History.Step> reached) throws IOException {
        byte[] bytes = manifest.toBytes();
        replace(MANIFEST, bytes);
        reached.accept(History.Step.MANIFEST);
        replace(COPY, bytes);
        reached.accept(History.Step.COPY);
        String names =
                manifest.events().stream().map(file -> file.name() + "\n").collect(Collectors.joining());
        replace(LIST, names.getBytes(StandardCharsets.UTF_8));
        reached.accept(History.Step.LIST);
    }

    private void replace(String name, byte[] bytes) throws IOException {
        Path fresh = folder.resolve(name + NEW);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        ParquetFile.force(folder);
    }

    /** Deletes what a kill left behind: files that are not listed, and unfinished ones. Makes both manifests the same. */
    void clear(Manifest manifest) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> listed = manifest.names();
        deleteSorting();
        for (String name : names()) {
            boolean isOurs = name.startsWith(History.EVENTS) || name.startsWith(History.QUARANTINED);
            if (name.endsWith(ParquetFile.UNFINISHED) || (isOurs && !listed.contains(name))) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        replace(manifest, step -> {});
    }

    /** What the database had put aside when it was killed: files, and no folders. */
    private void deleteSorting() throws IOException {
        Path sorting = folder.resolve(ParquetFile.SORTING);
        if (Files.isDirectory(sorting)) {
            try (Stream<Path> files = Files.list(sorting)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(sorting);
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Optional<byte[]> bytes(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }
}
