package io.footfall.question.experiment;

import io.footfall.question.Aside;
import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Paths;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of those who were shown each variation of something, how many reached a goal, and whether that differs from the control by more
 * than chance.
 *
 * @param scope period, zone and filter; the period limits exposures only
 * @param exposure the events by which a customer is shown a variation
 * @param variation the path that says which
 * @param control the variation that the others are set beside
 * @param goal the events that are to be reached
 * @param within how long after the exposure the goal counts, inclusive; empty for no limit
 * @param split how many in how many were to see each variation, by its written value; empty for equal shares
 */
public record ExperimentQuestion(
        Scope scope,
        Selector exposure,
        String variation,
        Value control,
        Selector goal,
        Optional<Duration> within,
        SortedMap<String, BigDecimal> split)
        implements Question {
    /** The kind as it is written in JSON. */
    public static final String KIND = "experiment";

    /** How long after the exposure the goal counts where the question does not say. */
    public static final Duration WITHIN_DEFAULT = Duration.ofDays(7);

    /** The most variations there may be. */
    public static final int VARIATIONS_MAX = 100;

    /**
     * Copies the map, and checks what the words of JSON do not.
     *
     * @throws InvalidQuestionException if the variation is no path of a value, there is a comparison, or a share is not above zero
     */
    public ExperimentQuestion {
        split = Collections.unmodifiableSortedMap(new TreeMap<>(split));
        Paths.check(variation);
        if (Paths.isInstant(variation)) {
            throw invalid("\"variation\" is " + variation + ", an instant; expected the path of a property");
        }
        if (scope.compare() != Compare.NONE) {
            throw invalid("an experiment takes no compare, for its rows have several numbers");
        }
        if (split.size() == 1 || split.size() > VARIATIONS_MAX) {
            throw invalid("split has " + split.size() + " variations; expected 2 to " + VARIATIONS_MAX);
        }
        split.forEach((name, share) -> {
            if (share.signum() <= 0) {
                throw invalid("split." + name + " is " + share.toPlainString() + "; expected a number above 0");
            }
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Breakdown> by() {
        return Optional.empty();
    }

    @Override
    public Optional<Ranking> ranking() {
        return Optional.empty();
    }

    @Override
    public List<Selector> selectors() {
        return List.of(exposure, goal);
    }

    @Override
    public Reads reads() {
        return Reads.of(scope, List.of(exposure, goal), List.of(variation));
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new ExperimentFold(this, context);
    }

    @Override
    public Table finish(Finish finish) {
        return new ExperimentAnswer(this, finish).table();
    }

    @Override
    public Aside aside(Finish finish) {
        ExperimentAnswer answer = new ExperimentAnswer(this, finish);
        return new Aside(
                Map.of("twoVariations", finish.sum().count(ExperimentRows.TWO_VARIATIONS)),
                Map.of("sampleRatio", answer.sampleRatio()));
    }

    /** The customers of a variation; those of them who reached the goal, with {@code "converted": true}. */
    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        key.requireOnly(Set.of(ExperimentRows.VARIATION, ExperimentRows.CONVERTED));
        Value named = key.required(ExperimentRows.VARIATION, "a variation that the answer has a row of");
        boolean isConverted = key.fields().containsKey(ExperimentRows.CONVERTED) && key.truth(ExperimentRows.CONVERTED);
        OptionalInt number = vocabulary.find(named);
        if (number.isEmpty()) {
            if (named.equals(control) || (named instanceof Value.Text(String text) && split.containsKey(text))) {
                return ExperimentRows.NOBODY;
            }
            throw key.noSuchRow(ExperimentRows.VARIATION, "a variation that some customer was shown");
        }
        return isConverted ? ExperimentRows.converted(number.getAsInt()) : ExperimentRows.customers(number.getAsInt());
    }

    @Override
    public String definition() {
        return ExperimentDefinition.of(this);
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }
}
