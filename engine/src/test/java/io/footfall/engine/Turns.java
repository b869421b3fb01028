package io.footfall.engine;

import io.footfall.catalog.Pin;
import io.footfall.event.Event;
import io.footfall.question.Activity;
import io.footfall.question.Question;
import io.footfall.testkit.SettableClock;
import io.footfall.timeline.Timelines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** The turns of the engine's loop taken by hand, on the test's own thread, for one pinned question. */
final class Turns implements AutoCloseable {
    private final SettableClock clock;
    private final Timelines timelines = new Timelines(7);
    private final Arrivals arrivals = new Arrivals(timelines);
    private final ExecutorService scanThread = Executors.newSingleThreadExecutor();
    private final PinnedQuestion pinned;
    private Moment moment;
    private long sequence;

    Turns(EngineConfig config, SettableClock clock, Question question) {
        this.clock = clock;
        this.moment = new Moment(timelines.publish(0), second());
        Scan scan = new Scan(scanThread, 1);
        Upkeeps upkeeps = new Upkeeps(
                config,
                timelines::vocabulary,
                new Building(scan, Activity.PASSIVE),
                new Asking(scan, Activity.PASSIVE, clock::millis),
                ignored -> CompletableFuture.failedFuture(new IllegalStateException("there are no files")),
                Runnable::run,
                clock::millis,
                clock::millis);
        Pin pin = new Pin("pinned", "", clock.instant());
        this.pinned = new PinnedQuestion(pin, question, upkeeps, new Listeners<>(new LongAdder()), new Waiters<>());
    }

    PinnedQuestion pinned() {
        return pinned;
    }

    /** Takes events as one batch, and publishes. */
    void take(List<Event> events) {
        long second = second();
        for (Event event : events) {
            arrivals.take(event, ++sequence, second * 1000);
        }
        arrivals.release(second * 1000);
        Moment before = moment;
        moment = new Moment(timelines.publish(sequence), second);
        Runs runs = Runs.of(arrivals.drain(), before, moment);
        pinned.advance(runs, runs.readBefore(), runs.readNow());
        pinned.publish(moment);
    }

    /** Lets time pass, and takes turns in which nothing comes, as many as a build and a publication need. */
    void pass(Duration time) {
        clock.pass(time);
        for (int turn = 0; turn < 3; turn++) {
            take(List.of());
        }
    }

    private long second() {
        return clock.millis() / 1000 + 1;
    }

    @Override
    public void close() {
        scanThread.shutdownNow();
    }
}
