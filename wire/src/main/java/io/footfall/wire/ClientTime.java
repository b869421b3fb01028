package io.footfall.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * An instant as a client wrote it, read into milliseconds since 1970 UTC, cut and not rounded.
 *
 * <p>A time is a {@code long}, since there are two in every event; {@link #ABSENT} and {@link #UNREADABLE} stand for
 * what is no time.
 */
public final class ClientTime {
    /** Nothing was sent. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Something was sent that is no time. */
    public static final long UNREADABLE = Long.MIN_VALUE + 1;

    /** Below it a number counts seconds, from it on milliseconds: 10¹¹ seconds are the year 5138. */
    private static final BigDecimal SECONDS_END = BigDecimal.TEN.pow(11);

    private static final BigDecimal MILLIS_END = BigDecimal.TEN.pow(16);

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private ClientTime() {}

    /** Whether {@code time} is neither absent nor unreadable. */
    public static boolean isKnown(long time) {
        return time > UNREADABLE;
    }

    /** Reads a number: seconds since 1970 below 10¹¹, else milliseconds. */
    static long ofNumber(BigDecimal number) {
        BigDecimal millis = number.abs().compareTo(SECONDS_END) < 0 ? number.movePointRight(3) : number;
        if (millis.abs().compareTo(MILLIS_END) >= 0) {
            return UNREADABLE;
        }
        return millis.longValue();
    }

    /** Reads a text of ISO 8601; without a zone it is UTC, without a time of day midnight. Blank is absent. */
    static long ofText(String text) {
        long quick = ofUsualText(text);
        if (quick != UNREADABLE) {
            return quick;
        }
        if (text.isBlank()) {
            return ABSENT;
        }
        try {
            TemporalAccessor parsed =
                    LENIENT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime time -> time.toInstant().toEpochMilli();
                case LocalDateTime time -> time.toInstant(ZoneOffset.UTC).toEpochMilli();
                case LocalDate date ->
                    date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
                default -> UNREADABLE;
            };
        } catch (DateTimeException ignored) {
            return UNREADABLE; // Text that is no time is an outcome, not a surprise.
        }
    }

    /** Reads {@code 2026-03-01T10:00:00[.fraction](Z|+00:00)}, what the libraries send, without a formatter. */
    private static long ofUsualText(String text) {
        int length = text.length();
        if (length < 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return UNREADABLE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        boolean isInRange = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
        if (!isInRange || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return UNREADABLE; // The last days of a month, too, go the careful way.
        }
        int at = 19;
        int millis = 0;
        if (text.charAt(at) == '.') {
            int start = ++at;
            for (; at < length && isDigit(text.charAt(at)); at++) {
                millis = at - start < 3 ? millis * 10 + text.charAt(at) - '0' : millis;
            }
            if (at == start || at - start > 9) {
                return UNREADABLE;
            }
            for (int places = at - start; places < 3; places++) {
                millis *= 10;
            }
        }
        String zone = text.substring(at);
        if (!zone.equals("Z") && !zone.equals("+00:00")) {
            return UNREADABLE;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return ((days * 24 + hour) * 60 + minute) * 60_000L + second * 1_000L + millis;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (!isDigit(digit)) {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
