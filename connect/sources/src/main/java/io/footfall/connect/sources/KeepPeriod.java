package io.footfall.connect.sources;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back history is kept, as it is written: {@code 400d} or {@code 52w}. */
public final class KeepPeriod {
    /** What is expected where one is written. */
    public static final String EXPECTED = "a number of days or weeks such as 400d or 52w, from 1d to 36500d";

    private static final int DAYS_MAX = 36_500;
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,4})([dw])");

    private KeepPeriod() {}

    /** The days it has; empty if that is no such period. */
    public static OptionalInt days(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int days = Integer.parseInt(matcher.group(1)) * (matcher.group(2).equals("w") ? 7 : 1);
        return days <= DAYS_MAX ? OptionalInt.of(days) : OptionalInt.empty();
    }
}
