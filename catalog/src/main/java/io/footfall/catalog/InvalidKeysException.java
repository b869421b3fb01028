package io.footfall.catalog;

import java.nio.file.Path;

/** The file of keys is there and cannot be understood. */
public final class InvalidKeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidKeysException(Path file, String problem) {
        super("the keys file " + file + " " + problem + ". Repair it, or move it away to have new keys made.");
    }
}
