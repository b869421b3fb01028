package io.footfall.connect.sources;

import io.footfall.collect.Collector;
import io.footfall.connect.files.Waiting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The running sources. Started once the log is read, so that each knows how far it was. */
public final class Sources implements AutoCloseable {
    private static final long CLOSE_MILLIS = 10_000;

    private final List<SourceRun> runs = new ArrayList<>();
    private final Object lock = new Object();
    // Guarded by lock.
    private final List<Thread> threads = new ArrayList<>();
    private boolean isClosed;

    /**
     * Connects sources; nothing runs yet.
     *
     * @param positions how far a source was read, by its name
     * @param isBehind whether the answers are so far behind that sources wait
     * @param analysed completes when the answers show everything up to a sequence; each source waits for what it delivers
     */
    public Sources(
            SourcesConfig config,
            Collector collector,
            Function<String, SortedMap<String, String>> positions,
            BooleanSupplier isBehind,
            LongFunction<CompletableFuture<Void>> analysed,
            Clock clock,
            Waiting waiting) {
        for (SourceConfig each : config.sources()) {
            SourceStatus status = new SourceStatus(each.name(), each.kind());
            Delivery delivery = new Delivery(collector, isBehind, analysed, clock, waiting, status);
            runs.add(new SourceRun(() -> source(each, positions.apply(each.name()), clock), delivery, waiting));
        }
    }

    /** Starts a thread for each source, unless they were closed before. */
    public void start() {
        synchronized (lock) {
            for (SourceRun run : isClosed ? List.<SourceRun>of() : runs) {
                Thread thread =
                        new Thread(run, "footfall-source-" + run.status().name());
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }
    }

    /** How each source is doing, in the order of the configuration. */
    public List<SourceStatus> statuses() {
        return runs.stream().map(SourceRun::status).toList();
    }

    /** Stops the sources where they are, and waits some seconds for their threads to end. */
    @Override
    public void close() {
        List<Thread> running;
        synchronized (lock) {
            isClosed = true;
            running = List.copyOf(threads);
        }
        running.forEach(Thread::interrupt);
        try {
            for (Thread thread : running) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Source source(SourceConfig config, SortedMap<String, String> positions, Clock clock) {
        return switch (config) {
            case SourceConfig.Files files -> new FilesSource(files, positions, clock);
            case SourceConfig.Kafka topics -> new KafkaSource(topics, positions, clock);
            case SourceConfig.Changes changes -> new ChangesSource(changes, positions, clock);
            case SourceConfig.Postgres table -> new PostgresSource(table, positions, clock);
        };
    }
}
