package io.footfall.question.trend;

import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Works out a measure of the dates that end with a row's, from the sum, which has them one by one. */
final class TrailingFigures implements Figures {
    private final Measure measure;
    private final boolean hasProperty;
    private final TrendRows rows;
    private final Cells cells;
    private final Vocabulary vocabulary;
    private final TrailingDates dates;

    private int bucket = Integer.MIN_VALUE;
    private int[] ending = {};

    TrailingFigures(TrailingQuestion question, Cells cells, Vocabulary vocabulary) {
        this.measure = question.trend().measure();
        this.hasProperty = question.trend().ofProperty() != null;
        this.rows = new TrendRows(question.trend());
        this.cells = cells;
        this.vocabulary = vocabulary;
        this.dates = new TrailingDates(question.dates(), question.scope().zone());
    }

    @Override
    public @Nullable Object of(int by, int at) {
        if (at != bucket) {
            bucket = at;
            ending = dates.endingWith(at);
        }
        return switch (measure) {
            case COUNT -> count(by);
            case CUSTOMERS -> cells.count(TrendRows.customers(by, at));
            case SUM -> total(by);
            case AVG -> TrendFigures.quotient(total(by), count(by));
            case DISTINCT -> (long) distinctValues(by).size();
            case PER_CUSTOMER ->
                TrendFigures.quotient(
                        hasProperty ? total(by) : BigDecimal.valueOf(count(by)),
                        cells.count(TrendRows.customers(by, at)));
            case MIN, MAX, MEDIAN, P75, P90, P95, P99 ->
                TrendFigures.atPlace(distinctValues(by), measure.percent(), vocabulary);
        };
    }

    private long count(int by) {
        long count = 0;
        for (int date : ending) {
            count += cells.count(rows.figure(by, date));
        }
        return count;
    }

    private BigDecimal total(int by) {
        BigDecimal total = BigDecimal.ZERO;
        for (int date : ending) {
            total = total.add(cells.total(rows.figure(by, date)));
        }
        return total;
    }

    private Long2LongMap distinctValues(int by) {
        Long2LongOpenHashMap values = new Long2LongOpenHashMap();
        for (int date : ending) {
            for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(cells.distinctValues(rows.figure(by, date)))) {
                values.addTo(entry.getLongKey(), entry.getLongValue());
            }
        }
        return values;
    }
}
