package io.footfall.bench.questions;

import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.event.Event;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.question.Answer;
import io.footfall.question.Question;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** An engine in this process that holds a month of a shop. */
final class FilledEngine implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final int BATCH_OF_LIVE = 100;
    private static final int WARMING = 5;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long DAYS = 31;
    private static final long SEED = 7;

    private final EventLog log;
    private final Engine engine;
    private final long start;
    private final Shop shop;
    private long events;

    private FilledEngine(EventLog log, Engine engine, long events, int customers) {
        this.log = log;
        this.engine = engine;
        this.start = Math.floorDiv(System.currentTimeMillis(), DAY_MILLIS) * DAY_MILLIS - DAYS * DAY_MILLIS;
        this.shop = new Shop(events, customers, start, SEED);
    }

    /** Fills an engine in an empty folder, and a file for the peer, with the same events. */
    static FilledEngine open(Path folder, long events, int customers, Path file) throws IOException {
        Clock clock = Clock.systemUTC();
        EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock);
        Engine engine = new Engine(EngineConfig.DEFAULTS.withCachedAnswers(0), log, clock, SEED);
        FilledEngine filled = new FilledEngine(log, engine, events, customers);
        engine.start();
        engine.replayed().join();
        filled.fill(file);
        return filled;
    }

    /**
     * How long a question took, and its last answer.
     *
     * @param first of the first run, in seconds, which warmed up what follows
     * @param seconds of each run but those that warmed up
     */
    record Timed(double first, double[] seconds, Answer answer) {
        double median() {
            return Peer.median(seconds);
        }
    }

    /** How many events there were at first. */
    long events() {
        return events;
    }

    /** Asks a question again and again. */
    Timed ask(Asked asked, int runs) {
        Question question = QuestionJson.read(asked.json(start).getBytes(StandardCharsets.UTF_8));
        double[] seconds = new double[1 + WARMING + runs];
        Answer answer = null;
        for (int i = 0; i < seconds.length; i++) {
            long began = System.nanoTime();
            answer = engine.ask(question, OptionalLong.empty()).join();
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        return new Timed(
                seconds[0], Arrays.copyOfRange(seconds, 1 + WARMING, seconds.length), Objects.requireNonNull(answer));
    }

    /** The same while so many events a second come in, of customers all over the shop. */
    Timed askWhileEventsComeIn(Asked asked, int runs, int rate) {
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> coming = CompletableFuture.runAsync(() -> comeIn(rate, isOver));
        try {
            return ask(asked, runs);
        } finally {
            isOver.set(true);
            coming.join();
        }
    }

    @Override
    public void close() {
        engine.close();
        log.close();
    }

    private void fill(Path file) throws IOException {
        ShopEvents made = new ShopEvents("then");
        List<Event> batch = new ArrayList<>(BATCH);
        try (EventsFile out = new EventsFile(file)) {
            shop.forEach(did -> {
                out.add(did);
                batch.add(made.of(did));
                events++;
                if (batch.size() == BATCH) {
                    append(batch);
                }
                return true;
            });
        }
        append(batch);
        engine.after(log.lastSequence()).join();
    }

    private void append(List<Event> batch) {
        Committed committed = log.append(Append.ofEvents(List.copyOf(batch))).join();
        batch.clear();
        // Not too far ahead of the engine.
        engine.after(committed.lastSequence() - 50L * BATCH).join();
    }

    private void comeIn(int rate, AtomicBoolean isOver) {
        ShopEvents made = new ShopEvents("now " + log.lastSequence());
        List<Event> batch = new ArrayList<>(BATCH_OF_LIVE);
        long began = System.nanoTime();
        long[] sent = new long[1];
        shop.forEach(did -> {
            did.timestamp += (DAYS - 1) * DAY_MILLIS - (did.timestamp - start) / DAY_MILLIS * DAY_MILLIS;
            batch.add(made.of(did));
            if (batch.size() == BATCH_OF_LIVE) {
                log.append(Append.ofEvents(List.copyOf(batch))).join();
                sent[0] += batch.size();
                batch.clear();
                LockSupport.parkNanos(began + sent[0] * 1_000_000_000L / rate - System.nanoTime());
            }
            return !isOver.get();
        });
    }
}
