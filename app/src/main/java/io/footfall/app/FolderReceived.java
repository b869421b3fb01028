package io.footfall.app;

import io.footfall.engine.LookupFolder;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.history.files.AllEvents;
import io.footfall.reconcile.Received;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a data folder holds of what was received, sealed or not; it remembers what it found damaged. Used by one thread. */
final class FolderReceived implements Received {
    private final Path data;
    private final Set<Damage> damage = new LinkedHashSet<>();

    FolderReceived(Path data) {
        this.data = data;
    }

    @Override
    public void read(Consumer<Iterator<Committed>> reader) {
        try (AllEvents all = AllEvents.open(data)) {
            reader.accept(all);
            damage.addAll(all.damage());
        }
    }

    @Override
    public LookupFolder lookups() {
        return LookupFolder.of(data);
    }

    /** Says what was damaged, each once however often it was read. */
    void sayDamage(PrintWriter err) {
        Damages.say(List.copyOf(damage), err);
    }
}
