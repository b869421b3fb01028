package io.footfall.question.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Says how many intervals after a start an event lies. For one thread. */
interface Offsets {
    /**
     * The offset of an event.
     *
     * @param origin when the start happened, in milliseconds since 1970 UTC
     * @param cohort the number of its calendar interval
     * @param timestamp when the event happened, not before the start
     */
    int of(long origin, int cohort, long timestamp);

    /** The first millisecond after the interval at an offset, in which an event at {@code timestamp} lies. */
    long end(long origin, int offset, long timestamp);

    /** The offsets of a question. */
    static Offsets of(RetentionQuestion question) {
        ZoneId zone = question.scope().zone();
        if (question.basis() == Basis.CALENDAR) {
            return new OnCalendar(new IntervalNumbers(question.interval(), zone));
        }
        return switch (question.interval()) {
            case WEEK -> new Rolling(7 * Rolling.DAY_MILLIS);
            case MONTH -> new RollingMonths(zone);
            default -> new Rolling(Rolling.DAY_MILLIS);
        };
    }

    /**
     * The difference of calendar intervals.
     *
     * @param numbers numbers them
     */
    record OnCalendar(IntervalNumbers numbers) implements Offsets {
        @Override
        public int of(long origin, int cohort, long timestamp) {
            return numbers.of(timestamp) - cohort;
        }

        @Override
        public long end(long origin, int offset, long timestamp) {
            return numbers.next(timestamp);
        }
    }

    /**
     * How often a length fits between the two.
     *
     * @param millis the length
     */
    record Rolling(long millis) implements Offsets {
        static final long DAY_MILLIS = 86_400_000;

        @Override
        public int of(long origin, int cohort, long timestamp) {
            return (int) ((timestamp - origin) / millis);
        }

        @Override
        public long end(long origin, int offset, long timestamp) {
            return origin + (offset + 1) * millis;
        }
    }

    /**
     * How many calendar months fit between the two, each counted from the start and clipped to its month's end.
     *
     * @param zone whose months
     */
    record RollingMonths(ZoneId zone) implements Offsets {
        private static final int MONTHS_A_YEAR = 12;

        @Override
        public int of(long origin, int cohort, long timestamp) {
            ZonedDateTime from = Instant.ofEpochMilli(origin).atZone(zone);
            ZonedDateTime to = Instant.ofEpochMilli(timestamp).atZone(zone);
            int months = (to.getYear() - from.getYear()) * MONTHS_A_YEAR + to.getMonthValue() - from.getMonthValue();
            // A clock that goes back may show the month before again.
            int offset = Math.max(0, months - 1);
            while (end(origin, offset, timestamp) <= timestamp) {
                offset++;
            }
            return offset;
        }

        @Override
        public long end(long origin, int offset, long timestamp) {
            return Instant.ofEpochMilli(origin)
                    .atZone(zone)
                    .plusMonths(offset + 1L)
                    .toInstant()
                    .toEpochMilli();
        }
    }
}
