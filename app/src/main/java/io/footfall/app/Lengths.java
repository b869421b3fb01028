package io.footfall.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of time as people write them: 90s, 10m, 1h30m, 7d, 4w. A day is 24 hours. */
final class Lengths implements ITypeConverter<Duration> {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,6})([dw])");
    private static final int WEEK_DAYS = 7;

    @Override
    public Duration convert(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        Matcher days = DAYS.matcher(lower);
        try {
            Duration length = days.matches()
                    ? Duration.ofDays(
                            Long.parseLong(days.group(1)) * (days.group(2).equals("w") ? WEEK_DAYS : 1))
                    : Duration.parse("PT" + lower);
            if (length.isPositive()) {
                return length;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new TypeConversionException(
                "\"" + written + "\" is no length of time; expected such as 90s, 10m, 2h or 7d");
    }
}
