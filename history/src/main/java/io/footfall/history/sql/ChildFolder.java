package io.footfall.history.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a child unpacks what it loads: few files, and no folders. The child clears it, and removes it when its parent is gone;
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

    /** Deletes it with what is in it. */
    public void remove() {
        clear();
        try {
            Files.deleteIfExists(path);
        } catch (IOException ignored) {
            // As above.
        }
    }
}
