package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Until;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real engine, stopped and started over data that is whole, in use, or damaged. */
@Timeout(1_200)
class EngineRestartIT {
    private static final String ORDERS = "{\"kind\":\"trend\",\"event\":\"Order Completed\"}";

    /** Some of them fill a segment of the log. */
    private static final int LONG = 12_000;

    @TempDir
    Path folder;

    @Test
    void keepsEventsAndPinsOverCleanStops() throws Exception {
        Path data = folder.resolve("data");
        for (int round = 0; round < 3; round++) {
            try (EngineProcess engine = EngineProcess.start(data)) {
                assertThat(engine.get("/health").body()).contains("\"damage\":[]");
                assertThat(engine.process().errors()).doesNotContain("footfall: ");
                assertThat(collect(engine, "order-" + round)).isEqualTo(200);
                assertThat(collect(engine, "order-0")).isEqualTo(200);
                assertThat(engine.pin("round-" + round, ORDERS).statusCode()).isEqualTo(200);
                assertThat(engine.ask(ORDERS).body()).contains("\"rows\":[{\"value\":" + (round + 1) + "}]");
                assertThat(engine.get("/api/v1/questions/round-0/answer").body())
                        .contains("\"rows\":[{\"value\":" + (round + 1) + "}]");
                // 128 and the number of SIGTERM, as every JVM ends that was asked to.
                assertThat(engine.process().stop()).isEqualTo(143);
            }
        }
    }

    @Test
    void endsWithItsOwnCodeWhenTheEngineFailsAndHasEverythingAtTheNextStart() throws Exception {
        Path data = folder.resolve("data");
        int sent = 0;
        try (EngineProcess engine = EngineProcess.startSealing(data)) {
            while (engine.metric("footfall_files") == 0) {
                String item = "{\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"order-" + sent++
                        + "\",\"properties\":{\"note\":\"" + "x".repeat(LONG) + "\"}}";
                assertThat(engine.collect("/v1/track", item.getBytes(StandardCharsets.UTF_8))
                                .statusCode())
                        .isEqualTo(200);
            }
            engine.process().kill();
        }
        try (FootfallProcess failing = FootfallProcess.start(EngineProcess.command(data, 0))) {
            // As a system does that is out of memory: what reads the sealed files for the engine is killed.
            killChild(failing);
            assertThat(failing.await()).isEqualTo(70);
            assertThat(failing.errors())
                    .contains("footfall: the engine has failed")
                    .contains("cannot be read");
        }
        try (EngineProcess again = EngineProcess.start(data)) {
            assertThat(again.count("Order Completed")).isEqualTo(sent);
        }
    }

    private static void killChild(FootfallProcess process) {
        ProcessHandle parent = ProcessHandle.of(process.pid()).orElseThrow();
        Until.holds(
                () -> parent.children()
                        .findAny()
                        .map(ProcessHandle::destroyForcibly)
                        .isPresent(),
                () -> "no process reads the sealed files");
    }

    @Test
    void refusesASecondEngineOnTheSameDataAndHarmsNothing() throws Exception {
        Path data = folder.resolve("data");
        try (EngineProcess engine = EngineProcess.start(data);
                FootfallProcess second = FootfallProcess.start(EngineProcess.command(data, 0))) {
            assertThat(second.await()).isEqualTo(1);
            assertThat(second.errors())
                    .contains("is in use by the process " + engine.process().pid())
                    .contains("Stop that engine first")
                    .doesNotContain("\tat ");
            assertThat(second.outputToTheEnd()).isEmpty();
            assertThat(collect(engine, "order")).isEqualTo(200);
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (EngineProcess engine = EngineProcess.start(folder.resolve("data"));
                FootfallProcess second = FootfallProcess.start(EngineProcess.command(
                        folder.resolve("other"), engine.address().getPort()))) {
            assertThat(second.await()).isEqualTo(1);
            assertThat(second.errors())
                    .contains(Integer.toString(engine.address().getPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void saysWhatIsLostWhenTheNewestFileOfTheLogVanishesAfterACleanStop() throws Exception {
        Path data = folder.resolve("data");
        String lost;
        try (EngineProcess engine = EngineProcess.start(data)) {
            collect(engine, "kept");
            engine.process().stop();
        }
        try (EngineProcess engine = EngineProcess.start(data)) {
            collect(engine, "lost");
            engine.process().stop();
            lost = newestSegment(data);
            Files.delete(data.resolve("log").resolve(lost));
        }
        for (int start = 0; start < 2; start++) {
            try (EngineProcess engine = EngineProcess.start(data)) {
                assertThat(engine.process().errors())
                        .contains("the log file " + lost + " is missing; lost with it: up to 1 events");
                assertThat(engine.get("/health").body())
                        .contains("\"damage\":[{\"file\":\"" + lost + "\",\"kind\":\"MISSING\"")
                        .contains("\"events\":1}]");
                assertThat(engine.metric("footfall_log_damage_events")).isEqualTo(1);
                assertThat(engine.metric("footfall_log_damage_stretches")).isEqualTo(1);
                assertThat(engine.ask(ORDERS).body()).contains("\"rows\":[{\"value\":" + (start + 1) + "}]");
                collect(engine, "later-" + start);
                engine.process().stop();
            }
        }
    }

    @Test
    void refusesKeysThatItCannotReadByNamingTheFile() throws Exception {
        Path data = folder.resolve("data");
        try (EngineProcess engine = EngineProcess.start(data)) {
            collect(engine, "order");
            engine.process().stop();
        }
        Files.writeString(data.resolve("keys.json"), "{\"write\":");
        try (FootfallProcess refused = FootfallProcess.start(EngineProcess.command(data, 0))) {
            assertThat(refused.await()).isEqualTo(1);
            assertThat(refused.errors())
                    .contains(data.resolve("keys.json").toString())
                    .contains("move it away to have new keys made")
                    .doesNotContain("\tat ");
        }
        assertThat(data.resolve("keys.json")).content().isEqualTo("{\"write\":");

        Files.delete(data.resolve("keys.json"));
        try (FootfallProcess anew = FootfallProcess.start(EngineProcess.command(data, 0))) {
            assertThat(anew.lineThatBegins("Keys")).contains("made anew: keys.json was missing beside data");
            assertThat(anew.lineThatBegins("Write key")).isNotEmpty();
        }
    }

    private static int collect(EngineProcess engine, String messageId) throws IOException, InterruptedException {
        String item = "{\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"" + messageId + "\"}";
        HttpResponse<String> answer = engine.collect("/v1/track", item.getBytes(StandardCharsets.UTF_8));
        String sequence = answer.headers().firstValue("X-Footfall-Sequence").orElse("0");
        engine.get("/api/v1/questions/orders-today/answer?after=" + sequence);
        return answer.statusCode();
    }

    private static String newestSegment(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            return names.getLast();
        }
    }
}
