package io.footfall.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read, and what is said to those that cannot be. */
final class Values {
    private static final String NO_WHOLE = "no whole number that fits";
    private static final String NO_NUMBER = "no number";

    private Values() {}

    static CommandLine readBy(CommandLine command) {
        return command.registerConverter(int.class, or(NO_WHOLE, Integer::valueOf))
                .registerConverter(long.class, or(NO_WHOLE, Long::valueOf))
                .registerConverter(double.class, or(NO_NUMBER, Double::valueOf))
                .registerConverter(Double.class, or(NO_NUMBER, Double::valueOf))
                .registerConverter(
                        Instant.class, or("no instant; expected such as 2026-03-01T00:00:00Z", Values::instant))
                .registerConverter(LocalTime.class, or("no time of day; expected such as 02:00", LocalTime::parse))
                .registerConverter(ZoneId.class, or("no time zone; expected such as Europe/Berlin", ZoneId::of));
    }

    private interface Reading<T> {
        T read(String written);
    }

    /** Reads so, or says that what is written is none. */
    private static <T> ITypeConverter<T> or(String none, Reading<T> reading) {
        return written -> {
            try {
                return reading.read(written);
            } catch (NumberFormatException | DateTimeException e) {
                throw new TypeConversionException("\"" + written + "\" is " + none);
            }
        };
    }

    private static Instant instant(String written) {
        return OffsetDateTime.parse(written).toInstant();
    }
}
