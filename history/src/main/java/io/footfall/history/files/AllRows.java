package io.footfall.history.files;

import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogReader;
import io.footfall.timeline.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything in a data folder, as {@link AllEvents} has it, but what is sealed as it lies in files, which is faster. First what it
 * was told beside events is read, then events, up to the same sequence. Loads DuckDB if something is sealed. Not thread-safe.
 */
public final class AllRows implements AutoCloseable {
    private final Path data;
    private final OpenFolder open;
    private final List<Damage> damage;
    private long sequence;

    private AllRows(Path data, OpenFolder open) {
        this.data = data;
        this.open = open;
        this.damage = new ArrayList<>(open.found().damage());
        this.damage.addAll(open.found().manifest().damage());
    }

    /**
     * Opens a data folder.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static AllRows open(Path data) {
        return new AllRows(data, OpenFolder.of(data, 2));
    }

    /** Hands over the control records, in order; to be called once, first. */
    public void controls(Consumer<byte[]> into) {
        sequence = open.found().manifest().sealed().sequence();
        open.found().manifest().controls().forEach(into);
        LogReader log = open.logs().getFirst();
        while (log.hasNext()) {
            Committed committed = log.next();
            committed.controls().forEach(into);
            sequence = Math.max(sequence, committed.lastSequence());
        }
    }

    /** The newest sequence. */
    public long sequence() {
        return sequence;
    }

    /**
     * Hands over the events that are sealed.
     *
     * @return whether they are all; else files are gone as others have taken their place, and the folder is to be opened again
     */
    public boolean sealed(Wanted wanted, Consumer<StoredEvent> into) {
        Manifest manifest = open.found().manifest();
        try {
            for (SealedFile flawed : new SealedRows(data, manifest, wanted).read(into)) {
                SealedFile.Flaw flaw = flawed.flaw(open.folder()).orElse(SealedFile.Flaw.MISSING);
                Manifest now = new ManifestFolder(open.folder()).find().manifest();
                if (flaw == SealedFile.Flaw.MISSING
                        && now.generation() > manifest.generation()
                        && !now.names().contains(flawed.name())) {
                    return false;
                }
                damage.add(flawed.damage(flaw));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /** Hands over what is in the log. */
    public void logged(Consumer<Committed> into) {
        LogReader log = open.logs().getLast();
        while (log.hasNext()) {
            Committed committed = log.next();
            if (committed.lastSequence() > sequence) {
                break;
            }
            into.accept(committed);
        }
        damage.addAll(log.damage());
    }

    /** What was damaged or missing, once all is read. */
    public List<Damage> damage() {
        return List.copyOf(damage);
    }

    @Override
    public void close() {
        open.logs().forEach(LogReader::close);
    }
}
