package io.footfall.simulate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How busy the shop is: an even live pace, and before it days and weeks as people live them. */
final class Rhythm {

    /** Share of a day's events in each hour, UTC, times 24. Quiet nights, a lunch break, busy evenings. */
    private static final double[] HOURS = {
        0.35, 0.20, 0.13, 0.10, 0.12, 0.25, 0.50, 0.80, 1.00, 1.10, 1.15, 1.25, 1.45, 1.25, 1.10, 1.10, 1.20, 1.40,
        1.65, 1.95, 2.10, 1.85, 1.20, 0.80
    };

    private static final double SATURDAY = 1.15;
    private static final double SUNDAY = 1.30;
    private static final double WORKDAY = 0.91;
    private static final double DAY_SECONDS = 86_400;

    private final ShopConfig config;
    private final long liveFromMillis;

    /** The live pace begins {@code warmUpMillis} early, so that visits are under way by then. */
    Rhythm(ShopConfig config, long warmUpMillis) {
        this.config = config;
        this.liveFromMillis = config.liveFrom().toEpochMilli() - warmUpMillis;
    }

    /** Events a second around an instant, in milliseconds since 1970. */
    double eventsPerSecond(long millis) {
        if (millis >= liveFromMillis) {
            return config.liveEventsPerSecond();
        }
        ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
        double next = HOURS[(at.getHour() + 1) % HOURS.length];
        double hour = HOURS[at.getHour()] + (next - HOURS[at.getHour()]) * at.getMinute() / 60;
        return config.pastEventsPerDay() / DAY_SECONDS * hour * day(at.getDayOfWeek());
    }

    private static double day(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> SATURDAY;
            case SUNDAY -> SUNDAY;
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> WORKDAY;
        };
    }
}
