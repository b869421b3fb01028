package io.footfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark once, for a moment: what it measures does its work right, and it cleans up. Its figures mean nothing here. */
final class BenchmarksIT {
    @TempDir
    private Path home = Path.of("");

    @Test
    void ingestTakesInEachEventOnce() throws IOException, InterruptedException {
        String report = run(
                new IngestBenchmark(), "--runs 1 --warmup 0.1 --seconds 0.5 --pins 20 --customers 2000 --active 800");

        assertThat(report).contains("| 20 |");
    }

    @Test
    void singleTakesInEachEventOnce() throws IOException, InterruptedException {
        String report = run(
                new SingleBenchmark(),
                "--runs 1 --warmup 0.1 --seconds 0.5 --connections 16 --customers 2000 --active 800");

        assertThat(report).contains("| engine |");
    }

    @Test
    void latencyWaitsForEachSubscriberToSeeEachProbe() throws IOException, InterruptedException {
        String report = run(
                new LatencyBenchmark(),
                "--rate 200 --warmup 0.1 --seconds 0.5 --subscribers 5 --connections 4 --customers 2000 --active 800"
                        + " --syncs 5");

        assertThat(report).contains("| a probe due to a subscriber told | 50 |");
    }

    @Test
    void pinsAreAnsweredAsTheSameQuestionsAsked() throws IOException, InterruptedException {
        String report =
                run(new PinsBenchmark(), "--runs 1 --warmup 0.1 --seconds 0.2 --kinds 3 --customers 2000 --active 800");

        assertThat(report).contains("| trend, customers by day |");
    }

    @Test
    void memoryWeighsWhatIsOnTimelines() throws IOException, InterruptedException {
        assertThat(run(new MemoryBenchmark(), "--customers 5000 --few 2 --many 4"))
                .contains("bytes an event");
    }

    @Test
    void idleLoadsEveryEventFirst() throws IOException, InterruptedException {
        String report = run(new IdleBenchmark(), "--events 2000 --customers 2000 --settle 0.1 --seconds 0.5 --rate 20");

        assertThat(report).startsWith("2,000 events");
    }

    private String run(Benchmark benchmark, String arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments.split(" "));
        try (Desk desk = Desk.under(home, said -> {})) {
            return benchmark
                    .run(Settings.read(benchmark.settings(), words), desk)
                    .markdown();
        } finally {
            assertThat(home).isEmptyDirectory();
        }
    }
}
