package io.footfall.engine;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.Pin;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.history.files.AllEvents;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.question.Answer;
import io.footfall.question.Audiences;
import io.footfall.question.Question;
import io.footfall.timeline.Inserted;
import io.footfall.timeline.Timelines;
import io.footfall.wire.QuestionJson;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The batch host: answers a question from what is on disk, with the same folds and no server. */
public final class Batch {
    private final EngineConfig config;
    private final LongSupplier millis;

    /**
     * A batch host.
     *
     * @param millis tells when an answer was computed
     */
    public Batch(EngineConfig config, LongSupplier millis) {
        this.config = config;
        this.millis = millis;
    }

    /**
     * The answer over all events there are.
     *
     * @param log what was ever committed, in order
     *
     * @param second the instant at which it is true, in seconds since 1970 UTC
     * @param seed keys hash tables and fingerprints; the answer does not depend on it
     */
    public Answer answer(Question question, Iterator<Committed> log, long second, long seed) {
        Timelines timelines = new Timelines(seed);
        long sequence = read(log, timelines, new SequenceRanges.Builder());
        return answer(question, timelines, sequence, second);
    }

    /**
     * The answer to a question that may refer to audiences pinned in the log.
     *
     * @param reading reads the question, and at which as-of it is asked
     * @param secondOtherwise the as-of where it does not say
     */
    public Answer answer(
            Function<Audiences, QuestionJson.Asked> reading, Iterator<Committed> log, long secondOtherwise, long seed) {
        Catalog catalog = new Catalog();
        Iterator<Committed> noted = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return log.hasNext();
            }

            @Override
            public Committed next() {
                Committed committed = log.next();
                committed.controls().forEach(catalog::apply);
                return committed;
            }
        };
        Timelines timelines = new Timelines(seed);
        long sequence = read(noted, timelines, new SequenceRanges.Builder());
        Map<String, String> pinned = catalog.pins().stream().collect(Collectors.toMap(Pin::name, Pin::question));
        QuestionJson.Asked asked = reading.apply(new NamedQuestions(pinned));
        return answer(asked.question(), timelines, sequence, asked.asOfSecond().orElse(secondOtherwise));
    }

    private Answer answer(Question question, Timelines timelines, long sequence, long second) {
        try (ExecutorService threads = Executors.newFixedThreadPool(config.scanThreads())) {
            Scan scan = new Scan(threads, config.scanThreads());
            Asking asking = new Asking(scan, config.passiveEvents(), millis);
            return asking.answer(question, new Moment(timelines.publish(sequence), second));
        }
    }

    /**
     * What there is is on timelines, and who is whom: for whoever reads the log itself. Properties are not looked at, so none has a
     * column of its own.
     *
     * @param second the instant before which events are seen, in seconds since 1970 UTC
     * @param seed keys hash tables and fingerprints
     */
    public Lease lease(AllEvents all, long second, long seed) {
        Timelines timelines = new Timelines(seed, 1);
        SequenceRanges.Builder dropped = new SequenceRanges.Builder();
        long sequence = read(all, timelines, dropped);
        Moment moment = new Moment(timelines.publish(sequence), second);
        return Leases.lease(moment, dropped.build(), List.of(), config.passiveEvents(), all.past());
    }

    private static long read(Iterator<Committed> log, Timelines timelines, SequenceRanges.Builder dropped) {
        long sequence = 0;
        while (log.hasNext()) {
            Committed committed = log.next();
            long next = committed.firstSequence();
            for (Event event : committed.events()) {
                if (timelines.insert(event, next, changed -> {}) instanceof Inserted.Duplicate) {
                    dropped.add(next);
                }
                next++;
            }
            sequence = Math.max(sequence, committed.lastSequence());
        }
        return sequence;
    }
}
