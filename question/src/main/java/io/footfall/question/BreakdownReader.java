package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.Optional;

/** Says which rows of a breakdown an event belongs to. For one thread. */
public final class BreakdownReader {
    private static final PathReader NOTHING = event -> Vocabulary.NONE;

    private final PathReader reader;
    private final Memo namesRow;
    private final Memo readsOther;
    private final FoldContext context;

    /** A reader of {@code by}; without it every event belongs to the rows of {@link Vocabulary#NONE}. */
    public BreakdownReader(Optional<Breakdown> by, Scope scope, FoldContext context) {
        this.reader = by.map(breakdown -> PathReader.of(breakdown.path(), scope.zone(), context.vocabulary()))
                .orElse(NOTHING);
        this.namesRow = new Memo(number -> namesRow(number, context.vocabulary()));
        this.readsOther = new Memo(number -> readsOther(number, context.vocabulary()));
        this.context = context;
    }

    /**
     * The number of the value that names the rows: {@link Vocabulary#NONE} where there is none, or an array or object;
     * {@link Vocabulary#OTHER} where it is not among the top ones, or reads {@code (other)} itself, so that no two rows have
     * one name.
     */
    public int value(EventView event) {
        int number = reader.value(event);
        if (!namesRow.test(number)) {
            return context.rowValue(Vocabulary.NONE);
        }
        return readsOther.test(number) ? Vocabulary.OTHER : context.rowValue(number);
    }

    private static boolean readsOther(int number, Vocabulary vocabulary) {
        return vocabulary.value(number) instanceof Value.Text(String text) && text.equals(RowNames.OTHER);
    }

    /** A property that reads {@code (none)} itself shares the rows of those that have none, as does an absurdly long number. */
    private static boolean namesRow(int number, Vocabulary vocabulary) {
        if (number == Vocabulary.NONE) {
            return false;
        }
        return switch (vocabulary.value(number)) {
            case Value.Text(String text) -> !text.equals(RowNames.NONE);
            case Value.Number(BigDecimal decimal) -> Decimals.isWritable(decimal);
            case Value.Bool ignored -> true;
            case Value.Array ignored -> false;
            case Value.Structure ignored -> false;
        };
    }
}
