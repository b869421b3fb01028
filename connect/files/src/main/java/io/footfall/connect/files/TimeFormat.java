package io.footfall.connect.files;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** How a column writes a time. Impossible dates such as 31 February are no times. */
public sealed interface TimeFormat {

    /** Seconds or milliseconds since 1970, decimals allowed and cut to the millisecond. */
    record Epoch(boolean isMillis) implements TimeFormat {}

    /** A pattern of {@link DateTimeFormatter}, English names. A date alone is the start of that day. */
    record Pattern(DateTimeFormatter formatter) implements TimeFormat {}

    /** A pattern by its letters. Throws IllegalArgumentException if they are none. */
    static TimeFormat ofPattern(String pattern) {
        return new Pattern(new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                // So that "yyyy", year of era, is a full year for the strict reading too.
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT));
    }

    /** ISO 8601 as in {@code 2026-03-01T10:00:00+01:00}, zone optional. */
    static TimeFormat ofIso() {
        return new Pattern(DateTimeFormatter.ISO_DATE_TIME.withResolverStyle(ResolverStyle.STRICT));
    }

    /** The instant of a text, cut to the millisecond; empty if the text does not have this format. */
    default Optional<Instant> read(String text, ZoneId zone) {
        try {
            return Optional.of(
                    switch (this) {
                        case Epoch(boolean isMillis) -> ofEpoch(new BigDecimal(text), isMillis);
                        case Pattern(DateTimeFormatter formatter) -> ofPattern(formatter, text, zone);
                    });
        } catch (DateTimeException | ArithmeticException | NumberFormatException ignored) {
            // The caller keeps the row and says what it expected.
            return Optional.empty();
        }
    }

    private static Instant ofEpoch(BigDecimal number, boolean isMillis) {
        if (Math.abs((long) number.precision() - number.scale()) > Decimals.DIGITS_MAX) {
            throw new ArithmeticException("no time has that many digits");
        }
        BigDecimal millis = isMillis ? number : number.movePointRight(3);
        return Instant.ofEpochMilli(millis.toBigInteger().longValueExact());
    }

    private static Instant ofPattern(DateTimeFormatter formatter, String text, ZoneId zone) {
        TemporalAccessor parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        Instant instant = switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            default -> throw new DateTimeException("no time: " + parsed);
        };
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
