package io.footfall.engine;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.Pin;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.AllRows;
import io.footfall.history.files.Wanted;
import io.footfall.history.sql.Lease;
import io.footfall.question.Answer;
import io.footfall.question.Audiences;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.timeline.Loading;
import io.footfall.timeline.Timelines;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The batch host: answers a question from what is on disk, with the same folds and no server. */
public final class Batch {
    private static final int TRIES = 10;

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
     * What a batch gives.
     *
     * @param damage what was damaged or missing
     */
    public record Answered(Answer answer, List<Damage> damage) {}

    /**
     * The answer over all events there are.
     *
     * @param data the data folder
     * @param second the instant at which it is true, in seconds since 1970 UTC
     * @param seed keys hash tables and fingerprints; the answer does not depend on it
     */
    public Answer answer(Question question, Path data, long second, long seed) {
        return answer(unused -> new QuestionJson.Asked(question, OptionalLong.of(second)), data, second, seed)
                .answer();
    }

    /**
     * The answer to a question that may refer to audiences pinned in the log.
     *
     * @param reading reads the question, and at which as-of it is asked
     * @param data the data folder
     * @param secondOtherwise the as-of where it does not say
     */
    public Answered answer(
            Function<Audiences, QuestionJson.Asked> reading, Path data, long secondOtherwise, long seed) {
        try (ExecutorService threads = Executors.newFixedThreadPool(config.scanThreads())) {
            for (int tries = 0; tries < TRIES; tries++) {
                try (AllRows all = AllRows.open(data)) {
                    Optional<Answered> answered = answer(reading, all, secondOtherwise, seed, threads);
                    if (answered.isPresent()) {
                        return answered.get();
                    }
                }
            }
        }
        throw new UncheckedIOException(
                new IOException("the files in " + data + " are replaced faster than they can be read"));
    }

    private Optional<Answered> answer(
            Function<Audiences, QuestionJson.Asked> reading,
            AllRows all,
            long secondOtherwise,
            long seed,
            ExecutorService threads) {
        Catalog catalog = new Catalog();
        all.controls(catalog::apply);
        QuestionJson.Asked asked = reading.apply(
                new NamedQuestions(catalog.pins().stream().collect(Collectors.toMap(Pin::name, Pin::question))));
        Reads reads = Asking.readsOf(asked.question());
        Set<String> paths = new TreeSet<>(reads.paths());
        catalog.lookups().values().forEach(version -> paths.add(version.shape().on()));
        Timelines timelines = Timelines.ofPaths(seed, paths);
        timelines.keepFrom(catalog.historyFrom());
        Set<String> packed = timelines.only().orElseThrow();
        Optional<Set<String>> names = reads.everyName() ? Optional.empty() : Optional.of(reads.names());
        Loading loading = timelines.loading(threads, true);
        if (!all.sealed(new Wanted(List.copyOf(packed), names, true), loading::add)) {
            return Optional.empty();
        }
        loading.end();
        all.logged(committed -> insert(committed, timelines));
        new LookupTables(lookups).bring(timelines, catalog.lookups());
        Moment moment =
                new Moment(timelines.publish(all.sequence()), asked.asOfSecond().orElse(secondOtherwise));
        Asking asking = new Asking(new Scan(threads, config.scanThreads()), config.passiveEvents(), millis);
        return Optional.of(new Answered(asking.answer(asked.question(), moment), all.damage()));
    }

    private static void insert(Committed committed, Timelines timelines) {
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            timelines.insert(event, next, changed -> {});
            next++;
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
