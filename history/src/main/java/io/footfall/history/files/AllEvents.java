package io.footfall.history.files;

import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogReader;
import io.footfall.history.sql.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a data folder, the sealed part first, read in this process without the folder's lock, while an engine may be
 * writing, sealing and putting files together. Loads DuckDB if something is sealed. Not thread-safe.
 */
public final class AllEvents implements Iterator<Committed>, AutoCloseable {
    private static final int TRIES = 100;

    private final Path folder;
    private final Manifest manifest;
    private final List<Damage> damage;
    private final SealedEvents sealed;
    private final LogReader log;

    private AllEvents(Path folder, ManifestFolder.Found found, SealedReader.Newest newest, LogReader log) {
        this.folder = folder;
        this.manifest = found.manifest();
        this.damage = new ArrayList<>(found.damage());
        this.sealed = new SealedReader(folder, manifest, newest);
        this.log = log;
    }

    /**
     * Opens a data folder.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static AllEvents open(Path data) {
        Path folder = data.toAbsolutePath().resolve(History.FOLDER);
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                ManifestFolder.Found found = new ManifestFolder(folder).find();
                LogReader log = openLog(data, found);
                // What an engine seals meanwhile is deleted from the log only after the manifest tells of it.
                if (log != null
                        && new ManifestFolder(folder)
                                .find()
                                .manifest()
                                .sealed()
                                .equals(found.manifest().sealed())) {
                    return new AllEvents(folder, found, () -> newest(folder), log);
                }
                if (log != null) {
                    log.close();
                }
            }
            throw new IOException("it is sealed faster than it can be opened");
        } catch (IOException e) {
            throw new UncheckedIOException("the data in " + data + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable LogReader openLog(Path data, ManifestFolder.Found found) {
        try {
            return LogReader.open(data, found.manifest().sealed(), Long.MAX_VALUE);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return null;
            }
            throw e;
        }
    }

    /** Takes quarantined items, one by one. */
    @FunctionalInterface
    public interface Taker {
        /** Takes the next one. */
        void take(QuarantinedItem item) throws IOException, InterruptedException;
    }

    /**
     * Reads, instead of the events, all quarantined items that are kept, in the order they came, and the control records.
     *
     * @param controls takes the control records, in order
     */
    public void quarantined(Taker taker, Consumer<byte[]> controls) throws IOException, InterruptedException {
        damage.addAll(SealedQuarantine.read(folder, manifest, taker));
        manifest.controls().forEach(controls);
        while (log.hasNext()) {
            Committed committed = log.next();
            for (QuarantinedItem item : committed.quarantined()) {
                taker.take(item);
            }
            committed.controls().forEach(controls);
        }
    }

    @Override
    public boolean hasNext() {
        return sealed.hasNext() || log.hasNext();
    }

    @Override
    public Committed next() {
        return sealed.hasNext() ? sealed.next() : log.next();
    }

    /** What was damaged or missing, as far as it was read. */
    public List<Damage> damage() {
        List<Damage> all = new ArrayList<>(damage);
        all.addAll(sealed.damage());
        all.addAll(log.damage());
        return all;
    }

    /** The files that are listed now and were not found damaged, once all was read, and where the log goes on. */
    public Lease.Past past() {
        List<String> flawed = sealed.damage().stream().map(Damage::file).toList();
        try {
            Manifest now = newest(folder);
            return new Lease.Past(
                    now.events().stream()
                            .map(SealedFile::name)
                            .filter(name -> !flawed.contains(name))
                            .map(name -> folder.resolve(name).toString())
                            .toList(),
                    now.sealed(),
                    now.historyFrom());
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + folder + " cannot be found: " + e.getMessage(), e);
        }
    }

    private static Manifest newest(Path folder) throws IOException {
        return new ManifestFolder(folder).find().manifest();
    }

    @Override
    public void close() {
        sealed.close();
        log.close();
    }
}
