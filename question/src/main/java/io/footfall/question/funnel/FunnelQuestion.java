package io.footfall.question.funnel;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Paths;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many customers, or which part of their sessions or of all entries, take a list of steps.
 *
 * @param scope period, zone, filter and comparison; the period limits the first step only
 * @param steps what is to be done, {@value #STEPS_MIN} to {@value #STEPS_MAX} of them
 * @param within how long after the first step the last one still counts, in whole seconds; empty for no limit
 * @param by the property of the first step by whose value the answer is split
 * @param order what may lie between two steps
 * @param count what is counted
 * @param exclude what may not come between steps
 * @param hold the paths whose values must equal those of the first step
 */
public record FunnelQuestion(
        Scope scope,
        List<Selector> steps,
        Optional<Duration> within,
        Optional<Breakdown> by,
        Order order,
        Count count,
        List<Exclusion> exclude,
        List<String> hold)
        implements Question, Ranking {
    /** The kind as it is written in JSON. */
    public static final String KIND = "funnel";

    /** The fewest steps. */
    public static final int STEPS_MIN = 2;

    /** The most steps. */
    public static final int STEPS_MAX = 20;

    /** The most exclusions. */
    public static final int EXCLUSIONS_MAX = 10;

    /** The most paths that may be held. */
    public static final int HOLD_MAX = 3;

    /** How long a funnel may take where the question does not say. */
    public static final Duration WITHIN_DEFAULT = Duration.ofDays(7);

    /** The longest a funnel may be told to take; for longer there is no limit at all. */
    public static final Duration WITHIN_MAX = Duration.ofDays(36_525);

    static final String STEP = "step";
    static final String EVENT = "event";
    static final String BY = "by";

    /** What may lie between two steps. */
    public enum Order {
        /** Anything. */
        LOOSE("loose"),
        /** No activity. */
        STRICT("strict"),
        /** Anything, and the steps may come in any order. */
        ANY("any");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** How it is written in JSON. */
        public String word() {
            return word;
        }
    }

    /** What is counted. */
    public enum Count {
        /** Each customer once. */
        CUSTOMERS("customers"),
        /** Each entry, one after another. */
        ENTRIES("entries"),
        /** Each session once. */
        SESSIONS("sessions");

        private final String word;

        Count(String word) {
            this.word = word;
        }

        /** How it is written in JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * Events that may not come after one step is taken and before another is.
     *
     * @param selector which events
     * @param from the step after which they may not come, from 1
     * @param to the step before which they may not come
     */
    public record Exclusion(Selector selector, int from, int to) {
        /** How many steps those may have taken whom it stops, as bits: the lowest is one step. */
        int levels() {
            return (1 << (to - 1)) - (1 << (from - 1));
        }
    }

    /** Each customer once, with anything in between. */
    public FunnelQuestion(Scope scope, List<Selector> steps, Optional<Duration> within, Optional<Breakdown> by) {
        this(scope, steps, within, by, Order.LOOSE, Count.CUSTOMERS, List.of(), List.of());
    }

    /**
     * Copies the lists.
     *
     * @throws InvalidQuestionException if there are too few or too many steps, {@code within} is not from 1 s to
     *     {@link #WITHIN_MAX}, or what is asked does not go together
     */
    public FunnelQuestion {
        steps = List.copyOf(steps);
        exclude = List.copyOf(exclude);
        hold = List.copyOf(hold);
        if (steps.size() < STEPS_MIN || steps.size() > STEPS_MAX) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "a funnel has " + STEPS_MIN + " to " + STEPS_MAX + " steps, this one has " + steps.size());
        }
        if (within.isPresent() && !isAllowed(within.get())) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "within is from 1s to " + WITHIN_MAX.toDays() + "d or \"none\", not " + within.get());
        }
        checkExclusions(exclude, steps.size());
        checkHold(hold);
        if (order == Order.ANY) {
            checkAny(count, by.isPresent(), !exclude.isEmpty(), !hold.isEmpty());
        }
    }

    private static void checkExclusions(List<Exclusion> exclude, int steps) {
        if (exclude.size() > EXCLUSIONS_MAX) {
            throw invalid("a funnel has at most " + EXCLUSIONS_MAX + " exclusions, this one has " + exclude.size());
        }
        for (int i = 0; i < exclude.size(); i++) {
            Exclusion exclusion = exclude.get(i);
            if (exclusion.from() < 1 || exclusion.from() >= exclusion.to() || exclusion.to() > steps) {
                throw invalid("exclude[" + i + "].between is [" + exclusion.from() + ", " + exclusion.to()
                        + "]; expected two steps, the earlier first, from 1 to " + steps);
            }
        }
    }

    private static void checkHold(List<String> hold) {
        if (hold.size() > HOLD_MAX) {
            throw invalid("a funnel holds at most " + HOLD_MAX + " paths, this one " + hold.size());
        }
        for (int i = 0; i < hold.size(); i++) {
            if (Paths.isInstant(hold.get(i))) {
                throw invalid("hold[" + i + "] is " + hold.get(i)
                        + ", an instant, which differs from step to step; expected the path of a property");
            }
        }
    }

    private static void checkAny(Count count, boolean hasBy, boolean hasExclude, boolean hasHold) {
        if (count != Count.CUSTOMERS) {
            throw invalid(
                    "order \"any\" counts customers only, since an entry without a first step cannot be told from the"
                            + " next; count is \"" + count.word() + "\"");
        }
        String other = hasBy ? "by" : hasExclude ? "exclude" : hasHold ? "hold" : "";
        if (!other.isEmpty()) {
            throw invalid("order \"any\" does not go together with \"" + other
                    + "\", which is about a first step; there is none when steps may come in any order");
        }
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Selector> selectors() {
        return steps;
    }

    @Override
    public Reads reads() {
        List<Selector> selectors = new ArrayList<>(steps);
        exclude.forEach(exclusion -> selectors.add(exclusion.selector()));
        if (order == Order.STRICT) {
            selectors.add(Selector.ANY);
        }
        Reads reads = Reads.of(scope, selectors, hold, by);
        return count == Count.SESSIONS ? reads.cuttingSessions() : reads;
    }

    /** Values rank by what begins: customers by a trend of them, which is quicker. */
    @Override
    public Optional<Ranking> ranking() {
        return by.map(breakdown -> count == Count.CUSTOMERS
                ? new TrendQuestion(
                        scope.withoutCompare(), steps.getFirst(), Measure.CUSTOMERS, null, Interval.NONE, by)
                : new FunnelQuestion(scope.withoutCompare(), steps, within, by, order, count, exclude, hold));
    }

    @Override
    public Top top(Finish finish) {
        return Top.ofMost(
                finish.sum(),
                value -> finish.sum().count(FunnelRows.counted(value, 1)),
                by.map(Breakdown::limit).orElseThrow(),
                finish.vocabulary());
    }

    @Override
    public Optional<Sum> fromRanking(Sum ranks, Top top) {
        return count == Count.CUSTOMERS || top.hasOther() ? Optional.empty() : Optional.of(ranks);
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        if (count == Count.ENTRIES) {
            return new RunsFold(this, context);
        }
        if (order == Order.ANY) {
            return new AnyOrderFold(this, context);
        }
        boolean isJudged = count == Count.SESSIONS || order == Order.STRICT || !exclude.isEmpty() || !hold.isEmpty();
        return isJudged ? new JudgedFold(this, context) : new FunnelFold(this, context);
    }

    @Override
    public Table finish(Finish finish) {
        return new FunnelAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        key.requireOnly(by.isPresent() ? Set.of(STEP, EVENT, BY) : Set.of(STEP, EVENT));
        int step = key.whole(STEP, 1, steps.size());
        Value event = key.fields().get(EVENT);
        if (order == Order.ANY && event != null) {
            throw key.noSuchRow(EVENT, "none, since steps may come in any order");
        }
        if (event != null && !event.equals(valueOf(steps.get(step - 1)))) {
            throw key.noSuchRow(EVENT, "that of step " + step);
        }
        return FunnelRows.counted(top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary), step);
    }

    @Override
    public String definition() {
        return FunnelDefinition.of(this);
    }

    /** How long after its first event an entry runs, in milliseconds; {@link Long#MAX_VALUE} for ever. */
    long withinMillis() {
        return within.map(Duration::toMillis).orElse(Long.MAX_VALUE);
    }

    /** A step's event as rows have it: a name, a list of names, or {@code "*"}. */
    static Object eventOf(Selector step) {
        return switch (step.events().size()) {
            case 0 -> "*";
            case 1 -> step.events().getFirst();
            default -> step.events();
        };
    }

    private static Value valueOf(Selector step) {
        return eventOf(step) instanceof String name
                ? new Value.Text(name)
                : new Value.Array(
                        step.events().stream().<Value>map(Value.Text::new).toList());
    }

    private static boolean isAllowed(Duration within) {
        return within.compareTo(Duration.ofSeconds(1)) >= 0
                && within.compareTo(WITHIN_MAX) <= 0
                && within.toNanosPart() == 0;
    }
}
