package io.footfall.reconcile;

import io.footfall.engine.BatchTimelines;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Which of what was received is read, and what of it is believed: that of a batch that ran at some time, or that judges less than we do.
 *
 * @param sequenceMax only what the log had when it ended with this sequence
 * @param receivedBefore only what was received before this millisecond since 1970 UTC
 * @param claimsBefore of what was received from this millisecond on, not who is whom
 * @param countsDoubled whether second deliveries are events of their own
 * @param countsQuarantined whether items that were set aside are events, as far as they can be read
 */
record Variation(
        long sequenceMax, long receivedBefore, long claimsBefore, boolean countsDoubled, boolean countsQuarantined) {
    /** Everything, as it is judged. */
    static final Variation NONE = new Variation(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, false, false);

    /** What a batch had that ran at a millisecond. */
    static Variation received(long sequenceMax, long before) {
        return new Variation(sequenceMax, before, Long.MAX_VALUE, false, false);
    }

    /** Everything, with who was whom by what had been received at a millisecond. */
    static Variation knownThen(long sequenceMax, long millis) {
        return new Variation(sequenceMax, Long.MAX_VALUE, millis, false, false);
    }

    /** The same with second deliveries counted. */
    Variation withDoubled() {
        return new Variation(sequenceMax, receivedBefore, claimsBefore, true, countsQuarantined);
    }

    /** The same with what was set aside. */
    Variation withQuarantined() {
        return new Variation(sequenceMax, receivedBefore, claimsBefore, countsDoubled, true);
    }

    /** Reads so varied, but for second deliveries, which timelines {@linkplain BatchTimelines#countDoubled count}. */
    Iterator<Committed> of(Iterator<Committed> log) {
        Readmission readmission = new Readmission();
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return log.hasNext();
            }

            @Override
            public Committed next() {
                Committed committed = log.next();
                List<Event> events = varied(committed, readmission);
                long first = Math.max(next, committed.firstSequence());
                Committed varied = new Committed(first, events, List.of(), committed.controls());
                next = varied.lastSequence() + 1;
                return varied;
            }
        };
    }

    private List<Event> varied(Committed committed, Readmission readmission) {
        List<Event> events = new ArrayList<>(committed.events().size());
        long sequence = committed.firstSequence();
        for (Event event : committed.events()) {
            if (sequence <= sequenceMax && event.receivedAt() < receivedBefore) {
                events.add(event.receivedAt() < claimsBefore ? event : withoutClaim(event));
            }
            sequence++;
        }
        if (countsQuarantined) {
            committed.quarantined().stream()
                    .filter(item -> item.receivedAt() < receivedBefore)
                    .flatMap(item -> readmission.of(item).stream())
                    .forEach(events::add);
        }
        return events;
    }

    /** The same of the same customer, without saying that another id is theirs too. */
    private static Event withoutClaim(Event event) {
        return event.userId() == null || (event.anonymousId() == null && event.previousId() == null)
                ? event
                : new Event(
                        event.type(),
                        event.name(),
                        event.source(),
                        event.messageId(),
                        event.userId(),
                        null,
                        null,
                        event.timestamp(),
                        event.receivedAt(),
                        event.document());
    }
}
