package io.footfall.app;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.Keys;
import io.footfall.collect.Collector;
import io.footfall.eventlog.EventLog;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.simulate.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** A new data folder with what a simulated shop did, received when it was sent, within a minute. */
final class ScenarioFolder {
    private static final Duration SPAN = Duration.ofMinutes(1);

    private ScenarioFolder() {}

    static boolean isNew(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Fills a folder; returns how many items were sent. */
    static long fill(Path folder, Shop shop, Instant until) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        HistoryConfig sealing = HistoryConfig.DEFAULTS;
        History history = new History(sealing, folder, new FilesProcess(), ControlRecord::compacted);
        try (EventLog log = Keeping.openLog(folder, sealing, history, clock)) {
            Keys keys = Platform.keys(folder, new SecureRandom(), log);
            log.start();
            Collector collector = new Collector(log, keys, () -> false, clock);
            return new Past(collector, () -> {}, SPAN, new Pacing()).collect(shop, until);
        }
    }
}
