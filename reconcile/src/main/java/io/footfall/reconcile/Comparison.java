package io.footfall.reconcile;

import io.footfall.question.Range;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;

/**
 * A question's numbers, live and as a batch has them.
 *
 * @param name what the question is called
 * @param definition what it counts, in words
 * @param zone the zone of its calendar
 * @param period the stretch of time that was compared
 * @param batch whose numbers the batch's are: a file's name, or {@link #OUR_BATCH}
 * @param batchSecond when the batch ran, in seconds since 1970 UTC
 * @param liveSecond at which live is true
 * @param numbers the numbers, in the order of the live answer
 */
public record Comparison(
        String name,
        String definition,
        ZoneId zone,
        Range period,
        String batch,
        long batchSecond,
        long liveSecond,
        List<ComparedNumber> numbers) {
    /** The batch host of this program. */
    public static final String OUR_BATCH = "footfall";

    /** Copies the list. */
    public Comparison {
        numbers = List.copyOf(numbers);
    }

    /** The numbers that differ, those too whose causes cancel each other. */
    public List<ComparedNumber> differing() {
        return numbers.stream().filter(number -> !number.causes().isEmpty()).toList();
    }

    /** How many numbers differ by more than a tolerance for no cause but another definition. */
    public long unexplained(BigDecimal tolerance) {
        return numbers.stream()
                .filter(number -> number.isUnexplained(tolerance))
                .count();
    }
}
