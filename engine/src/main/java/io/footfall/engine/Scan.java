package io.footfall.engine;

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
        for (int slice = nextSlice.getAndIncrement(); slice < view.slices(); slice = nextSlice.getAndIncrement()) {
            int end = view.sliceEnd(slice);
            for (int identity = view.sliceStart(slice); identity < end; identity++) {
                if (view.isHead(identity)) {
                    walker.customer(identity, reader);
                }
            }
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
