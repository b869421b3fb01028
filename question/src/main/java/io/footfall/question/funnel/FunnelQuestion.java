package io.footfall.question.funnel;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many customers take a list of steps in order.
 *
 * @param scope period, zone, filter and comparison; the period limits the first step only
 * @param steps what is to be done, {@value #STEPS_MIN} to {@value #STEPS_MAX} of them
 * @param within how long after the first step the last one still counts, in whole seconds; empty for no limit
 * @param by the property of the first step by whose value the answer is split
 */
public record FunnelQuestion(Scope scope, List<Selector> steps, Optional<Duration> within, Optional<Breakdown> by)
        implements Question {
    /** The kind as it is written in JSON. */
    public static final String KIND = "funnel";

    /** The fewest steps. */
    public static final int STEPS_MIN = 2;

    /** The most steps. */
    public static final int STEPS_MAX = 20;

    /** How long a funnel may take where the question does not say. */
    public static final Duration WITHIN_DEFAULT = Duration.ofDays(7);

    /** The longest a funnel may be told to take; for longer there is no limit at all. */
    public static final Duration WITHIN_MAX = Duration.ofDays(36_525);

    static final String STEP = "step";
    static final String EVENT = "event";
    static final String BY = "by";

    /**
     * Copies the list.
     *
     * @throws InvalidQuestionException if there are too few or too many steps, or {@code within} is not from 1 s to
     *     {@link #WITHIN_MAX}
     */
    public FunnelQuestion {
        steps = List.copyOf(steps);
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
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reads reads() {
        return Reads.of(scope, steps, by.map(Breakdown::path).stream().toList());
    }

    /** Values rank by the customers who begin. */
    @Override
    public Optional<Ranking> ranking() {
        return by.map(breakdown -> new TrendQuestion(
                scope.withoutCompare(), steps.getFirst(), Measure.CUSTOMERS, null, Interval.NONE, by));
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new FunnelFold(this, context);
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
        if (event != null && !event.equals(valueOf(steps.get(step - 1)))) {
            throw key.noSuchRow(EVENT, "that of step " + step);
        }
        return FunnelRows.customers(top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary), step);
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
