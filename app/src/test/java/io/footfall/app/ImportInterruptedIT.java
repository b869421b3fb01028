package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.simulate.LineFile;
import io.footfall.simulate.Shop;
import io.footfall.simulate.ShopConfig;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code footfall import}, stopped halfway, or its engine.
 *
 * <p>The import reads from a pipe, so that it is known to be halfway: the other half was not written yet.
 */
@Timeout(1_200)
class ImportInterruptedIT {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int HALF = 1_000;

    @TempDir
    Path folder;

    private Path data;
    private Path mapping;
    private Path pipe;
    private Path whole;
    private List<String> lines;
    private long admitted;

    @BeforeEach
    void write() throws IOException, InterruptedException {
        data = folder.resolve("data");
        mapping = folder.resolve("mapping.yaml");
        Files.writeString(mapping, "file:\n  format: json-lines\n");
        whole = folder.resolve("shop.jsonl");
        LineFile.write(new Shop(ShopConfig.live(7, START, 50)), START.plus(Duration.ofSeconds(40)), whole);
        lines = Files.readAllLines(whole);
        assertThat(lines).hasSizeGreaterThan(HALF + 500);
        pipe = Files.createDirectory(folder.resolve("piped")).resolve("shop.jsonl");
        assertThat(run("mkfifo", pipe.toString())).isZero();
    }

    @Test
    void finishesWhenItIsRunAgainAfterCtrlCAndAddsNothingTwice() throws Exception {
        try (FootfallProcess halfway = FootfallProcess.start(into(pipe, "--data", data.toString()));
                OutputStream feed = Files.newOutputStream(pipe)) {
            feed(feed, lines.subList(0, HALF));
            Until.holds(() -> logBytes() > 10_000, () -> "nothing was imported");
            assertThat(run("kill", "-INT", Long.toString(halfway.pid()))).isZero();
            assertThat(halfway.await()).isEqualTo(130);
            assertThat(halfway.errors())
                    .contains("stopped halfway; the same import again finishes it and adds nothing twice")
                    .doesNotContain("\tat ");
        }
        for (int again = 0; again < 2; again++) {
            try (FootfallProcess finished = FootfallProcess.start(into(whole, "--data", data.toString()))) {
                String said = finished.outputToTheEnd();
                assertThat(finished.await()).as(finished.errors()).isZero();
                assertThat(said).contains("read        " + lines.size() + " rows");
                // No terminal, no bar.
                assertThat(finished.errors()).doesNotContain("rows/s");
            }
            assertThat(countFromFiles()).isEqualTo(countOfAWholeImport());
        }
    }

    @Test
    void goesOnWhenItsEngineIsKilledAndStartedAgain() throws Exception {
        EngineProcess engine = EngineProcess.start(data);
        int port = engine.address().getPort();
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                FootfallProcess sending = FootfallProcess.start(
                        into(pipe, "--to", engine.address().toString(), "--key", engine.key(KeyKind.WRITE)));
                OutputStream feed = Files.newOutputStream(pipe)) {
            feed(feed, lines.subList(0, HALF));
            Until.holds(() -> logBytes() > 10_000, () -> "nothing was imported");
            engine.process().kill();
            engine.close();
            // The pipe is small, so this goes on for as long as the import does.
            Future<Void> fed = threads.submit(() -> {
                try (feed) {
                    feed(feed, lines.subList(HALF, lines.size()));
                }
                return null;
            });
            Until.holds(
                    () -> errorsOf(sending).contains("does not answer"), () -> "it is silent: " + errorsOf(sending));
            engine = EngineProcess.start(data, port, List.of());
            fed.get();
            assertThat(sending.await()).as(sending.errors()).isZero();
            assertThat(engine.ask(ShopNames.count()).body())
                    .contains("\"rows\":[{\"value\":" + countOfAWholeImport() + "}]");
        } finally {
            engine.close();
        }
    }

    @Test
    void saysWhatToDoWhenTheKeyIsWrong() throws Exception {
        try (EngineProcess engine = EngineProcess.start(data);
                FootfallProcess refused = FootfallProcess.start(
                        into(whole, "--to", engine.address().toString(), "--key", "wrong"))) {
            assertThat(refused.await()).isEqualTo(1);
            assertThat(refused.errors())
                    .contains("401")
                    .contains("Give the write key of the collector's keys.json")
                    .doesNotContain("\tat ");
        }
    }

    private List<String> into(Path file, String... where) {
        List<String> command = new ArrayList<>(List.of("import", file.toString(), "--map", mapping.toString()));
        command.addAll(List.of("--batch", "100"));
        command.addAll(List.of(where));
        return command;
    }

    private static void feed(OutputStream feed, List<String> lines) throws IOException {
        feed.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        feed.flush();
    }

    private long countOfAWholeImport() throws IOException {
        if (admitted == 0) {
            Path other = folder.resolve("other");
            try (FootfallProcess imported = FootfallProcess.start(into(whole, "--data", other.toString()))) {
                String said = imported.lineThatBegins("admitted");
                admitted = Long.parseLong(said.substring("admitted".length()).strip());
                imported.await();
            }
        }
        return admitted;
    }

    private long countFromFiles() throws IOException {
        Path question = folder.resolve("question.json");
        Files.writeString(question, ShopNames.count());
        try (FootfallProcess answer =
                FootfallProcess.start(List.of("answer", question.toString(), "--data", data.toString()))) {
            String json = answer.outputToTheEnd();
            assertThat(answer.await()).as(answer.errors()).isZero();
            return Long.parseLong(json.replaceAll("(?s).*\"rows\":\\[\\{\"value\":(\\d+)}].*", "$1"));
        }
    }

    private long logBytes() {
        try (Stream<Path> segments = Files.list(data.resolve("log"))) {
            return segments.mapToLong(ImportInterruptedIT::size).sum();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String errorsOf(FootfallProcess process) {
        try {
            return process.errors();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
