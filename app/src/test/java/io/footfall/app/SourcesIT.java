package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Until;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of files that the engine reads by its configuration, while it is killed again and again. The lines have neither
 * ids nor times: one that was delivered twice would count twice.
 */
@Timeout(1_200)
class SourcesIT {
    private static final int KILLS = Integer.getInteger("rounds", 3);
    private static final int LINES = 100_000;
    private static final String COUNT = "{\"kind\":\"trend\",\"event\":\"Product Viewed\"}";

    @TempDir
    Path folder;

    @Test
    void eachRowCountsOnceAlthoughTheEngineIsKilledInTheMiddle() throws Exception {
        Path data = folder.resolve("data");
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.writeString(folder.resolve("lines.yaml"), "file: { format: json-lines }\n");
        Path config = Files.writeString(
                folder.resolve("footfall.yaml"),
                "sources:\n  shop: { kind: files, path: in, mapping: lines.yaml, settle: 1s }\n");
        int lines = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = lines;
            write(in.resolve("a.jsonl"), lines, lines + LINES);
            lines += LINES;
            // With the first of them in an answer, most of the others are still on their way.
            try (EngineProcess engine = start(data, config)) {
                Until.holds(() -> count(engine) > before, () -> "nothing more was read than " + before);
                engine.process().kill();
            }
        }
        int all = lines;
        try (EngineProcess engine = start(data, config)) {
            Until.holds(() -> count(engine) >= all, () -> "only " + count(engine) + " of " + all + " are there");
            write(in.resolve("a.jsonl"), all, all + 5);
            write(in.resolve("b.jsonl"), 0, 3);
            Until.holds(() -> count(engine) >= all + 8, () -> "what was added does not show: " + count(engine));
            Until.holds(
                    () -> body(engine, "/api/v1/sources").contains("\"bytes\":0"),
                    () -> body(engine, "/api/v1/sources"));

            assertThat(count(engine)).isEqualTo(all + 8);
            assertThat(body(engine, "/api/v1/sources"))
                    .startsWith(
                            "{\"items\":[{\"name\":\"shop\",\"kind\":\"files\",\"state\":\"running\",\"problem\":null,");
            assertThat(engine.metric("footfall_source_failing{source=\"shop\"}"))
                    .isZero();
            assertThat(engine.metric("footfall_source_events{source=\"shop\"}")).isPositive();
        }
    }

    private static EngineProcess start(Path data, Path config) throws Exception {
        return EngineProcess.start(data, 0, List.of(), List.of("--config", config.toString()));
    }

    private static void write(Path file, int from, int to) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int line = from; line < to; line++) {
                out.write("{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u" + line % 1_000 + "\"}\n");
            }
        }
    }

    private static long count(EngineProcess engine) {
        try {
            String answer = engine.ask(COUNT).body();
            return Long.parseLong(answer.replaceAll("(?s).*\"rows\":\\[\\{\"value\":(\\d+)}].*", "$1"));
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static String body(EngineProcess engine, String path) {
        try {
            return engine.get(path).body();
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
