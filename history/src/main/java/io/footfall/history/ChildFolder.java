package io.footfall.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a child unpacks what it loads, and sorts what is large: few files. The child clears it, and removes it when its parent is gone;
 * the parent removes it when the child is. Either may find that the other was first.
 */
public record ChildFolder(Path path) {

    /** Deletes what is in it; a file that cannot be deleted is left. */
    public void clear() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ignored) {
            // The other was first; or it stays among temporary files, which is no reason to fail a statement.
        }
    }

    /** Deletes it with all that is in it; a sorting that was ended leaves a folder there. */
    public void remove() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException ignored) {
            // As above.
        }
    }
}
