package io.footfall.question.retention;

import io.footfall.question.Intervals;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Top;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of the sum whose customers a row of a retention counts: one, or those of all cohorts together where nobody is in two of
 * them.
 */
final class RetentionMembers {
    static final String COHORT = Intervals.COHORT;
    static final String BY = "by";
    static final String OFFSET = "offset";

    private final RetentionQuestion question;
    private final Range range;

    RetentionMembers(RetentionQuestion question, Range range) {
        this.question = question;
        this.range = range;
    }

    long row(RowKey key, Vocabulary vocabulary, @Nullable Top top) {
        requireOnlyKeys(key, top);
        int cohort = cohort(key);
        return RetentionRows.customers(by(key, vocabulary, top), cohort, offset(key));
    }

    /** Whether it is of all cohorts together. */
    boolean isOfAll(RowKey key) {
        return key.required(COHORT, "the start of a cohort's interval").equals(new Value.Text(RetentionAnswer.ALL));
    }

    /** The rows that are added up for all cohorts together. */
    LongSet rowsOfAll(RowKey key, Vocabulary vocabulary, @Nullable Top top, Cohorts cohorts) {
        requireOnlyKeys(key, top);
        int by = by(key, vocabulary, top);
        int offset = offset(key);
        LongSet rows = new LongOpenHashSet();
        for (int cohort = cohorts.first(); cohort <= cohorts.last(); cohort++) {
            if (cohorts.isComplete(by, cohort, offset)) {
                rows.add(RetentionRows.customers(by, cohort, offset));
            }
        }
        return rows;
    }

    private static void requireOnlyKeys(RowKey key, @Nullable Top top) {
        key.requireOnly(top == null ? Set.of(COHORT, OFFSET) : Set.of(COHORT, BY, OFFSET));
    }

    private static int by(RowKey key, Vocabulary vocabulary, @Nullable Top top) {
        return top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary);
    }

    private int offset(RowKey key) {
        return key.whole(OFFSET, 0, question.periods());
    }

    private int cohort(RowKey key) {
        if (isOfAll(key)) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "\"" + key.place()
                            + ".cohort\" is \"all\"; expected one cohort, for with \"starting\": \"every\" a customer may be"
                            + " counted more than once in all together");
        }
        ZoneId zone = question.scope().zone();
        IntervalNumbers numbers = new IntervalNumbers(question.interval(), zone);
        long at = key.instant(COHORT, zone);
        int cohort = numbers.of(at);
        boolean isInPeriod = at < range.to() && numbers.next(at) > range.from();
        if (numbers.start(cohort) != at || !isInPeriod) {
            throw key.noSuchRow(COHORT, "the start of one of its cohorts, as the answer has it");
        }
        return cohort;
    }
}
