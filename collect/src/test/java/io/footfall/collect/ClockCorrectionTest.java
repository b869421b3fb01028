package io.footfall.collect;

import static io.footfall.collect.Judgements.admitted;
import static io.footfall.collect.Judgements.judge;
import static io.footfall.collect.Judgements.quarantined;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything arrives at noon. */
class ClockCorrectionTest {
    private static String page(String times) {
        return "{'type':'page','userId':'ann'" + (times.isEmpty() ? "" : "," + times) + "}";
    }

    private static Instant timeOf(String times) {
        return Instant.ofEpochMilli(admitted(page(times)).timestamp());
    }

    @ParameterizedTest
    @CsvSource({
        // sent                 happened               by our clock
        "2026-03-01T11:59:30.000Z, 2026-03-01T11:59:00.000Z, 2026-03-01T11:59:30.000Z", // 30 s slow: corrected
        "2026-03-01T11:59:30.001Z, 2026-03-01T11:59:00.000Z, 2026-03-01T11:59:00.000Z", // less: left alone
        "2026-03-01T12:00:30.000Z, 2026-03-01T12:00:10.000Z, 2026-03-01T11:59:40.000Z", // 30 s ahead: corrected
        "2026-03-01T12:00:29.999Z, 2026-03-01T12:00:29.999Z, 2026-03-01T12:00:00.000Z", // a little ahead: now
        "2026-03-01T12:00:20.000Z, 2026-03-01T11:00:00.000Z, 2026-03-01T11:00:00.000Z", // ahead, but told of the past
        "2026-03-01T12:00:20.000Z, 2026-03-01T12:00:30.000Z, 2026-03-01T12:00:30.000Z", // 30 s ahead of now: left alone
        "2036-03-01T12:00:00.000Z, 2036-03-01T11:00:00.000Z, 2026-03-01T11:00:00.000Z", // ten years ahead
    })
    void correctsAClockThatIsWrong(String sentAt, String happened, Instant corrected) {
        assertThat(timeOf("'timestamp':'" + happened + "','sentAt':'" + sentAt + "'"))
                .isEqualTo(corrected);
    }

    @Test
    void takesTheItemsOwnSendingTimeBeforeItsBatchs() {
        String item = page("'timestamp':'2026-03-01T11:00:00Z'");
        String own = page("'timestamp':'2026-03-01T11:00:00Z','sentAt':'2026-03-01T12:00:00Z'");
        String batch = "'sentAt':'2026-03-01T11:00:00Z'";

        assertThat(Instant.ofEpochMilli(admitted(item, batch).timestamp())).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Instant.ofEpochMilli(admitted(own, batch).timestamp())).isEqualTo("2026-03-01T11:00:00Z");
    }

    @Test
    void takesTheOriginalTimestampFirst() {
        assertThat(timeOf("'timestamp':'2026-03-01T10:00:00Z','originalTimestamp':'2026-03-01T09:00:00Z'"))
                .isEqualTo("2026-03-01T09:00:00Z");
        assertThat(timeOf("'timestamp':'2026-03-01T10:00:00Z','originalTimestamp':null"))
                .isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void leavesATimeAloneThatCameWithoutASendingTime() {
        assertThat(timeOf("'timestamp':'2026-03-01T12:00:10Z'")).isEqualTo("2026-03-01T12:00:10Z");
        assertThat(timeOf("'timestamp':'2026-03-01T12:00:10Z','sentAt':'soon'")).isEqualTo("2026-03-01T12:00:10Z");
    }

    @Test
    void takesTheArrivalForATimeThatIsMissing() {
        assertThat(timeOf("")).isEqualTo(Judgements.NOON);
        assertThat(timeOf("'timestamp':null,'sentAt':'2026-03-01T11:00:00Z'")).isEqualTo(Judgements.NOON);
    }

    @Test
    void neverCorrectsHistory() {
        String item = page("'timestamp':'2026-03-01T12:00:10Z','sentAt':'2026-03-01T10:00:00Z'");

        assertThat(Instant.ofEpochMilli(admitted(judge(item, "", true)).timestamp()))
                .isEqualTo("2026-03-01T12:00:10Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'soon'", "true", "{}", "-1", "'1969-12-31T23:59:59.999Z'", "1e300"})
    void setsATimeThatIsNoneAside(String time) {
        assertThat(quarantined(page("'timestamp':" + time))).isEqualTo(Reason.BAD_TIMESTAMP);
    }

    @Test
    void takesATime23HoursAheadAndSetsOnePastItAside() {
        long limit = Judgements.NOON.plus(Duration.ofHours(23)).toEpochMilli();

        assertThat(timeOf("'timestamp':" + limit)).isEqualTo(Instant.ofEpochMilli(limit));
        assertThat(quarantined(page("'timestamp':" + (limit + 1)))).isEqualTo(Reason.BAD_TIMESTAMP);
        assertThat(timeOf("'timestamp':0")).isEqualTo(Instant.EPOCH);
    }
}
