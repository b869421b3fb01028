package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Until;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events and answers as files, once and on a schedule, from a folder that an engine may have open. */
@Timeout(120)
class ExportIT {
    @TempDir
    Path folder;

    private Path data = Path.of("data");
    private Path out = Path.of("out");
    private final StringWriter said = new StringWriter();
    private final StringWriter complaints = new StringWriter();

    @BeforeEach
    void importOrders() throws Exception {
        data = folder.resolve("data");
        out = folder.resolve("out");
        Files.writeString(folder.resolve("orders.json"), """
                {"kind": "trend", "event": "Order", "interval": "day", "measure": "sum", "of_property": "properties.total"}
                """);
        Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        Files.writeString(folder.resolve("lines"), """
                {"type":"track","event":"Order","userId":"ann","messageId":"1","timestamp":"2026-03-01T10:00:00Z","properties":{"total":12.5}}
                {"type":"track","event":"Order","userId":"bob","messageId":"2","timestamp":"2026-03-02T23:30:00Z","properties":{"total":7}}
                {"type":"track","event":"Order","userId":"cid","messageId":"3","timestamp":"2026-03-03T11:00:00Z","properties":{"total":1}}
                """);
        assertThat(run(
                        "import",
                        folder.resolve("lines").toString(),
                        "--map",
                        folder.resolve("mapping.yaml").toString()))
                .as(complaints.toString())
                .isZero();
    }

    @Test
    void eventsOfAStretchAndAnswersBecomeFilesOfTheFormThatIsAsked() throws Exception {
        assertThat(export("--format", "csv", "--from", "2026-03-02", "--until", "2026-03-03", "--timezone", "UTC"))
                .isZero();
        assertThat(said.toString()).isEqualTo("1 events and 1 identities up to sequence 3 in " + out + "\n");
        assertThat(Files.readAllLines(out.resolve("events.csv")))
                .hasSize(2)
                .last()
                .asString()
                .contains(",bob,");

        assertThat(export("--from", "2026-03-02", "--until", "2026-03-03", "--timezone", "Europe/Berlin"))
                .isZero();
        assertThat(said.toString()).startsWith("0 events");
        assertThat(out.resolve("events.parquet")).exists();

        assertThat(export(folder.resolve("orders.json").toString(), "--format", "csv"))
                .as(complaints.toString())
                .isZero();
        assertThat(said.toString()).matches("3 rows as of \\S+Z in .*/out/orders.csv\n");
        assertThat(out.resolve("orders.csv")).hasContent("""
                at,value
                2026-03-01T00:00:00Z,12.5
                2026-03-02T00:00:00Z,7
                2026-03-03T00:00:00Z,1
                """);
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        String orders = folder.resolve("orders.json").toString();
        assertThat(export(orders, "--last", "7d")).isEqualTo(2);
        assertThat(complaints.toString()).startsWith("footfall: a question says its period itself");
        assertThat(export(orders, orders)).isEqualTo(2);
        assertThat(complaints.toString()).startsWith("footfall: two questions are called orders");
        assertThat(export("--every", "1h", "--daily", "02:00")).isEqualTo(2);
        assertThat(export("--last", "1d", "--from", "2026-03-01")).isEqualTo(2);
        assertThat(export("--from", "2026-03-02", "--until", "2026-03-02")).isEqualTo(2);
        assertThat(complaints.toString()).startsWith("footfall: --from is not before --until");
        assertThat(export("--from", "March")).isEqualTo(2);
        assertThat(complaints.toString()).startsWith("footfall: March is no date such as 2026-03-01");
        assertThat(export("--format", "xlsx")).isEqualTo(2);
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"kind\": \"guess\"}");
        assertThat(export(wrong.toString())).isEqualTo(2);
        assertThat(complaints.toString()).contains("guess");
        assertThat(out).doesNotExist();
    }

    @Test
    void aScheduleGoesOnUntilItIsStoppedAndThroughWhatGoesWrong() throws Exception {
        try (FootfallProcess process = FootfallProcess.start(List.of(
                "export",
                folder.resolve("orders.json").toString(),
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--format",
                "csv",
                "--every",
                "1s"))) {
            process.lineThatBegins("3 rows");
            process.lineThatBegins("next at ");
            Path file = out.resolve("orders.csv");
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            Until.holds(() -> file.toFile().lastModified() > 0, () -> "not again");

            Files.delete(folder.resolve("orders.json"));
            Until.holds(() -> said(process).contains("not exported: "), () -> said(process));
            Files.writeString(folder.resolve("orders.json"), "{\"kind\": \"trend\", \"event\": \"Order\"}");
            process.lineThatBegins("1 rows");
            process.stop();
            assertThat(file).hasContent("value\n3\n");
        }
    }

    private static String said(FootfallProcess process) {
        try {
            return process.errors();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int export(String... arguments) {
        List<String> all = new ArrayList<>(List.of("export", "--out", out.toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        said.getBuffer().setLength(0);
        complaints.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(complaints))
                .execute(all.toArray(String[]::new));
    }
}
