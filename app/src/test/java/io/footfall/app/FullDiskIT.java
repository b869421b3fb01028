package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.testkit.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real engine on a disk of 8 MB that is full. Mounting it needs root on Linux; elsewhere it is skipped, and says so. */
@Timeout(1_200)
class FullDiskIT {
    private static final String COUNTS =
            "{\"kind\":\"trend\",\"event\":\"Order Completed\",\"by\":\"properties.id\",\"limit\":1000}";
    private static final int BLOCK_BYTES = 4_096;

    @TempDir
    Path folder;

    private Path disk;
    private boolean isMounted;
    private int sent;
    private final Set<String> answered = new TreeSet<>();

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        isMounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
        assumeTrue(isMounted, "a small disk could not be mounted here, so nothing was tried on a full one");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (isMounted) {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void answersNothing200ThatIsNotSafeReadsOnAndCollectsAgainWhenThereIsSpace() throws Exception {
        Path data = disk.resolve("data");
        Path filler = disk.resolve("filler");
        try (EngineProcess engine = EngineProcess.start(data)) {
            assertThat(collect(engine)).isEqualTo(200);
            fill(filler);
            collectUntilRefused(engine);
            assertReadsOn(engine);

            // Space for some more comes, is used up, and comes again.
            Files.delete(filler);
            Until.holds(() -> collects(engine), () -> "collecting does not go on");
            fill(filler);
            collectUntilRefused(engine);
            engine.process().kill();
        }
        try (EngineProcess engine = EngineProcess.start(data)) {
            assertReadsOn(engine);
            assertThat(collect(engine)).isEqualTo(503);
            Files.delete(filler);
            Until.holds(() -> collects(engine), () -> "collecting does not go on");
            assertThat(engine.process().stop()).isEqualTo(143);
        }
        try (EngineProcess engine = EngineProcess.start(data)) {
            assertReadsOn(engine);
            assertThat(engine.metric("footfall_log_damage_events")).isZero();
        }
    }

    @Test
    void aFirstStartSaysWhatIsWrongAndTheNextOneWorks() throws Exception {
        Path filler = disk.resolve("filler");
        // Nothing is free for the folder; then for its keys; then for the log.
        for (int blocksFree = 0; blocksFree < 3; blocksFree++) {
            Path data = disk.resolve("data-" + blocksFree);
            fill(filler);
            try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                file.truncate(file.size() - (long) blocksFree * BLOCK_BYTES);
            }
            try (FootfallProcess process = FootfallProcess.start(EngineProcess.command(data, 0))) {
                assertThat(process.await()).isEqualTo(1);
                assertThat(process.errors())
                        .contains("No space left on device")
                        .contains("The disk is full: free some space on it, and start again")
                        .doesNotContain("\tat ");
                boolean hasKeys = Files.exists(data.resolve("keys.json"));
                assertThat(process.outputToTheEnd().contains("Admin key"))
                        .as("keys that were made are said")
                        .isEqualTo(hasKeys);
            }
            Files.delete(filler);
            try (EngineProcess engine = EngineProcess.start(data)) {
                assertThat(collect(engine)).isEqualTo(200);
                assertThat(engine.get("/health").body()).contains("\"damage\":[]");
            }
        }
    }

    private void assertReadsOn(EngineProcess engine) throws IOException, InterruptedException {
        HttpResponse<String> counts = engine.ask(COUNTS);
        assertThat(counts.statusCode()).isEqualTo(200);
        assertThat(answered)
                .allSatisfy(id -> assertThat(counts.body()).contains("{\"by\":\"" + id + "\",\"value\":1}"));
        // What was not answered may be there too, but once.
        assertThat(counts.body()).doesNotContain("\"value\":2");
    }

    private void collectUntilRefused(EngineProcess engine) throws IOException, InterruptedException {
        int status = collect(engine);
        while (status == 200) {
            status = collect(engine);
        }
        assertThat(status).isEqualTo(503);
    }

    private boolean collects(EngineProcess engine) {
        try {
            return collect(engine) == 200;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends an event that fills a few blocks; after a refusal, the same again. */
    private int collect(EngineProcess engine) throws IOException, InterruptedException {
        String id = "order-" + sent;
        String item = "{\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"" + id
                + "\",\"properties\":{\"id\":\"" + id + "\",\"note\":\"" + "x".repeat(3 * BLOCK_BYTES) + "\"}}";
        HttpResponse<String> answer = engine.collect("/v1/track", item.getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() == 200) {
            answered.add(id);
            sent++;
        } else {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("\"code\":\"unavailable\"");
        }
        return answer.statusCode();
    }

    /** Takes all the space that is left. */
    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
