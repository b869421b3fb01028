package io.footfall.question.trend;

import io.footfall.question.Decimals;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out the measure of each row from the cells. */
final class TrendFigures implements Figures {
    private final Measure measure;
    private final boolean hasProperty;
    private final TrendRows rows;
    private final Cells cells;
    private final Vocabulary vocabulary;

    TrendFigures(TrendQuestion question, Cells cells, Vocabulary vocabulary) {
        this.measure = question.measure();
        this.hasProperty = question.ofProperty() != null;
        this.rows = new TrendRows(question);
        this.cells = cells;
        this.vocabulary = vocabulary;
    }

    @Override
    public @Nullable Object of(int by, int bucket) {
        long row = rows.figure(by, bucket);
        return switch (measure) {
            case COUNT, CUSTOMERS -> cells.count(row);
            case SUM -> cells.total(row);
            case AVG -> quotient(cells.total(row), cells.count(row));
            case DISTINCT -> (long) cells.distinctValues(row).size();
            case PER_CUSTOMER -> quotient(total(row), cells.count(TrendRows.customers(by, bucket)));
            case MIN, MAX, MEDIAN, P75, P90, P95, P99 ->
                atPlace(cells.distinctValues(row), measure.percent(), vocabulary);
        };
    }

    private BigDecimal total(long row) {
        return hasProperty ? cells.total(row) : BigDecimal.valueOf(cells.count(row));
    }

    static @Nullable BigDecimal quotient(BigDecimal dividend, long divisor) {
        return divisor == 0 ? null : Decimals.quotient(dividend, divisor);
    }

    /** One number, and how often it is there. */
    private record Repeated(BigDecimal number, long times) {}

    /** The value at place ceil(percent · n / 100) in ascending order, the first at least. */
    static @Nullable BigDecimal atPlace(Long2LongMap values, int percent, Vocabulary vocabulary) {
        List<Repeated> ascending = new ArrayList<>(values.size());
        long count = 0;
        for (Long2LongMap.Entry entry : values.long2LongEntrySet()) {
            if (vocabulary.value((int) entry.getLongKey()) instanceof Value.Number(BigDecimal number)) {
                ascending.add(new Repeated(number, entry.getLongValue()));
                count += entry.getLongValue();
            }
        }
        ascending.sort(Comparator.comparing(Repeated::number));
        long place = Math.max(1, Math.ceilDiv(count * percent, 100));
        for (Repeated repeated : ascending) {
            place -= repeated.times();
            if (place <= 0) {
                return repeated.number();
            }
        }
        return null;
    }
}
