package io.footfall.history.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A value of a column as a file of text would have it. */
final class ValueText {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private ValueText() {}

    /**
     * The text: numbers in full and without an exponent, an instant in UTC with {@code Z} and up to nanoseconds, a time without a zone as it
     * stands there. Null, bytes, lists and structures have none.
     */
    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Byte number -> number.toString();
            case Short number -> number.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case BigDecimal number -> number.toPlainString();
            case Float number -> Float.isFinite(number) ? plain(number.toString()) : number.toString();
            case Double number -> Double.isFinite(number) ? plain(number.toString()) : number.toString();
            case OffsetDateTime instant ->
                TIME.format(instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
            case Timestamp time -> TIME.format(time.toLocalDateTime());
            case LocalDateTime time -> TIME.format(time);
            case LocalDate date -> date.toString();
            case java.sql.Date date -> date.toLocalDate().toString();
            case LocalTime time -> time.toString();
            case UUID id -> id.toString();
            default -> "";
        };
    }

    /** As few digits as tell it from every other: 3 rather than 3.0. */
    private static String plain(String number) {
        BigDecimal exact = new BigDecimal(number);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
