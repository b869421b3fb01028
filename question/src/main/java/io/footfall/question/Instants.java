package io.footfall.question;

import io.footfall.timeline.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Instants as they are written in questions: RFC 3339, or a date, which is its first instant in the question's zone. */
public final class Instants {
    private static final int DATE_LENGTH = 10;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private Instants() {}

    /**
     * An instant in milliseconds since 1970 UTC.
     *
     * @throws InvalidQuestionException if the text is neither an instant nor a date, naming {@code field}
     */
    public static long millis(String field, String text, ZoneId zone) {
        try {
            Instant instant = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new InvalidQuestionException("invalid_question", message(field, "\"" + text + "\""));
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidQuestionException(
                    "invalid_question", message(field, "\"" + text + "\"") + "; this one is out of range");
        }
    }

    /** A millisecond as RFC 3339 with the zone's offset, such as {@code 2026-03-29T00:00:00+01:00}; its fraction only if it has one. */
    public static String written(long timestamp, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochMilli(timestamp).atZone(zone);
        return (Math.floorMod(timestamp, 1000) == 0 ? SECONDS : MILLISECONDS).format(time);
    }

    static long millis(String field, Value value, ZoneId zone) {
        if (value instanceof Value.Text(String text)) {
            return millis(field, text, zone);
        }
        throw new InvalidQuestionException("invalid_question", message(field, "a value that is no text"));
    }

    private static String message(String field, String found) {
        return field + " is " + found
                + "; expected an instant such as 2026-03-01T09:00:00+01:00 or a date such as 2026-03-01";
    }
}
