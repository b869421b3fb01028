package io.footfall.engine;

import io.footfall.timeline.EventsReader;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.View;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Walks all customers of a view with several threads, each of which takes the next slice until there is none. */
final class Scan {
    private final ExecutorService threads;
    private final int threadCount;

    Scan(ExecutorService threads, int threadCount) {
        this.threads = threads;
        this.threadCount = threadCount;
    }

    /** What one thread does with each customer it meets. */
    interface Walker {
        /** A customer, and a reader to open on it. */
        void customer(int head, TimelineReader reader);

        /** The names of the events it wants to see; null for all. */
        @Nullable
        NameSet names();

        /** Whether it is handed events whoever did them, and customers only where they are to be judged as a whole. */
        default boolean takesEvents() {
            return false;
        }

        /** Events of customers of one identity who are no robots, in no order. */
        default void events(EventsReader reader) {
            throw new IllegalStateException("takes customers");
        }
    }

    /**
     * Walks everyone, and returns the walkers, one a thread, each of which has met a share.
     *
     * @param moment the timelines, and the instant before which their events are read
     * @throws ScanFailedException if a walker failed
     */
    <W extends Walker> List<W> walk(Moment moment, int[] traitPaths, Supplier<W> walkers) {
        AtomicInteger nextSlice = new AtomicInteger();
        List<W> all = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(threadCount, Math.max(1, moment.view().slices())); i++) {
            W walker = walkers.get();
            all.add(walker);
            running.add(threads.submit(() -> walkSlices(moment, traitPaths, walker, nextSlice)));
        }
        for (Future<?> each : running) {
            await(each);
        }
        return all;
    }

    private static void walkSlices(Moment moment, int[] traitPaths, Walker walker, AtomicInteger nextSlice) {
        View view = moment.view();
        TimelineReader reader = new TimelineReader(view, moment.endMillis(), walker.names(), traitPaths);
        EventsReader events = new EventsReader(view, moment.endMillis(), walker.names());
        for (int slice = nextSlice.getAndIncrement(); slice < view.slices(); slice = nextSlice.getAndIncrement()) {
            int start = view.sliceStart(slice);
            int end = view.sliceEnd(slice);
            if (walker.takesEvents()) {
                walkEvents(view, start, end, walker, events, reader);
            } else {
                walkCustomers(view, start, end, walker, reader);
            }
        }
    }

    private static void walkCustomers(View view, int start, int end, Walker walker, TimelineReader reader) {
        for (int identity = start; identity < end; identity++) {
            if (view.isHead(identity)) {
                walker.customer(identity, reader);
            }
        }
    }

    private static void walkEvents(
            View view, int start, int end, Walker walker, EventsReader events, TimelineReader reader) {
        int from = start;
        for (int identity = start; identity < end; identity++) {
            // Who may be a robot is found out once: meanwhile somebody may become one. So customers of several
            // identities are judged
            // as a whole.
            if (view.nextIdentity(identity) != identity || view.mayBeRobot(identity)) {
                walkEvents(from, identity, walker, events);
                if (view.isHead(identity)) {
                    walker.customer(identity, reader);
                }
                from = identity + 1;
            }
        }
        walkEvents(from, end, walker, events);
    }

    private static void walkEvents(int from, int to, Walker walker, EventsReader events) {
        if (from < to) {
            events.open(from, to);
            walker.events(events);
        }
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanFailedException("the scan was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new ScanFailedException("the scan failed", e);
        }
    }
}
