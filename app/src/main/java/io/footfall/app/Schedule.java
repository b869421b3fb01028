package io.footfall.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When something that is done again and again is due. */
sealed interface Schedule {
    /** The first instant after another at which it is due. */
    Instant after(Instant instant);

    /** At whole multiples of a length since 1970 UTC, so that a start does not shift them. */
    record Every(Duration length) implements Schedule {
        @Override
        public Instant after(Instant instant) {
            long millis = length.toMillis();
            return Instant.ofEpochMilli((Math.floorDiv(instant.toEpochMilli(), millis) + 1) * millis);
        }
    }

    /** Once a day at a time of the local clock; where the clock leaps over it, at the first time after. */
    record Daily(LocalTime time, ZoneId zone) implements Schedule {
        @Override
        public Instant after(Instant instant) {
            ZonedDateTime local = instant.atZone(zone);
            Instant due = local.toLocalDate().atTime(time).atZone(zone).toInstant();
            return due.isAfter(instant)
                    ? due
                    : local.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
        }
    }
}
