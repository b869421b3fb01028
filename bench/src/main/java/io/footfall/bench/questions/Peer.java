package io.footfall.bench.questions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another engine, asked the same questions of the same events by {@code bench/peers/questions.py}. */
final class Peer {
    private static final String PYTHON = "FOOTFALL_BENCH_PYTHON";
    private static final String SCRIPT = "bench/peers/questions.py";

    private final String name;
    private final String module;
    private final Path python;
    private final Path script;

    private Peer(String name, String module) {
        this.name = name;
        this.module = module;
        this.python = Path.of(Optional.ofNullable(System.getenv(PYTHON)).orElse("python3"));
        this.script = Path.of(
                        Optional.ofNullable(System.getenv("FOOTFALL_HOME")).orElse("."))
                .resolve(SCRIPT);
    }

    /** All there are. */
    static List<Peer> all() {
        return List.of(new Peer("ClickHouse", "clickhouse"), new Peer("DuckDB", "duck"), new Peer("Polars", "frames"));
    }

    String name() {
        return name;
    }

    /**
     * What it answered.
     *
     * @param seconds how long each run took
     * @param rows whole numbers
     */
    record Asked(double[] seconds, List<List<Long>> rows) {}

    /** Loads a file of events and asks everything, each question {@code runs} times with two threads. */
    Map<String, Asked> ask(Path file, Path folder, int runs) {
        ProcessBuilder command = new ProcessBuilder(
                python.toString(),
                script.toString(),
                module,
                file.toString(),
                folder.toString(),
                Integer.toString(runs),
                "2");
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, Asked> asked = new HashMap<>();
        try {
            Process process = command.start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] fields = line.split("\t", -1);
                    asked.put(fields[0], new Asked(seconds(fields[1]), rows(fields[2])));
                }
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(script + " ended with " + code);
            }
            return asked;
        } catch (IOException e) {
            throw new UncheckedIOException("the peer could not be asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the peer answered", e);
        }
    }

    static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double[] seconds(String field) {
        return Arrays.stream(field.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static List<List<Long>> rows(String field) {
        return Arrays.stream(field.split(";", -1))
                .map(row -> Arrays.stream(row.split(",", -1)).map(Long::valueOf).toList())
                .toList();
    }
}
