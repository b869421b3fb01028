package io.footfall.history.files;

import io.footfall.eventlog.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data folder, opened without its lock while an engine may be writing, sealing and putting files together.
 *
 * @param folder where the files are
 * @param found which of them are listed
 * @param logs the log from where they end, each to be read once
 */
record OpenFolder(Path folder, ManifestFolder.Found found, List<LogReader> logs) {
    private static final int TRIES = 100;

    /**
     * Opens one.
     *
     * @param readings how often the log is to be read
     * @throws UncheckedIOException if it cannot be read
     */
    static OpenFolder of(Path data, int readings) {
        Path folder = data.toAbsolutePath().resolve(History.FOLDER);
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                ManifestFolder.Found found = new ManifestFolder(folder).find();
                List<LogReader> logs = openLog(data, found, readings);
                // What an engine seals meanwhile is deleted from the log only after the manifest tells of it.
                if (logs.size() == readings
                        && new ManifestFolder(folder)
                                .find()
                                .manifest()
                                .sealed()
                                .equals(found.manifest().sealed())) {
                    return new OpenFolder(folder, found, logs);
                }
                logs.forEach(LogReader::close);
            }
            throw new IOException("it is sealed faster than it can be opened");
        } catch (IOException e) {
            throw new UncheckedIOException("the data in " + data + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Fewer than are wanted, if a file of the log is gone. */
    private static List<LogReader> openLog(Path data, ManifestFolder.Found found, int readings) {
        List<LogReader> logs = new ArrayList<>();
        try {
            for (int reading = 0; reading < readings; reading++) {
                logs.add(LogReader.open(data, found.manifest().sealed(), Long.MAX_VALUE));
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                logs.forEach(LogReader::close);
                throw e;
            }
        }
        return logs;
    }
}
