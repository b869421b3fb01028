package io.footfall.wire;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as questions write them: {@code 30s 5m 12h 7d 4w}. A day is 86,400 s in every zone. */
final class Durations {
    /** The longest, in seconds: a hundred years. */
    static final long SECONDS_MAX = 36_525L * 86_400;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,10})([smhdw])");
    private static final Map<String, Long> UNIT_SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

    private Durations() {}

    /** The length in seconds. */
    static long seconds(String place, String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (matcher.matches()) {
            long seconds = Long.parseLong(matcher.group(1)) * UNIT_SECONDS.getOrDefault(matcher.group(2), 0L);
            if (seconds > 0 && seconds <= SECONDS_MAX) {
                return seconds;
            }
        }
        throw Fields.invalid(place + " is \"" + written
                + "\"; expected a length of time such as 30s, 5m, 12h, 7d or 4w, above 0 and at most a hundred years");
    }
}
