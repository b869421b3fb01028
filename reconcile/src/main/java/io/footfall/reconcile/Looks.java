package io.footfall.reconcile;

import io.footfall.engine.BatchTimelines;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/** Puts what was received on timelines and stops every so often, as of when it was received, to let somebody look. */
final class Looks {
    private final long stepSeconds;
    private final long endSecond;
    private long next;

    /**
     * Stops each step between two seconds, which it does not stop at itself.
     *
     * @param fromSecond in seconds since 1970 UTC
     */
    Looks(long fromSecond, long stepSeconds, long endSecond) {
        this.next = fromSecond + stepSeconds;
        this.stepSeconds = stepSeconds;
        this.endSecond = endSecond;
    }

    /** Takes all there is; {@code look} is handed the second of each stop. */
    void take(Iterator<Committed> log, BatchTimelines timelines, LongConsumer look) {
        while (log.hasNext()) {
            take(log.next(), timelines, look);
        }
        stopUntil(Long.MAX_VALUE, look);
    }

    private void take(Committed committed, BatchTimelines timelines, LongConsumer look) {
        List<Event> events = committed.events();
        int taken = 0;
        for (int i = 0; i < events.size(); i++) {
            if (isStopBefore(events.get(i).receivedAt())) {
                timelines.take(part(committed, taken, i, List.of()));
                taken = i;
                stopUntil(events.get(i).receivedAt(), look);
            }
        }
        timelines.take(part(committed, taken, events.size(), committed.controls()));
    }

    private boolean isStopBefore(long receivedAt) {
        return next < endSecond && next * 1000 <= receivedAt;
    }

    private void stopUntil(long receivedAt, LongConsumer look) {
        for (; isStopBefore(receivedAt); next += stepSeconds) {
            look.accept(next);
        }
    }

    private static Committed part(Committed whole, int from, int to, List<byte[]> controls) {
        return new Committed(whole.firstSequence() + from, whole.events().subList(from, to), List.of(), controls);
    }
}
