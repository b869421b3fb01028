package io.footfall.bench.questions;

import io.footfall.bench.PrintsToTerminal;
import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.Keys;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.event.Event;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that fills a data folder with a month of a shop, says so, and waits to be killed. */
@PrintsToTerminal
final class FilledFolder {
    static final String FILLED = "filled";

    private static final int BATCH = 1_000;
    private static final long SEED = 7;

    private FilledFolder() {}

    /**
     * Fills a folder.
     *
     * @param arguments the folder, how many events, about, how many customers, and when the month begins, in milliseconds since 1970
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        Clock clock = Clock.systemUTC();
        Keys.open(folder, new SecureRandom());
        History history = new History(HistoryConfig.DEFAULTS, folder, new FilesProcess(), ControlRecord::compacted);
        EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock, System::nanoTime, history::open);
        Engine engine = new Engine(EngineConfig.DEFAULTS, log, history, clock, SEED, System::nanoTime);
        engine.start();
        engine.replayed().join();
        ShopEvents made = new ShopEvents("then");
        List<Event> batch = new ArrayList<>(BATCH);
        long start = Long.parseLong(arguments[3]);
        new Shop(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), start, SEED).forEach(did -> {
            batch.add(made.of(did));
            if (batch.size() == BATCH) {
                append(batch, log, engine);
            }
            return true;
        });
        append(batch, log, engine);
        engine.after(log.lastSequence()).join();
        System.out.println(FILLED);
        new CountDownLatch(1).await();
    }

    private static void append(List<Event> batch, EventLog log, Engine engine) {
        long last = log.append(Append.ofEvents(List.copyOf(batch))).join().lastSequence();
        batch.clear();
        // Not too far ahead of the engine.
        engine.after(last - 50L * BATCH).join();
    }
}
