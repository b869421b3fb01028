package io.footfall.connect.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When something is done again: a lookup table read, files exported. */
public sealed interface Schedule {

    /** The first instant after it was done at which it is done again; {@link Instant#MAX} if it never is by itself. */
    Instant after(Instant instant);

    /** A length of time after it was done. */
    record Every(Duration length) implements Schedule {
        @Override
        public Instant after(Instant instant) {
            return instant.plus(length);
        }
    }

    /** Each day at a time; where the clock passes over it, when it has. */
    record Daily(LocalTime at, ZoneId zone) implements Schedule {
        @Override
        public Instant after(Instant instant) {
            ZonedDateTime local = instant.atZone(zone);
            Instant today = local.toLocalDate().atTime(at).atZone(zone).toInstant();
            return today.isAfter(instant)
                    ? today
                    : local.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
        }
    }

    /** When its file changes, and else never. */
    record OnChange() implements Schedule {
        @Override
        public Instant after(Instant instant) {
            return Instant.MAX;
        }
    }
}
