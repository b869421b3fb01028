package io.footfall.engine;

import io.footfall.eventlog.Committed;
import io.footfall.history.files.AllEvents;
import io.footfall.history.sql.Lease;
import io.footfall.question.Answer;
import io.footfall.question.Audiences;
import io.footfall.question.Question;
import io.footfall.timeline.Timelines;
import io.footfall.wire.QuestionJson;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The batch host: answers a question from what is on disk, with the same folds and no server. */
public final class Batch {
    private final EngineConfig config;
    private final LookupFolder lookups;
    private final LongSupplier millis;

    /**
     * A batch host.
     *
     * @param lookups where the versions of lookup tables are
     * @param millis tells when an answer was computed
     */
    public Batch(EngineConfig config, LookupFolder lookups, LongSupplier millis) {
        this.config = config;
        this.lookups = lookups;
        this.millis = millis;
    }

    /**
     * The answer over all events there are.
     *
     * @param log what was ever committed, in order
     * @param second the instant at which it is true, in seconds since 1970 UTC
     * @param seed keys hash tables and fingerprints; the answer does not depend on it
     */
    public Answer answer(Question question, Iterator<Committed> log, long second, long seed) {
        try (BatchTimelines timelines = new BatchTimelines(config, lookups, millis, seed)) {
            timelines.takeAll(log);
            return timelines.answer(question, second);
        }
    }

    /**
     * The answer to a question that may refer to audiences pinned in the log.
     *
     * @param reading reads the question, and at which as-of it is asked
     * @param secondOtherwise the as-of where it does not say
     */
    public Answer answer(
            Function<Audiences, QuestionJson.Asked> reading, Iterator<Committed> log, long secondOtherwise, long seed) {
        try (BatchTimelines timelines = new BatchTimelines(config, lookups, millis, seed)) {
            timelines.takeAll(log);
            QuestionJson.Asked asked = reading.apply(timelines.audiences());
            return timelines.answer(asked.question(), asked.asOfSecond().orElse(secondOtherwise));
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
        try (BatchTimelines timelines =
                new BatchTimelines(config, lookups, millis, Timelines.ofPaths(seed, Set.of()))) {
            timelines.takeAll(all);
            Moment moment = timelines.moment(second);
            return Leases.lease(
                    moment,
                    Leases.joined(moment.view()),
                    timelines.dropped(),
                    List.of(),
                    config.passiveEvents(),
                    all.past(),
                    lookups);
        }
    }
}
