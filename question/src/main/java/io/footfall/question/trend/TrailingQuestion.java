package io.footfall.question.trend;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.Row;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trend by day whose rows are each over several dates: their own and those before it, in the period or not.
 *
 * @param trend what is said of them
 * @param dates over how many, 2 to {@value #DATES_MAX}
 */
public record TrailingQuestion(TrendQuestion trend, int dates) implements TrendForm {
    /** The most dates a row may be over. */
    public static final int DATES_MAX = 90;

    /**
     * Checks that rows are days, and not of too many.
     *
     * @throws InvalidQuestionException if they are not
     */
    public TrailingQuestion {
        if (trend.interval() != Interval.DAY) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "trailing is over calendar dates, so it needs the interval day, not "
                            + trend.interval().word());
        }
        if (dates < 2 || dates > DATES_MAX) {
            throw new InvalidQuestionException(
                    "invalid_question", "trailing is from 2d to " + DATES_MAX + "d, not " + dates + "d");
        }
    }

    @Override
    public String kind() {
        return TrendQuestion.KIND;
    }

    @Override
    public Scope scope() {
        return trend.scope();
    }

    @Override
    public Optional<Breakdown> by() {
        return trend.by();
    }

    @Override
    public Interval interval() {
        return Interval.DAY;
    }

    @Override
    public List<Selector> selectors() {
        return trend.selectors();
    }

    @Override
    public Reads reads() {
        return trend.reads();
    }

    /** Values rank by the period alone. */
    @Override
    public Optional<Ranking> ranking() {
        return trend.ranking();
    }

    @Override
    public void requirePinnable() {
        trend.requirePinnable();
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new TrailingFold(this, context);
    }

    @Override
    public Figures figures(Cells cells, Vocabulary vocabulary) {
        return new TrailingFigures(this, cells, vocabulary);
    }

    @Override
    public boolean isOfEvents(long row) {
        return TrendRows.isOfMatches(row);
    }

    @Override
    public int bucket(long row) {
        return Row.bucket(row);
    }

    @Override
    public Table finish(Finish finish) {
        return new TrendAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return memberRows(key, vocabulary, top, range).iterator().nextLong();
    }

    @Override
    public LongSet memberRows(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        TrendMembers.Place place = new TrendMembers(this, range).place(key, vocabulary, top);
        LongSet rows = new LongOpenHashSet();
        if (trend.measure().countsCustomers()) {
            rows.add(TrendRows.customers(place.by(), place.bucket()));
        } else {
            for (int date : new TrailingDates(dates, scope().zone()).endingWith(place.bucket())) {
                rows.add(new TrendRows(trend).figure(place.by(), date));
            }
        }
        return rows;
    }

    @Override
    public String definition() {
        return TrendDefinition.of(this);
    }
}
