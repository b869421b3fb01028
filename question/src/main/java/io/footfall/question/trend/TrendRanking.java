package io.footfall.question.trend;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Row;
import io.footfall.question.RowNames;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Ranks the values of a breakdown by their measure over the whole period: downwards, null last, ties by value ascending. */
final class TrendRanking {
    private final Figures figures;
    private final Finish finish;
    private final int limit;

    TrendRanking(TrendForm question, Finish finish) {
        this.figures = question.figures(Cells.of(finish.sum()), finish.vocabulary());
        this.finish = finish;
        this.limit = question.by().map(Breakdown::limit).orElseThrow();
    }

    /** A value and its measure. */
    private record Ranked(int value, @Nullable BigDecimal measure) {
        int compareMeasure(Ranked other) {
            if (measure == null || other.measure == null) {
                return Boolean.compare(measure == null, other.measure == null);
            }
            return other.measure.compareTo(measure);
        }
    }

    Top top() {
        Comparator<Ranked> byMeasure = Ranked::compareMeasure;
        Comparator<Ranked> best = byMeasure.thenComparing(Ranked::value, RowNames.ascending(finish.vocabulary()));
        PriorityQueue<Ranked> worstFirst = new PriorityQueue<>(best.reversed());
        IntOpenHashSet values = values();
        boolean hasOther = values.remove(Vocabulary.OTHER) || values.size() > limit;
        values.forEach((int value) -> {
            worstFirst.add(new Ranked(value, decimal(figures.of(value, 0))));
            if (worstFirst.size() > limit) {
                worstFirst.remove();
            }
        });
        List<Ranked> ranked = new ArrayList<>(worstFirst);
        ranked.sort(best);
        return new Top(ranked.stream().mapToInt(Ranked::value).toArray(), hasOther);
    }

    private IntOpenHashSet values() {
        IntOpenHashSet values = new IntOpenHashSet();
        finish.sum().forEachRow(row -> {
            if (Row.slot(row) != Row.IGNORED_SLOT) {
                values.add(Row.by(row));
            }
        });
        return values;
    }

    private static @Nullable BigDecimal decimal(@Nullable Object measure) {
        return measure instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) measure;
    }
}
