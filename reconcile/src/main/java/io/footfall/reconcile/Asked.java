package io.footfall.reconcile;

import io.footfall.catalog.LookupVersion;
import io.footfall.catalog.LookupVersions;
import io.footfall.engine.BatchTimelines;
import io.footfall.question.Audiences;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Scope;
import io.footfall.question.Table;
import io.footfall.timeline.Robots;
import io.footfall.wire.QuestionJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/** One question of a comparison, and what it was answered over each variation. */
final class Asked {
    /** So many values of a breakdown have rows, so that what is in none of them is not another in each variation. */
    private static final OptionalInt VALUES_MAX = OptionalInt.of(1_000);

    private static final Numbers NOTHING = new Numbers(Map.of());

    private final Subject subject;
    private final Schedule.Night night;
    private final long nowSecond;
    private final Question asSaid;
    private final Question withRobots;
    private final Since since = new Since();
    private final Table live;
    private final Numbers liveWithRobots;
    private final Numbers joined;
    private Numbers knownThen = NOTHING;
    private Numbers batch = NOTHING;
    private Numbers batchWithRobots = NOTHING;
    private Numbers batchLookedUpNow = NOTHING;
    private SortedMap<String, LookupVersion> lookupsThen = Collections.emptySortedMap();
    private Optional<Numbers> doubled = Optional.empty();
    private Optional<Numbers> quarantined = Optional.empty();
    private boolean wasLookedAt;

    private Asked(
            Subject subject,
            Schedule.Night night,
            long nowSecond,
            Question asSaid,
            Question withRobots,
            BatchTimelines timelines) {
        this.subject = subject;
        this.night = night;
        this.nowSecond = nowSecond;
        this.asSaid = asSaid;
        this.withRobots = withRobots;
        this.live = timelines.answer(asSaid, nowSecond).table();
        this.liveWithRobots = numbers(timelines, withRobots, nowSecond);
        this.joined = numbers(timelines, withRobots, night.batchSecond());
    }

    /**
     * Asks a question of what is known now.
     *
     * @throws InvalidQuestionException if it cannot be compared
     */
    static Asked now(Subject subject, BatchTimelines timelines, Schedule schedule, long nowSecond) {
        Audiences audiences = timelines.audiences();
        Scope scope =
                QuestionJson.readAsked(subject.bytes(), audiences).question().scope();
        Schedule.Night night = schedule.in(scope.zone(), nowSecond);
        try {
            return now(subject, timelines, night, nowSecond, scope.robots(), VALUES_MAX);
        } catch (InvalidQuestionException e) {
            if (!e.code().equals("too_many_rows")) {
                throw e;
            }
            return now(subject, timelines, night, nowSecond, scope.robots(), OptionalInt.empty());
        }
    }

    private static Asked now(
            Subject subject,
            BatchTimelines timelines,
            Schedule.Night night,
            long nowSecond,
            Robots robots,
            OptionalInt valuesMax) {
        Question asSaid = instead(subject, timelines, night, Optional.empty(), valuesMax);
        Question withRobots = robots == Robots.EXCLUDE
                ? instead(subject, timelines, night, Optional.of(Robots.INCLUDE), valuesMax)
                : asSaid;
        return new Asked(subject, night, nowSecond, asSaid, withRobots, timelines);
    }

    private static Question instead(
            Subject subject,
            BatchTimelines timelines,
            Schedule.Night night,
            Optional<Robots> robots,
            OptionalInt valuesMax) {
        return QuestionJson.readInstead(
                subject.bytes(), timelines.audiences(), new QuestionJson.Instead(night.period(), robots, valuesMax));
    }

    Subject subject() {
        return subject;
    }

    /** What is compared, and with which batch. */
    Schedule.Night night() {
        return night;
    }

    /** Whether the batch counts second deliveries, which is true of our own never. */
    boolean countsDoubled() {
        return subject.nightly().map(Nightly::countsDoubled).orElse(false);
    }

    /** Whether the batch counts what we set aside. */
    boolean countsQuarantined() {
        return subject.nightly().map(Nightly::countsQuarantined).orElse(false);
    }

    /** Asks of everything, with who was whom as it was known to the batch. */
    void askKnownThen(BatchTimelines timelines) {
        knownThen = numbers(timelines, withRobots, night.batchSecond());
    }

    /** Asks of what the batch had, read through the lookup tables of now. */
    void askBatchLookedUpNow(BatchTimelines timelines) {
        batchLookedUpNow = numbers(timelines, withRobots, night.batchSecond());
    }

    /** Asks of what the batch had, read through the lookup tables of then, if they had what is read. */
    void askBatch(BatchTimelines timelines, LookupVersions lookups) {
        lookupsThen = lookups.at(Instant.ofEpochSecond(night.batchSecond()));
        try {
            askBatch(timelines, lookupsThen);
        } catch (InvalidQuestionException e) {
            requireNoSuchLookup(e);
            lookupsThen = lookups.current();
            askBatch(timelines, lookupsThen);
        }
    }

    private void askBatch(BatchTimelines timelines, SortedMap<String, LookupVersion> through) {
        timelines.readThrough(through);
        batch = numbers(timelines, asSaid, night.batchSecond());
        batchWithRobots = numbers(timelines, withRobots, night.batchSecond());
        since.take(batch, night.batchSecond());
    }

    private static void requireNoSuchLookup(InvalidQuestionException e) {
        if (!e.code().equals("no_such_lookup")) {
            throw e;
        }
    }

    /** The same with second deliveries counted. */
    void askDoubled(BatchTimelines timelines) {
        timelines.readThrough(lookupsThen);
        doubled = Optional.of(numbers(timelines, withRobots, night.batchSecond()));
    }

    /** The same with what we set aside, and second deliveries if the batch counts them. */
    void askQuarantined(BatchTimelines timelines) {
        timelines.readThrough(lookupsThen);
        quarantined = Optional.of(numbers(timelines, withRobots, night.batchSecond()));
    }

    /** What live says at a second before the batch, of what had been received by then. */
    void look(BatchTimelines timelines, LookupVersions lookups, long second) {
        wasLookedAt = true;
        timelines.readThrough(lookups.at(Instant.ofEpochSecond(second)));
        try {
            since.take(numbers(timelines, asSaid, second), second);
        } catch (InvalidQuestionException e) {
            // Of a table that did not have then what is read, nothing was said.
            requireNoSuchLookup(e);
            since.take(NOTHING, second);
        }
    }

    /** What all of it comes to. */
    Comparison comparison() {
        Numbers now = Numbers.of(live);
        Numbers theirs = subject.nightly()
                .map(nightly -> nightly.at(live, night.period(), asSaid.scope().zone()))
                .orElse(batch);
        Set<Place> places = new LinkedHashSet<>(now.places());
        places.addAll(theirs.places());
        subject.nightly()
                .map(nightly -> nightly.fieldOf(live))
                .ifPresent(told -> places.removeIf(place -> !place.field().equals(told)));
        List<ComparedNumber> numbers = places.stream()
                .map(place -> new ComparedNumber(
                        place,
                        now.at(place),
                        theirs.at(place),
                        causes(place, now, theirs),
                        wasLookedAt ? since.of(place) : OptionalLong.empty()))
                .toList();
        return new Comparison(
                subject.name(),
                asSaid.definition(),
                asSaid.scope().zone(),
                night.period(),
                subject.nightly().map(Nightly::name).orElse(Comparison.OUR_BATCH),
                night.batchSecond(),
                nowSecond,
                numbers);
    }

    private Map<Cause, BigDecimal> causes(Place place, Numbers now, Numbers theirs) {
        boolean theyCountRobots = subject.nightly().map(Nightly::countsRobots).orElse(false);
        Numbers base = theyCountRobots ? batchWithRobots : batch;
        Numbers withDoubled = doubled.orElse(batchWithRobots);
        Numbers withQuarantined = quarantined.orElse(withDoubled);
        Map<Cause, BigDecimal> causes = new EnumMap<>(Cause.class);
        causes.put(Cause.LOOKUPS, step(place, batchWithRobots, batchLookedUpNow));
        causes.put(Cause.LATE, step(place, batchLookedUpNow, knownThen));
        causes.put(Cause.JOINED, step(place, knownThen, joined));
        causes.put(Cause.LATER, step(place, joined, liveWithRobots));
        causes.put(Cause.ROBOTS, step(place, liveWithRobots, now).subtract(step(place, batchWithRobots, base)));
        causes.put(Cause.DOUBLED, step(place, withDoubled, batchWithRobots));
        causes.put(Cause.QUARANTINED, step(place, withQuarantined, withDoubled));
        BigDecimal explained = base.orNothing(place).add(step(place, batchWithRobots, withQuarantined));
        causes.put(Cause.DEFINITION, explained.subtract(theirs.orNothing(place)));
        return causes;
    }

    private static BigDecimal step(Place place, Numbers from, Numbers to) {
        return to.orNothing(place).subtract(from.orNothing(place));
    }

    private static Numbers numbers(BatchTimelines timelines, Question question, long second) {
        return Numbers.of(timelines.answer(question, second).table());
    }
}
