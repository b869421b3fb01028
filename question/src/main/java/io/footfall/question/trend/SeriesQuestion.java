package io.footfall.question.trend;

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
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A formula of several trends over the same rows. */
public final class SeriesQuestion implements TrendForm, Ranking {
    /** The most series. */
    public static final int SERIES_MAX = SeriesRows.SERIES_MAX;

    private static final String SERIES = "series";

    private final List<TrendForm> parts;
    private final Formula formula;

    private SeriesQuestion(List<TrendForm> parts, Formula formula) {
        this.parts = List.copyOf(parts);
        this.formula = formula;
    }

    /**
     * A formula of trends, or of trends over trailing dates, of one scope, interval and breakdown.
     *
     * @throws InvalidQuestionException if there are none or too many
     */
    public static SeriesQuestion of(List<? extends Question> series, Formula formula) {
        if (series.isEmpty() || series.size() > SERIES_MAX) {
            throw new InvalidQuestionException(
                    "invalid_question", "there are 1 to " + SERIES_MAX + " series, not " + series.size());
        }
        return new SeriesQuestion(series.stream().map(TrendForm.class::cast).toList(), formula);
    }

    /** The series. */
    public List<? extends Question> series() {
        return parts;
    }

    /** The formula. */
    public Formula formula() {
        return formula;
    }

    List<TrendForm> parts() {
        return parts;
    }

    @Override
    public String kind() {
        return TrendQuestion.KIND;
    }

    @Override
    public Scope scope() {
        return parts.getFirst().scope();
    }

    @Override
    public Optional<Breakdown> by() {
        return parts.getFirst().by();
    }

    @Override
    public Interval interval() {
        return parts.getFirst().interval();
    }

    @Override
    public List<Selector> selectors() {
        return parts.stream().flatMap(part -> part.selectors().stream()).toList();
    }

    @Override
    public Reads reads() {
        boolean readsEveryName = false;
        boolean cutsSessions = false;
        Set<String> names = new HashSet<>();
        Set<String> paths = new HashSet<>();
        for (TrendForm part : parts) {
            readsEveryName |= part.reads().everyName();
            cutsSessions |= part.reads().cutsSessions();
            names.addAll(part.reads().names());
            paths.addAll(part.reads().paths());
        }
        return new Reads(readsEveryName, names, paths, cutsSessions);
    }

    /** Values rank by the formula. */
    @Override
    public Optional<Ranking> ranking() {
        return by().map(ignored -> new SeriesQuestion(
                parts.stream()
                        .map(part -> (TrendForm) part.ranking().orElseThrow())
                        .toList(),
                formula));
    }

    @Override
    public Top top(Finish finish) {
        return new TrendRanking(this, finish).top();
    }

    @Override
    public void requirePinnable() {
        parts.forEach(Question::requirePinnable);
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new SeriesFold(parts, context);
    }

    @Override
    public Figures figures(Cells cells, Vocabulary vocabulary) {
        return new SeriesFigures(this, cells, vocabulary);
    }

    @Override
    public boolean isOfEvents(long row) {
        return parts.get(SeriesRows.series(row)).isOfEvents(SeriesRows.inSeries(row));
    }

    @Override
    public int bucket(long row) {
        return SeriesRows.bucket(row);
    }

    @Override
    public Table finish(Finish finish) {
        return new TrendAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return memberRows(key, vocabulary, top, range).iterator().nextLong();
    }

    /** Those of one series, which the key names beside the row: a formula counts nobody. */
    @Override
    public LongSet memberRows(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        int series = series(key);
        Map<String, Value> fields = new HashMap<>(key.fields());
        fields.remove(SERIES);
        LongSet rows = new LongOpenHashSet();
        parts.get(series)
                .memberRows(new RowKey(key.place(), fields), vocabulary, top, range)
                .forEach(row -> rows.add(SeriesRows.of(row, series)));
        return rows;
    }

    private int series(RowKey key) {
        String expected = "one of A to " + Formula.letter(parts.size() - 1) + ", for a formula counts nobody";
        Value named = key.required(SERIES, expected);
        for (int i = 0; i < parts.size(); i++) {
            if (named.equals(new Value.Text(Formula.letter(i)))) {
                return i;
            }
        }
        throw key.noSuchRow(SERIES, expected);
    }

    @Override
    public String definition() {
        return TrendDefinition.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeriesQuestion question
                && parts.equals(question.parts)
                && formula.equals(question.formula);
    }

    @Override
    public int hashCode() {
        return parts.hashCode() * 31 + formula.hashCode();
    }

    @Override
    public String toString() {
        return "SeriesQuestion[" + parts + ", " + formula + "]";
    }
}
