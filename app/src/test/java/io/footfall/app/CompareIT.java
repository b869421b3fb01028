package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live beside last night's batch, by the command line, while the engine runs. */
final class CompareIT {
    private static final String BATCH_AT = "02:00";
    private static final String ORDERS = """
            {"kind": "trend", "event": "Order", "interval": "day", "period": {"last": "7d"}}""";

    @TempDir
    Path data;

    @Test
    void whatAPinnedQuestionHasLearnedSinceLastNightIsLate() throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(data)) {
            assertThat(engine.pin("orders", ORDERS).statusCode()).isLessThan(300);
            String item = "{\"type\":\"track\",\"event\":\"Order\",\"userId\":\"ann\",\"timestamp\":\"" + lastDay()
                    + "T12:00:00Z\"}";
            assertThat(engine.collect(
                                    "/v1/batch",
                                    ("{\"batch\":[" + item + "," + item + "]}").getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(200);

            List<String> compare = List.of("compare", "--data", data.toString(), "--batch-at", BATCH_AT, "--json");
            try (FootfallProcess process = FootfallProcess.start(compare)) {
                assertThat(process.outputToTheEnd())
                        .contains(
                                "\"name\":\"orders\"",
                                "\"batchAt\":\"" + lastDay().plusDays(1) + "T02:00:00Z\"")
                        .contains("\"row\":{\"at\":\"" + lastDay() + "T00:00:00Z\"},\"field\":\"value\",\"live\":1,"
                                + "\"batch\":0,\"difference\":1,\"causes\":{\"late\":1}");
                assertThat(process.await()).as(process.errors()).isZero();
            }
        }
    }

    /** The last day for which a batch has run by now. */
    private static LocalDate lastDay() {
        Instant now = Instant.now();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        boolean hasRun = !now.atZone(ZoneOffset.UTC).toLocalTime().isBefore(LocalTime.parse(BATCH_AT));
        return today.minusDays(hasRun ? 1 : 2);
    }
}
