package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.5Z, 2026-03-01T10:00:00.500Z",
        "2026-03-01T10:00:00.123999+00:00, 2026-03-01T10:00:00.123Z",
        "2026-03-01T10:00:00.123456789Z, 2026-03-01T10:00:00.123Z",
        "2026-03-31T23:59:59.999Z, 2026-03-31T23:59:59.999Z",
        "2026-03-01T10:00:00+02:00, 2026-03-01T08:00:00Z",
        "2026-03-01T10:00:00-0530, 2026-03-01T15:30:00Z",
        "2026-03-01T10:00:00, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00.25, 2026-03-01T10:00:00.250Z",
        "2026-03-01T10:00, 2026-03-01T10:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
    })
    void readsIso8601(String text, Instant instant) {
        assertThat(ClientTime.ofText(text)).isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-29T00:00:00Z",
                "2026-03-01T24:00:01Z",
                "2026-03-01T10:00:60Z",
                "2026-13-01T00:00:00Z",
                "2026-03-01T10:00:00Zx",
                "1772359200",
                "2026-03-01T1a:00:00Z"
            })
    void readsNothingElse(String text) {
        assertThat(ClientTime.ofText(text)).isEqualTo(ClientTime.UNREADABLE);
    }

    @Test
    void takesBlankTextForAbsent() {
        assertThat(ClientTime.ofText(" ")).isEqualTo(ClientTime.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1772359200, 1772359200000",
        "1772359200.1239, 1772359200123",
        "99999999999, 99999999999000",
        "100000000000, 100000000000",
        "1772359200123.9, 1772359200123",
        "-1, -1000"
    })
    void countsSecondsBelowTenToTheEleventhAndMillisecondsFromThere(BigDecimal number, long millis) {
        assertThat(ClientTime.ofNumber(number)).isEqualTo(millis);
    }

    @Test
    void readsNoNumberThatIsNoTime() {
        assertThat(ClientTime.ofNumber(new BigDecimal("1e400"))).isEqualTo(ClientTime.UNREADABLE);
        assertThat(ClientTime.ofNumber(new BigDecimal("1e-400"))).isZero();
    }
}
