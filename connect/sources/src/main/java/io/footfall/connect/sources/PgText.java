package io.footfall.connect.sources;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Rewrites values as PostgreSQL writes them into what mappings read. */
final class PgText {
    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT);

    private PgText() {}

    /** Times as ISO 8601 has them and flags as {@code true} and {@code false}; everything else as it is. */
    static String of(String type, String text) {
        return switch (type) {
            case "timestamptz" -> instant(text);
            case "timestamp" -> text.replace(' ', 'T');
            case "bool" -> text.equals("t") ? "true" : "false";
            default -> text;
        };
    }

    private static String instant(String text) {
        try {
            return OffsetDateTime.parse(text, ZONED).toInstant().toString();
        } catch (DateTimeParseException ignored) {
            // Infinity, or a year before Christ: no time of an event, which the mapping says.
            return text;
        }
    }
}
