package io.footfall.bench.questions;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another engine, asked the same questions of the same events by {@code bench/peers/questions.py}. */
final class Peer {
    private static final PeerScript SCRIPT = new PeerScript("questions.py");

    private final String name;
    private final String module;

    private Peer(String name, String module) {
        this.name = name;
        this.module = module;
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
        Map<String, Asked> asked = new HashMap<>();
        List<String> arguments = List.of(module, file.toString(), folder.toString(), Integer.toString(runs), "2");
        for (List<String> fields : SCRIPT.run(arguments)) {
            asked.put(fields.getFirst(), new Asked(PeerScript.seconds(fields.get(1)), rows(fields.get(2))));
        }
        return asked;
    }

    static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<List<Long>> rows(String field) {
        return Arrays.stream(field.split(";", -1))
                .map(row -> Arrays.stream(row.split(",", -1)).map(Long::valueOf).toList())
                .toList();
    }
}
