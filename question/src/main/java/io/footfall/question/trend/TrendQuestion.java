package io.footfall.question.trend;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.Row;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What events amount to: how many, of how many customers, what sum or statistic of a property, over a period or along it.
 *
 * @param scope when and for whom
 * @param selector which events
 * @param measure what is said of them
 * @param ofProperty the path it is said of; null for a count
 * @param interval what the rows are cut into along time
 * @param by the property that splits the rows further
 */
public record TrendQuestion(
        Scope scope,
        Selector selector,
        Measure measure,
        @Nullable String ofProperty,
        Interval interval,
        Optional<Breakdown> by)
        implements TrendForm, Ranking {

    /** The kind as it is written in JSON. */
    public static final String KIND = "trend";

    /** Checks that the measure has what it is said of. */
    public TrendQuestion {
        if (measure.needsProperty() && ofProperty == null) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "measure \"" + measure.word() + "\" needs of_property, the path of the property it is said of");
        }
        if (!measure.takesProperty() && ofProperty != null) {
            throw new InvalidQuestionException(
                    "invalid_question", "measure \"" + measure.word() + "\" takes no of_property; it is " + ofProperty);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Selector> selectors() {
        return List.of(selector);
    }

    @Override
    public Reads reads() {
        List<String> paths = new ArrayList<>();
        if (ofProperty != null) {
            paths.add(ofProperty);
        }
        return Reads.of(scope, List.of(selector), paths, by);
    }

    @Override
    public Optional<Ranking> ranking() {
        return by.map(breakdown ->
                new TrendQuestion(scope.withoutCompare(), selector, measure, ofProperty, Interval.NONE, by));
    }

    @Override
    public Optional<Sum> fromRanking(Sum ranks, Top top) {
        if (interval != Interval.NONE || (top.hasOther() && measure.countsCustomers())) {
            return Optional.empty();
        }
        return Optional.of(
                top.hasOther() ? ranks.gathered(row -> top.holds(Row.by(row)) ? row : TrendRows.other(row)) : ranks);
    }

    @Override
    public void requirePinnable() {
        if (interval != Interval.NONE && scope.period() instanceof Period.All) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "a pinned trend with the interval " + interval.word()
                            + " needs a period, such as {\"last\": \"30d\"}");
        }
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new TrendFold(this, context);
    }

    @Override
    public Table finish(Finish finish) {
        return new TrendAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        TrendMembers.Place place = new TrendMembers(this, range).place(key, vocabulary, top);
        return new TrendRows(this).members(place.by(), place.bucket());
    }

    @Override
    public Top top(Finish finish) {
        return new TrendRanking(this, finish).top();
    }

    @Override
    public String definition() {
        return TrendDefinition.of(this);
    }

    @Override
    public Figures figures(Cells cells, Vocabulary vocabulary) {
        return new TrendFigures(this, cells, vocabulary);
    }

    @Override
    public boolean isOfEvents(long row) {
        return Row.slot(row) != Row.IGNORED_SLOT;
    }

    @Override
    public int bucket(long row) {
        return Row.bucket(row);
    }

    /** Whether rows must be there for events that match but lack the property. */
    boolean countsMatches() {
        boolean namesRowsByEvents = interval == Interval.NONE ? by.isPresent() : scope.period() instanceof Period.All;
        return measure.needsProperty() && namesRowsByEvents;
    }
}
