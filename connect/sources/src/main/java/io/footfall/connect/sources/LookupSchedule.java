package io.footfall.connect.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a lookup table is read again. */
public sealed interface LookupSchedule {

    /** The first instant after one at which it is read again; {@link Instant#MAX} if it never is by itself. */
    Instant after(Instant instant);

    /** A length of time after it was read. */
    record Every(Duration length) implements LookupSchedule {
        @Override
        public Instant after(Instant instant) {
            return instant.plus(length);
        }
    }

    /** Each day at a time; where the clock passes over it, when it has. */
    record Daily(LocalTime at, ZoneId zone) implements LookupSchedule {
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
    record OnChange() implements LookupSchedule {
        @Override
        public Instant after(Instant instant) {
            return Instant.MAX;
        }
    }
}
