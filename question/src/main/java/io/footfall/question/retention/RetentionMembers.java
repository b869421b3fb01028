package io.footfall.question.retention;

import io.footfall.question.Intervals;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Top;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the row of the sum whose customers a row of a retention counts. */
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
        key.requireOnly(top == null ? Set.of(COHORT, OFFSET) : Set.of(COHORT, BY, OFFSET));
        int cohort = cohort(key);
        int by = top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary);
        return RetentionRows.customers(by, cohort, key.whole(OFFSET, 0, question.periods()));
    }

    private int cohort(RowKey key) {
        Value written = key.required(COHORT, "the start of a cohort's interval");
        if (written.equals(new Value.Text(RetentionAnswer.ALL))) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "\"" + key.place()
                            + ".cohort\" is \"all\"; expected one cohort, for in all together a customer may be"
                            + " counted more than once");
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
