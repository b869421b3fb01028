package io.footfall.reconcile;

import io.footfall.catalog.LookupVersions;
import io.footfall.catalog.Pin;
import io.footfall.engine.BatchTimelines;
import io.footfall.engine.EngineConfig;
import io.footfall.eventlog.Committed;
import io.footfall.question.InvalidQuestionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions as a nightly batch did and as they are live, and tells the causes of each difference.
 *
 * <h2>Why the causes add up</h2>
 *
 * The same folds answer over one {@link Variation} of what was received after another, from what the batch had to what is known now,
 * each a cause further: {@link Cause#LOOKUPS} is the batch's answer read through the lookup tables of now, less that through those of
 * then; {@link Cause#LATE} is the answer with what was received after the batch, less the one without it, and so on.
 * The steps lead from the one number to the other, so their sum is the difference. Robots are counted along the way; what leaving them
 * out takes from live, less what it took from the batch, is {@link Cause#ROBOTS}. What remains to a company's own number is
 * {@link Cause#DEFINITION}.
 *
 * <p>A version of a lookup table that is not kept any more, or lacks what a question reads, is not known to have been read; then the
 * table is read in its current version on both sides.
 *
 * <p>Only one variation is in memory at a time; for each, what was received is read again, up to where it ended at first.
 */
public final class Reconciliation {
    private final Received received;
    private final EmptyTimelines empty;

    private @Nullable LookupVersions lookups;

    /** What is known now, and up to which sequence. */
    private record Now(List<Asked> asked, long sequence) {}

    /**
     * Compares over what was received.
     *
     * @param seed keys hash tables and fingerprints; no number depends on it
     */
    public Reconciliation(EngineConfig config, Received received, long seed) {
        this.received = received;
        this.empty = new EmptyTimelines(config, received, seed);
    }

    /**
     * Compares questions.
     *
     * @param subjects what to compare; none for every pinned question
     * @param nowSecond the instant at which live is true, in seconds since 1970 UTC
     * @param step how often live is looked at to say since when it knew; empty for not at all
     * @throws InvalidQuestionException if one cannot be compared, naming it
     */
    public List<Comparison> compare(
            List<Subject> subjects, Schedule schedule, long nowSecond, Optional<Duration> step) {
        Now now = empty.found(() -> askNow(subjects, schedule, nowSecond));
        List<Asked> all = now.asked();
        long sequenceMax = now.sequence();
        Map<Long, List<Asked>> nights = all.stream()
                .collect(
                        Collectors.groupingBy(asked -> asked.night().batchSecond(), TreeMap::new, Collectors.toList()));
        nights.forEach((second, asked) -> askNight(asked, sequenceMax, second, step));
        return all.stream()
                .map(asked -> named(asked.subject(), asked::comparison))
                .toList();
    }

    private Now askNow(List<Subject> subjects, Schedule schedule, long nowSecond) {
        lookups = null;
        List<Asked> all = new ArrayList<>();
        AtomicLong end = new AtomicLong();
        over(Variation.NONE, (log, timelines) -> {
            timelines.takeAll(log);
            end.set(timelines.sequence());
            lookups = timelines.lookups();
            for (Subject subject : subjects(subjects, timelines.pins())) {
                all.add(named(subject, () -> Asked.now(subject, timelines, schedule, nowSecond)));
            }
        });
        return new Now(all, end.get());
    }

    private void askNight(List<Asked> asked, long sequenceMax, long batchSecond, Optional<Duration> step) {
        long millis = batchSecond * 1000;
        Variation batch = Variation.received(sequenceMax, millis);
        over(Variation.knownThen(sequenceMax, millis), asked, Asked::askKnownThen);
        over(batch, (log, timelines) -> {
            LookupVersions versions = Objects.requireNonNull(lookups);
            if (step.isPresent()) {
                long from = asked.stream()
                        .mapToLong(each -> each.night().period().from() / 1000)
                        .min()
                        .orElseThrow();
                new Looks(from, step.get().toSeconds(), batchSecond)
                        .take(log, timelines, second -> asked.forEach(each -> each.look(timelines, versions, second)));
            } else {
                timelines.takeAll(log);
            }
            timelines.readThrough(versions.current());
            asked.forEach(each -> each.askBatchLookedUpNow(timelines));
            asked.forEach(each -> each.askBatch(timelines, versions));
        });
        List<Asked> doubled = asked.stream().filter(Asked::countsDoubled).toList();
        over(batch.withDoubled(), doubled, Asked::askDoubled);
        Map<Boolean, List<Asked>> quarantined = asked.stream()
                .filter(Asked::countsQuarantined)
                .collect(Collectors.partitioningBy(Asked::countsDoubled));
        over(batch.withQuarantined(), quarantined.getOrDefault(false, List.of()), Asked::askQuarantined);
        over(batch.withDoubled().withQuarantined(), quarantined.getOrDefault(true, List.of()), Asked::askQuarantined);
    }

    private void over(Variation variation, List<Asked> asked, BiConsumer<Asked, BatchTimelines> ask) {
        if (!asked.isEmpty()) {
            over(variation, (log, timelines) -> {
                timelines.takeAll(log);
                asked.forEach(each -> ask.accept(each, timelines));
            });
        }
    }

    private void over(Variation variation, BiConsumer<Iterator<Committed>, BatchTimelines> use) {
        received.read(log -> {
            try (BatchTimelines timelines = empty.make()) {
                if (variation.countsDoubled()) {
                    timelines.countDoubled();
                }
                if (lookups != null) {
                    timelines.readThrough(lookups.current());
                }
                use.accept(variation.of(log), timelines);
            }
        });
    }

    static List<Subject> subjects(List<Subject> given, List<Pin> pins) {
        if (given.isEmpty()) {
            return pins.stream()
                    .map(pin -> Subject.of(pin.name(), pin.question()))
                    .toList();
        }
        Map<String, String> questions = pins.stream().collect(Collectors.toMap(Pin::name, Pin::question));
        return given.stream().map(subject -> subject.orPinned(questions)).toList();
    }

    private static <T> T named(Subject subject, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidQuestionException e) {
            throw new InvalidQuestionException(e.code(), subject.name() + ": " + e.getMessage());
        }
    }
}
