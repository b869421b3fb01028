package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was set aside comes back as the guide shows, once, through kills and sealing, and a pinned answer restates itself. */
@Timeout(300)
class QuarantineIT {
    private static final Path GUIDE = Path.of("../docs/guides/quarantine.md");
    private static final String REVENUE = """
            {"kind": "trend", "event": "Order Completed", "measure": "sum", "of_property": "properties.revenue",
             "interval": "hour", "period": {"from": "2026-03-01T09:00:00Z", "to": "2026-03-01T12:00:00Z"}}""";

    @TempDir
    Path folder;

    @Test
    void whatTheGuideShowsIsRepairedOnceThroughKillsAndSealing() throws Exception {
        Files.createDirectory(folder.resolve("exports"));
        for (String yaml : blocks("yaml")) {
            write(yaml);
        }
        Files.move(write(blocks("csv").getFirst()), folder.resolve("exports/orders.csv"));
        try (EngineProcess engine = start()) {
            assertThat(engine.pin("revenue", REVENUE).statusCode()).isEqualTo(200);
            Until.holds(() -> engine.sources().contains("\"events\":1,\"quarantined\":3"), engine::sources);
            byte[] item = blocks("json").getFirst().getBytes(StandardCharsets.UTF_8);
            assertThat(engine.collect("/v1/track", item).statusCode()).isEqualTo(200);
            Until.holds(() -> values(engine).equals("0,12.5,0"), () -> values(engine));

            assertThat(quarantine("list").lines().toList())
                    .anyMatch(line -> line.matches("shop-orders +row:bad_timestamp +2 +0 .*"))
                    .anyMatch(line -> line.matches("shop-orders +row:no_customer +1 +0 .*"))
                    .anyMatch(line -> line.matches("http +missing_id +1 +0 .*"))
                    .contains("4 to repair, 0 repaired");
            assertThat(quarantine("show", "--reason", "row:bad_timestamp"))
                    .containsPattern(
                            "(?s)"
                                    + "[0-9a-f]{16}  row:bad_timestamp  shop-orders orders.csv:4  20.*?"
                                    + "\n  order_id,customer_id,ordered_at,total\n  1003,cid,01.03.2026 10:07,19.90\n.*1002,bob");
            assertThat(repair("berlin.yaml", "--dry-run").lines().toList())
                    .anyMatch(line -> line.matches("row:bad_timestamp +2 +0 +0"))
                    .anyMatch(line -> line.matches("row:no_customer +0 +0 +1"))
                    .anyMatch(line -> line.startsWith("  no_customer  1, such as "))
                    .contains("2 would be repaired; nothing was sent");
            assertThat(values(engine)).isEqualTo("0,12.5,0");

            assertThat(repair("berlin.yaml", to(engine))).endsWith("2 repaired\n");
            Until.holds(() -> values(engine).equals("27.9,12.5,0"), () -> values(engine));
            engine.process().kill();
        }
        try (EngineProcess engine = start()) {
            assertThat(quarantine("list")).endsWith("2 to repair, 2 repaired\n");
            assertThat(repair("berlin.yaml", to(engine))).endsWith("\n0 repaired\n");
            assertThat(repair("web.yaml", to(engine, "--source", "http"))).endsWith("\n1 repaired\n");
            Until.holds(() -> values(engine).equals("27.9,12.5,7.25"), () -> values(engine));
            assertThat(engine.get("/api/v1/quarantine").body()).contains("\"repaired\":true,\"reason\":\"missing_id\"");
            assertThat(engine.metric("footfall_quarantine_repaired_total")).isEqualTo(3);
            engine.process().kill();
        }
        try (EngineProcess engine = start("--seal-bytes", "1")) {
            Until.holds(this::isQuarantineSealed, () -> "nothing that was set aside is sealed");
            assertThat(quarantine("list")).endsWith("1 to repair, 3 repaired\n");
            assertThat(repair("web.yaml", to(engine, "--source", "http"))).isEqualTo("nothing is to be repaired\n");
            assertThat(engine.count("Order Completed")).isEqualTo(4);
            assertThat(engine.metric("footfall_quarantine_repaired_total")).isEqualTo(3);
        }
    }

    private boolean isQuarantineSealed() {
        try (Stream<Path> files = Files.list(data().resolve("history"))) {
            return files.anyMatch(file -> file.getFileName().toString().matches("quarantined-.*parquet"));
        } catch (IOException ignored) {
            return false;
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private EngineProcess start(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("--config", folder.resolve("footfall.yaml").toString()));
        arguments.addAll(List.of(more));
        return EngineProcess.start(data(), 0, List.of(), arguments);
    }

    private static String[] to(EngineProcess engine, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--to", engine.address().toString(), "--key", engine.key(KeyKind.ADMIN)));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private String repair(String mapping, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--map", folder.resolve(mapping).toString()));
        return quarantine("repair", arguments.toArray(String[]::new));
    }

    private String quarantine(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("quarantine", command, "--data", data().toString()));
        arguments.addAll(List.of(more));
        return Host.run(arguments.toArray(String[]::new));
    }

    /** The values of the pinned question, hour by hour. */
    private static String values(EngineProcess engine) {
        try {
            String answer = engine.get("/api/v1/questions/revenue/answer").body();
            return Pattern.compile("\"value\":([^}]*)}")
                    .matcher(answer.substring(Math.max(0, answer.indexOf("\"rows\":"))))
                    .results()
                    .map(found -> found.group(1))
                    .reduce((left, right) -> left + "," + right)
                    .orElse(answer);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** The blocks of code of a language in the guide. */
    private static List<String> blocks(String language) throws Exception {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(GUIDE));
        return block.results().map(found -> found.group(1)).toList();
    }

    /** Writes a block whose first line names its file. */
    private Path write(String block) throws Exception {
        int end = block.indexOf('\n');
        return Files.writeString(folder.resolve(block.substring(2, end)), block.substring(end + 1));
    }
}
