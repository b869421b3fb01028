package io.footfall.engine;

import io.footfall.catalog.LookupVersion;
import io.footfall.catalog.LookupVersions;
import io.footfall.timeline.LookupTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of lookup tables in a data folder, each a file of its own, such as {@code lookups/products.3.1f0c2b77.csv}.
 *
 * <p>A file is written beside, forced and renamed before the log says that it is current, so what the log says is there. Its name
 * holds its checksum: no two versions have one file. Any thread and any process may read; one thread writes the versions of a table.
 */
public final class LookupFolder {
    /** No data folder, and so no versions. */
    public static final LookupFolder NONE = new LookupFolder(Optional.empty());

    /** What the folder is called. */
    public static final String FOLDER = "lookups";

    private static final Pattern FILE =
            Pattern.compile("([a-z0-9_]+)\\.(\\d{1,18})\\.[0-9a-f]{8}\\.csv(\\.unfinished)?");

    private final Optional<Path> folder;

    private LookupFolder(Optional<Path> data) {
        this.folder = data.map(each -> each.toAbsolutePath().resolve(FOLDER));
    }

    /** Those of a data folder. */
    public static LookupFolder of(Path data) {
        return new LookupFolder(Optional.of(data));
    }

    static LookupFolder of(Optional<Path> data) {
        return new LookupFolder(data);
    }

    /** Where a version is. */
    private Path file(LookupVersion version) throws IOException {
        return folder.orElseThrow(() -> new IOException("there is no data folder to keep lookup tables in"))
                .resolve(name(version));
    }

    /** Where a table was read from. */
    Path file(LookupTable table) {
        return folder.orElseThrow().resolve(table.head().file());
    }

    /** What the file of a version is called. */
    static String name(LookupVersion version) {
        return version.name() + "." + version.number() + "." + HexFormat.of().toHexDigits(version.checksum()) + ".csv";
    }

    /** Writes a version; it is safe when this returns. */
    void write(LookupVersion version, byte[] text) throws IOException {
        Path file = file(version);
        Path parent = folder.orElseThrow();
        boolean isNew = Files.notExists(parent);
        Files.createDirectories(parent);
        if (isNew) {
            force(parent.resolveSibling("."));
        }
        Path unfinished = parent.resolve(file.getFileName() + ".unfinished");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(text);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(parent);
    }

    /**
     * The text of a version.
     *
     * @throws IOException if it is not there, or not as it was written
     */
    byte[] read(LookupVersion version) throws IOException {
        Path file = file(version);
        byte[] text = Files.readAllBytes(file);
        if (!version.isOf(text)) {
            throw new IOException("the file " + file.getFileName() + " is damaged");
        }
        return text;
    }

    /**
     * Deletes the versions of a table but for the current one, if there is one, and {@linkplain LookupVersions#EARLIER_KEPT the few} before
     * it, for whoever is still reading: statements, batch hosts, and comparisons with what was current then. Those of other tables are let be:
     * one may have been written a moment ago, and be recorded a moment later.
     */
    void prune(String name, Optional<LookupVersion> current) throws IOException {
        if (folder.isEmpty() || Files.notExists(folder.get())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
            for (Path file : files) {
                Matcher matcher = FILE.matcher(file.getFileName().toString());
                if (matcher.matches()
                        && matcher.group(1).equals(name)
                        && !isKept(Long.parseLong(matcher.group(2)), current)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isKept(long number, Optional<LookupVersion> current) {
        return current.isPresent() && current.get().number() - number <= LookupVersions.EARLIER_KEPT;
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
