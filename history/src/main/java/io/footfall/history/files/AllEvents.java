package io.footfall.history.files;

import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogReader;
import io.footfall.history.sql.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything in a data folder, the sealed part first, read in this process without the folder's lock, while an engine may be
 * writing, sealing and putting files together. Loads DuckDB if something is sealed. Not thread-safe.
 */
public final class AllEvents implements Iterator<Committed>, AutoCloseable {
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
        OpenFolder open = OpenFolder.of(data, 1);
        return new AllEvents(
                open.folder(),
                open.found(),
                () -> newest(open.folder()),
                open.logs().getFirst());
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
