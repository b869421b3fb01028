package io.footfall.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read, and what is said to those that cannot be. */
final class Values {
    private Values() {}

    static CommandLine readBy(CommandLine command) {
        return command.registerConverter(int.class, written -> whole(written, Integer::valueOf))
                .registerConverter(long.class, written -> whole(written, Long::valueOf))
                .registerConverter(double.class, Values::number)
                .registerConverter(Double.class, Values::number)
                .registerConverter(Instant.class, Values::instant)
                .registerConverter(LocalTime.class, Values::timeOfDay)
                .registerConverter(ZoneId.class, Values::zone);
    }

    private interface Reading<T> {
        T read(String written);
    }

    private static <T> T whole(String written, Reading<T> reading) {
        try {
            return reading.read(written);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + written + "\" is no whole number that fits");
        }
    }

    private static Double number(String written) {
        try {
            return Double.valueOf(written);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + written + "\" is no number");
        }
    }

    private static Instant instant(String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"" + written + "\" is no instant; expected such as 2026-03-01T00:00:00Z");
        }
    }

    private static LocalTime timeOfDay(String written) {
        try {
            return LocalTime.parse(written);
        } catch (DateTimeException e) {
            throw new TypeConversionException("\"" + written + "\" is no time of day; expected such as 02:00");
        }
    }

    private static ZoneId zone(String written) {
        try {
            return ZoneId.of(written);
        } catch (DateTimeException e) {
            throw new TypeConversionException("\"" + written + "\" is no time zone; expected such as Europe/Berlin");
        }
    }
}
