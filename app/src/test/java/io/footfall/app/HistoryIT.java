package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL and files by the command line, from the jar that holds the database's library, while an engine runs. */
final class HistoryIT {
    private static final String BATCH = """
            {"batch": [
              {"type": "track", "event": "Product Viewed", "anonymousId": "a-1", "messageId": "m-1"},
              {"type": "track", "event": "Order Completed", "userId": "ann", "anonymousId": "a-1", "messageId": "m-2",
               "properties": {"revenue": 12.50}},
              {"type": "track", "event": "Product Viewed", "anonymousId": "a-1", "messageId": "m-1"}
            ]}""";

    @TempDir
    Path data;

    @TempDir
    Path out;

    @Test
    void printsWhatAStatementAnswersAndWritesFiles() throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(data)) {
            assertThat(engine.collect("/v1/batch", BATCH.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(sql(engine, "select customer, count(*) as n from events group by customer"))
                    .isEqualTo("""
                            customer  n
                            --------  -
                            ann       2
                            (1 row)
                            """);
            assertThat(run("export", "--data", data.toString(), "--out", out.toString()))
                    .startsWith("2 events and 2 identities up to sequence ")
                    .endsWith(" in " + out + "\n");
            assertThat(out.resolve("events.parquet")).isNotEmptyFile();
            assertThat(out.resolve("identities.parquet")).isNotEmptyFile();
        }
    }

    @Test
    void saysWhatIsWrongWithAStatement() throws IOException {
        try (EngineProcess engine = EngineProcess.start(data);
                FootfallProcess process = FootfallProcess.start(sqlCommand(engine, "delete from events"))) {
            assertThat(process.await()).isEqualTo(1);
            assertThat(process.errors()).startsWith("footfall: invalid_sql: only SELECT is allowed");
        }
    }

    private static String sql(EngineProcess engine, String statement) throws IOException {
        return run(sqlCommand(engine, statement).toArray(String[]::new));
    }

    private static List<String> sqlCommand(EngineProcess engine, String statement) {
        return List.of("sql", "--to", engine.address().toString(), "--key", engine.key(KeyKind.READ), statement);
    }

    private static String run(String... command) throws IOException {
        try (FootfallProcess process = FootfallProcess.start(List.of(command))) {
            String printed = process.outputToTheEnd();
            assertThat(process.await()).as(process.errors()).isZero();
            return printed;
        }
    }
}
