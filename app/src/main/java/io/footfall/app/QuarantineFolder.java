package io.footfall.app;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.Repairs;
import io.footfall.connect.repair.AsideItem;
import io.footfall.event.QuarantinedItem;
import io.footfall.history.files.AllEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What was set aside in a data folder, read beside an engine or without, and which of it is asked for. */
final class QuarantineFolder {
    private final Path data;
    private final Optional<String> reason;
    private final Optional<String> source;
    private final Optional<Long> id;

    /** All of a folder for one reason, of one source, with one id; or whatever it is where that is empty. */
    QuarantineFolder(Path data, Optional<String> reason, Optional<String> source, Optional<Long> id) {
        this.data = data;
        this.reason = reason;
        this.source = source;
        this.id = id;
    }

    /** Takes what was set aside. */
    interface Taker {
        /** {@code isWanted} says whether it is asked for. */
        void take(AsideItem aside, boolean isRepaired, boolean isWanted) throws IOException, InterruptedException;
    }

    /** Reads all of it, in the order it came. */
    void read(Taker taker, PrintWriter err) throws IOException, InterruptedException {
        Repairs repairs = catalog().repairs();
        Set<Long> seen = new HashSet<>();
        try (AllEvents all = AllEvents.open(data)) {
            all.quarantined(
                    item -> {
                        if (seen.add(item.id())) {
                            AsideItem aside = AsideItem.of(item);
                            taker.take(aside, repairs.has(aside.id()), isWanted(aside));
                        }
                    },
                    control -> {});
            Damages.say(all.damage(), err);
        }
    }

    /** From when on history is kept, in milliseconds since 1970 UTC; 0 if all is. */
    long historyFrom() throws IOException, InterruptedException {
        return catalog().historyFrom();
    }

    private Catalog catalog() throws IOException, InterruptedException {
        DataFolder.require(data);
        Catalog catalog = new Catalog();
        try (AllEvents all = AllEvents.open(data)) {
            all.quarantined(QuarantineFolder::passOver, catalog::apply);
        }
        return catalog;
    }

    private static void passOver(QuarantinedItem item) {
        // What was repaired may stand behind it.
    }

    private boolean isWanted(AsideItem aside) {
        return reason.map(wanted -> wanted.equals(aside.reason())).orElse(true)
                && source.map(wanted -> wanted.equals(aside.source())).orElse(true)
                && id.map(wanted -> wanted == aside.id()).orElse(true);
    }
}
