package io.footfall.reconcile;

import io.footfall.question.Instants;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a nightly batch runs, and which stretch of time is compared.
 *
 * @param batchAt the time of day at which the batch runs, in each question's zone
 * @param from the first instant of the stretch, RFC 3339 or a date; empty for the last day that a batch has run for
 * @param to the first after it; empty for a day after {@code from}
 */
public record Schedule(LocalTime batchAt, Optional<String> from, Optional<String> to) {

    /**
     * A stretch of time that is over, and the batch that told of it first.
     *
     * @param period the stretch
     * @param batchSecond when the batch ran, in seconds since 1970 UTC
     */
    public record Night(Range period, long batchSecond) {}

    /**
     * The night in a zone.
     *
     * @param nowSecond the newest there is
     * @throws InvalidQuestionException if the batch has not run yet, or the stretch is none
     */
    public Night in(ZoneId zone, long nowSecond) {
        if (from.isEmpty()) {
            if (to.isPresent()) {
                throw invalid("there is a --to and no --from; give both, or neither");
            }
            return last(zone, nowSecond);
        }
        long start = Instants.millis("--from", from.get(), zone);
        long end = to.isPresent()
                ? Instants.millis("--to", to.get(), zone)
                : Instant.ofEpochMilli(start)
                        .atZone(zone)
                        .plusDays(1)
                        .toInstant()
                        .toEpochMilli();
        if (end <= start) {
            throw invalid(
                    "--to is " + Instants.written(end, zone) + ", not after --from, " + Instants.written(start, zone));
        }
        LocalDate date = Instant.ofEpochMilli(end).atZone(zone).toLocalDate();
        long batch = second(date, zone);
        if (batch * 1000 < end) {
            batch = second(date.plusDays(1), zone);
        }
        if (batch > nowSecond) {
            throw invalid("the batch after " + Instants.written(end, zone) + " runs at "
                    + Instants.written(batch * 1000, zone) + " and has not run yet; compare an earlier stretch");
        }
        return new Night(new Range(start, end), batch);
    }

    private Night last(ZoneId zone, long nowSecond) {
        LocalDate date = Instant.ofEpochSecond(nowSecond).atZone(zone).toLocalDate();
        if (second(date, zone) > nowSecond) {
            date = date.minusDays(1);
        }
        Range day = new Range(midnight(date.minusDays(1), zone), midnight(date, zone));
        return new Night(day, second(date, zone));
    }

    private long second(LocalDate date, ZoneId zone) {
        return date.atTime(batchAt).atZone(zone).toEpochSecond();
    }

    private static long midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }
}
