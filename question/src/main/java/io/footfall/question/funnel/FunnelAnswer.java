package io.footfall.question.funnel;

import io.footfall.question.Breakdown;
import io.footfall.question.Decimals;
import io.footfall.question.Finish;
import io.footfall.question.Quantiles;
import io.footfall.question.Row;
import io.footfall.question.RowNames;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a funnel: by value in rank, {@code (other)} last, then along the steps. */
final class FunnelAnswer {
    private final FunnelQuestion question;
    private final Finish finish;
    private final Sum sum;
    private final @Nullable Finish previous;

    FunnelAnswer(FunnelQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.sum = finish.sum();
        this.previous = finish.previous();
    }

    Table table() {
        boolean isBrokenDown = question.by().isPresent();
        List<String> fields = new ArrayList<>(List.of(FunnelQuestion.STEP, FunnelQuestion.EVENT));
        if (isBrokenDown) {
            fields.add(FunnelQuestion.BY);
        }
        int keys = fields.size();
        fields.addAll(List.of(counted(), "fromStart", "fromPrevious", "medianSeconds", "p90Seconds", "open"));
        if (previous != null) {
            fields.add("previous");
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int by : values()) {
            for (int step = 1; step <= question.steps().size(); step++) {
                rows.add(row(by, step, isBrokenDown));
            }
        }
        return new Table(fields, keys, rows);
    }

    private String counted() {
        return question.count() == FunnelQuestion.Count.CUSTOMERS ? "customers" : "count";
    }

    private boolean isInOrder() {
        return question.order() != FunnelQuestion.Order.ANY;
    }

    private @Nullable Object[] row(int by, int step, boolean isBrokenDown) {
        long counted = sum.count(FunnelRows.counted(by, step));
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add((long) step);
        cells.add(isInOrder() ? FunnelQuestion.eventOf(question.steps().get(step - 1)) : null);
        if (isBrokenDown) {
            cells.add(RowNames.of(by, finish.vocabulary()));
        }
        cells.add(counted);
        cells.add(share(counted, by, 1));
        cells.add(step == 1 ? null : share(counted, by, step - 1));
        Quantiles millis = sum.quantiles(FunnelRows.millis(by, step));
        cells.add(seconds(millis, 50));
        cells.add(seconds(millis, 90));
        cells.add(sum.count(FunnelRows.open(by, step)));
        if (previous != null) {
            cells.add(previous.sum().count(FunnelRows.counted(by, step)));
        }
        return cells.toArray();
    }

    private @Nullable BigDecimal share(long counted, int by, int ofStep) {
        long of = sum.count(FunnelRows.counted(by, ofStep));
        return of == 0 ? null : Decimals.quotient(BigDecimal.valueOf(counted), of);
    }

    private static @Nullable BigDecimal seconds(Quantiles millis, int percent) {
        return millis.isEmpty() ? null : Decimals.seconds(millis.at(percent));
    }

    private int[] values() {
        if (question.by().isEmpty()) {
            return new int[] {Vocabulary.NONE};
        }
        Top top = finish.top();
        if (top == null) {
            return rankedBySum(question.by().map(Breakdown::limit).orElseThrow());
        }
        return top.rows();
    }

    /** Where every value has rows of its own: those with the most customers on the first step. */
    private int[] rankedBySum(int limit) {
        IntOpenHashSet values = new IntOpenHashSet();
        sum.forEachRow(row -> values.add(Row.by(row)));
        Comparator<Integer> most = Comparator.comparingLong(by -> -sum.count(FunnelRows.counted(by, 1)));
        Stream<Integer> ranked =
                values.intStream().boxed().sorted(most.thenComparing(RowNames.ascending(finish.vocabulary())));
        return ranked.limit(limit).mapToInt(by -> by).toArray();
    }
}
