package io.footfall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a benchmark works: a folder that is gone afterwards, and somebody to tell how far it is.
 *
 * <p>The folder lies beside the repository's other state and not among temporary files: those may be in memory, where a
 * sync costs nothing.
 */
public final class Desk implements AutoCloseable {
    private final Path folder;
    private final Consumer<String> progress;

    private Desk(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** A desk with an empty folder under {@code home}. */
    static Desk under(Path home, Consumer<String> progress) throws IOException {
        Files.createDirectories(home);
        return new Desk(Files.createTempDirectory(home, "bench-"), progress);
    }

    /** A folder of its own for one part of the work; made by whoever writes there. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    /** A file of its own. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** The folder that holds the others. */
    public Path folder() {
        return folder;
    }

    /** Tells whoever waits how far the work is. */
    public void say(String line) {
        progress.accept(line);
    }

    /** Removes a part of the work's folder. */
    public void remove(Path part) throws IOException {
        if (!part.startsWith(folder)) {
            throw new IllegalArgumentException(part + " is not in " + folder);
        }
        if (!Files.exists(part)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(part)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }
}
