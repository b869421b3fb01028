package io.footfall.connect.sources;

import io.footfall.connect.files.Waiting;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lookup tables of a configuration, read as they are told. Started once the log is read, so that it is known which versions are current. */
public final class Lookups implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lookups.class);
    private static final long CLOSE_MILLIS = 10_000;

    private final LookupSink sink;
    private final List<LookupRun> runs;
    private final Object lock = new Object();
    // Guarded by lock.
    private final List<Thread> threads = new ArrayList<>();
    private boolean isClosed;

    /** Lookup tables that are read into a sink; nothing runs yet. */
    public Lookups(List<LookupConfig> configured, LookupSink sink, Clock clock, Waiting waiting) {
        this.sink = sink;
        this.runs = configured.stream()
                .map(config -> new LookupRun(config, sink, clock, waiting))
                .toList();
    }

    /** Starts a thread for each table, and one that takes away those that are told of no more; unless they were closed before. */
    public void start() {
        synchronized (lock) {
            if (isClosed) {
                return;
            }
            Set<String> told = runs.stream().map(run -> run.status().name()).collect(Collectors.toSet());
            if (!told.containsAll(sink.names())) {
                start("footfall-lookups", () -> drop(told));
            }
            for (LookupRun run : runs) {
                start("footfall-lookup-" + run.status().name(), run);
            }
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void drop(Set<String> told) {
        for (String name : sink.names()) {
            if (!told.contains(name)) {
                try {
                    sink.drop(name);
                } catch (IOException e) {
                    LOGGER.atWarn()
                            .setMessage("a lookup table that the configuration does not name could not be taken away")
                            .addKeyValue("table", name)
                            .addKeyValue("why", e.getMessage())
                            .log();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** How each table is doing, in the order of the configuration. */
    public List<LookupStatus> statuses() {
        return runs.stream().map(LookupRun::status).toList();
    }

    /** Stops reading, and waits some seconds for the threads to end. */
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
}
