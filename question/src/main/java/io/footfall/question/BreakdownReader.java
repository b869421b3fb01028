package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which rows of a breakdown an event belongs to. For one thread. */
public final class BreakdownReader {
    private static final int REMEMBERED_MAX = 1 << 20;
    private static final int UNKNOWN = -1;

    private final @Nullable PathReader reader;
    private final FoldContext context;

    // What names the rows of events whose value has a low number, by that number.
    private int[] remembered = new int[0];

    /** A reader of {@code by}; without it every event belongs to the rows of {@link Vocabulary#NONE}. */
    public BreakdownReader(Optional<Breakdown> by, Scope scope, FoldContext context) {
        this.reader = by.map(breakdown -> reader(breakdown, scope, context)).orElse(null);
        this.context = context;
    }

    private static PathReader reader(Breakdown by, Scope scope, FoldContext context) {
        Surroundings surroundings = context.surroundings();
        return by.attribution().isPresent()
                ? event -> surroundings.touched()
                : PathReader.of(by.path(), scope.zone(), context);
    }

    /**
     * The number of the value that names the rows: {@link Vocabulary#NONE} where there is none, or an array or object;
     * {@link Vocabulary#OTHER} where it is not among the top ones, or reads {@code (other)} itself, so that no two rows have
     * one name.
     */
    public int value(EventView event) {
        if (reader == null) {
            return Vocabulary.NONE;
        }
        int number = reader.value(event);
        if (number < remembered.length && remembered[number] != UNKNOWN) {
            return remembered[number];
        }
        return find(number);
    }

    private int find(int number) {
        int row = row(number);
        if (number < REMEMBERED_MAX) {
            if (number >= remembered.length) {
                int length = remembered.length;
                remembered = Arrays.copyOf(remembered, Math.max(number + 1, Math.min(REMEMBERED_MAX, length * 2)));
                Arrays.fill(remembered, length, remembered.length, UNKNOWN);
            }
            remembered[number] = row;
        }
        return row;
    }

    private int row(int number) {
        if (number == Vocabulary.NONE) {
            return context.rowValue(Vocabulary.NONE);
        }
        return switch (context.vocabulary().value(number)) {
            case Value.Text(String text) when text.equals(RowNames.OTHER) -> Vocabulary.OTHER;
            // A property that reads (none) itself shares the rows of those that have none.
            case Value.Text(String text) when text.equals(RowNames.NONE) -> context.rowValue(Vocabulary.NONE);
            case Value.Text ignored -> context.rowValue(number);
            case Value.Bool ignored -> context.rowValue(number);
            // So does an absurdly long number.
            case Value.Number(BigDecimal decimal) ->
                context.rowValue(Decimals.isWritable(decimal) ? number : Vocabulary.NONE);
            case Value.Array ignored -> context.rowValue(Vocabulary.NONE);
            case Value.Structure ignored -> context.rowValue(Vocabulary.NONE);
        };
    }
}
