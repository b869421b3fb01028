package io.footfall.bench.questions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program of {@code bench/peers}, run by the Python that has the peers. It prints lines of fields divided by tabs. */
final class PeerScript {
    private static final String PYTHON = "FOOTFALL_BENCH_PYTHON";

    private final Path python;
    private final Path script;

    PeerScript(String name) {
        this.python = Path.of(Optional.ofNullable(System.getenv(PYTHON)).orElse("python3"));
        this.script = Path.of(
                        Optional.ofNullable(System.getenv("FOOTFALL_HOME")).orElse("."))
                .resolve("bench/peers")
                .resolve(name);
    }

    /**
     * Runs it to its end; the fields of each line.
     *
     * @throws IllegalStateException if it ends with anything but 0
     */
    List<List<String>> run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toString()));
        command.addAll(arguments);
        List<List<String>> all = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> all.add(List.of(line.split("\t", -1))));
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(script + " ended with " + code);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("the peer could not be asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the peer answered", e);
        }
    }

    /** Seconds that are divided by blanks. */
    static double[] seconds(String field) {
        return Arrays.stream(field.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
