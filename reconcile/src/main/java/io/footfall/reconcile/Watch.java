package io.footfall.reconcile;

import io.footfall.catalog.Catalog;
import io.footfall.engine.BatchTimelines;
import io.footfall.engine.EngineConfig;
import io.footfall.question.Audiences;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.wire.QuestionJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ObjLongConsumer;

/**
 * Goes through a day again as it was received, and says when questions first showed that something was out of the ordinary, and
 * whether the batch after the day showed it.
 *
 * <h2>What is out of the ordinary</h2>
 *
 * A number of an interval, beside those of the same row and time of day in the days before ({@link OrdinaryRange}). Too high it may be
 * while its interval runs; too low only once that is over, on the hour. Live and batch are judged alike; they differ in what had been received.
 *
 * <p>All of it is read through the current versions of lookup tables: a new one restates the days before as well, and so is nothing out of
 * the ordinary.
 */
public final class Watch {
    /** The day is gone through hour by hour, and more closely where that finds something. */
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Received received;
    private final EmptyTimelines empty;
    private final Catalog catalog = new Catalog();

    /**
     * Watches what was received.
     *
     * @param seed keys hash tables and fingerprints; no number depends on it
     */
    public Watch(EngineConfig config, Received received, long seed) {
        this.received = received;
        this.empty = new EmptyTimelines(config, received, seed);
    }

    /**
     * Goes through a day.
     *
     * @param subjects which questions are asked; none for every pinned one
     * @param schedule which day, and when the batch runs
     * @param nowSecond the newest there is, in seconds since 1970 UTC
     * @param daysBefore so many days before it say what is ordinary
     * @param step how exactly to tell since when a number was too high
     * @param incidents what is known to have gone wrong
     * @throws InvalidQuestionException if a question cannot be watched, naming it
     */
    public Watched watch(
            List<Subject> subjects,
            Schedule schedule,
            long nowSecond,
            int daysBefore,
            Duration step,
            List<ReportedIncident> incidents) {
        received.read(
                log -> log.forEachRemaining(committed -> committed.controls().forEach(catalog::apply)));
        List<Subject> asked = asked(subjects, catalog);
        ZoneId zone = zone(asked);
        Schedule.Night night = schedule.in(zone, nowSecond);
        List<Lookout> lookouts = empty.found(() -> looked(asked, night, daysBefore, zone));
        if (step.compareTo(INTERVAL) < 0) {
            lookMoreClosely(lookouts, night, step);
        }
        List<Find> finds = lookouts.stream()
                .flatMap(each -> each.finds().stream())
                .sorted(Comparator.comparingLong(find -> find.liveSecond().orElse(night.batchSecond())))
                .toList();
        long judged = lookouts.stream().mapToLong(Lookout::judged).sum();
        return new Watched(zone, night.period(), night.batchSecond(), step, daysBefore, judged, finds, incidents);
    }

    private List<Lookout> looked(List<Subject> asked, Schedule.Night night, int daysBefore, ZoneId zone) {
        List<Lookout> lookouts = asked.stream()
                .map(subject -> lookout(subject, night.period(), daysBefore, zone))
                .toList();
        long start = night.period().from() / 1000;
        over(night, INTERVAL, (timelines, second) -> {
            if (second == start) {
                lookouts.forEach(each -> each.learn(timelines, second));
            } else if (second == night.batchSecond()) {
                lookouts.forEach(each -> each.lookAsBatch(timelines, second));
            } else {
                lookouts.forEach(each -> each.look(timelines, second));
            }
        });
        return lookouts;
    }

    /** What is too low is known when its interval is over; what is too high may have been before, within the hour that ended so. */
    private void lookMoreClosely(List<Lookout> lookouts, Schedule.Night night, Duration step) {
        over(
                night,
                step,
                (timelines, second) -> lookouts.stream()
                        .filter(each -> each.maySeeSooner(second, INTERVAL.toSeconds()))
                        .forEach(each -> each.look(timelines, second)));
    }

    /** Stops every so often from the beginning of the day, and when the batch runs. */
    private void over(Schedule.Night night, Duration step, ObjLongConsumer<BatchTimelines> look) {
        long start = night.period().from() / 1000;
        received.read(log -> {
            try (BatchTimelines timelines = empty.make()) {
                timelines.readThrough(catalog.lookups());
                new Looks(start - step.toSeconds(), step.toSeconds(), night.batchSecond())
                        .take(
                                Variation.received(Long.MAX_VALUE, night.batchSecond() * 1000)
                                        .of(log),
                                timelines,
                                second -> look.accept(timelines, second));
                look.accept(timelines, night.batchSecond());
            }
        });
    }

    private List<Subject> asked(List<Subject> subjects, Catalog catalog) {
        if (!subjects.isEmpty()
                && subjects.stream().allMatch(each -> each.json().isPresent())) {
            return subjects;
        }
        List<Subject> asked = Reconciliation.subjects(subjects, catalog.pins());
        if (asked.isEmpty()) {
            throw invalid("nothing is pinned; pin a question, or name a file that holds one");
        }
        return asked;
    }

    private static ZoneId zone(List<Subject> asked) {
        List<ZoneId> zones = asked.stream()
                .map(each -> QuestionJson.readAsked(each.bytes(), Audiences.NONE)
                        .question()
                        .scope()
                        .zone())
                .distinct()
                .toList();
        if (zones.size() > 1) {
            throw invalid("the questions are of the time zones " + zones + "; watch those of one at a time");
        }
        return zones.getFirst();
    }

    private static Lookout lookout(Subject subject, Range day, int daysBefore, ZoneId zone) {
        long first = Instant.ofEpochMilli(day.from())
                .atZone(zone)
                .minusDays(daysBefore)
                .toInstant()
                .toEpochMilli();
        return new Lookout(
                subject.name(),
                question(subject, new Range(first, day.from())),
                question(subject, day),
                day,
                daysBefore);
    }

    private static Question question(Subject subject, Range period) {
        try {
            return QuestionJson.readInstead(
                    subject.bytes(),
                    Audiences.NONE,
                    new QuestionJson.Instead(period, Optional.empty(), OptionalInt.empty()));
        } catch (InvalidQuestionException e) {
            throw new InvalidQuestionException(e.code(), subject.name() + ": " + e.getMessage());
        }
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }
}
