package io.footfall.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is read and was made by an engine: a misspelt one would be answered as a shop in which nothing ever happened. */
final class DataFolder {
    private static final String LOG = "log";

    private DataFolder() {}

    /**
     * Looks whether there is one.
     *
     * @throws IOException if there is not; the message says so
     */
    static void require(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("--data is " + data + ", and there is no such folder; give the one that an engine was"
                    + " started on");
        }
        if (!Files.isDirectory(data.resolve(LOG))) {
            throw new IOException("--data is " + data + ", in which no engine kept anything; give the folder that an"
                    + " engine was started on");
        }
    }
}
