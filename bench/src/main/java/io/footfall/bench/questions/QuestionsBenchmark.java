package io.footfall.bench.questions;

import io.footfall.bench.Benchmark;
import io.footfall.bench.Budget;
import io.footfall.bench.Desk;
import io.footfall.bench.Report;
import io.footfall.bench.Setting;
import io.footfall.bench.Settings;
import io.footfall.bench.WrongResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long questions over many events take, alone and while events come in, beside other engines on the same events.
 *
 * <p>The engine runs in this process, without HTTP and without its cache of answers: each question is a scan of everything on two
 * threads, as is each of a peer's. The peers run while the engine is idle, one after the other.
 */
public final class QuestionsBenchmark implements Benchmark {
    @Override
    public String name() {
        return "questions";
    }

    @Override
    public String title() {
        return "Questions over many events, beside ClickHouse, DuckDB and Polars";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("events", 20_000_000, "how many events there are, about"),
                new Setting("customers", 1_000_000, "how many customers do them"),
                new Setting("runs", 11, "how often each question is asked"),
                new Setting("rate", 20_000, "events a second that come in during the second measurement"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException {
        int runs = settings.number("runs");
        Path file = desk.folder("events.bin");
        try (FilledEngine engine =
                FilledEngine.open(desk.folder("data"), settings.number("events"), settings.number("customers"), file)) {
            desk.say("filled with " + Report.whole(engine.events()) + " events");
            List<Map<String, Peer.Asked>> peers = new ArrayList<>();
            for (Peer peer : Peer.all()) {
                desk.say("asking " + peer.name());
                peers.add(peer.ask(file, Files.createDirectories(desk.folder(peer.name())), runs));
            }
            Map<String, FilledEngine.Timed> alone = new HashMap<>();
            for (Asked asked : Asked.all()) {
                desk.say("asking: " + asked.name());
                FilledEngine.Timed timed = engine.ask(asked, runs);
                alone.put(asked.name(), timed);
                for (int i = 0; i < peers.size(); i++) {
                    requireSame(asked, timed, Peer.all().get(i), theirs(peers.get(i), asked));
                }
            }
            // Last, for these events are the engine's alone.
            List<Measured> all = new ArrayList<>();
            for (Asked asked : Asked.all()) {
                desk.say("asking while events come in: " + asked.name());
                FilledEngine.Timed busy = engine.askWhileEventsComeIn(asked, runs, settings.number("rate"));
                double[] theirs = peers.stream()
                        .mapToDouble(peer -> Peer.median(theirs(peer, asked).seconds()))
                        .toArray();
                all.add(new Measured(asked, Objects.requireNonNull(alone.get(asked.name())), busy.median(), theirs));
            }
            return report(all, engine.events());
        }
    }

    /**
     * What was measured of one question, in seconds: medians.
     *
     * @param peers of each peer
     */
    private record Measured(Asked asked, FilledEngine.Timed alone, double busy, double[] peers) {}

    private static void requireSame(Asked asked, FilledEngine.Timed alone, Peer peer, Peer.Asked theirs) {
        List<List<Long>> rows = asked.rows(alone.answer());
        if (!rows.equals(theirs.rows())) {
            throw new WrongResultException(
                    asked.name() + " differs: " + rows + " and, of " + peer.name() + ", " + theirs.rows());
        }
    }

    private static Peer.Asked theirs(Map<String, Peer.Asked> peer, Asked asked) {
        return Objects.requireNonNull(peer.get(asked.name()), asked.name());
    }

    private static Report report(List<Measured> all, long events) {
        List<String> columns = new ArrayList<>(List.of("question", "first", "alone", "busy"));
        Peer.all().forEach(peer -> columns.add(peer.name()));
        columns.add("alone ÷ fastest peer");
        return new Report()
                .say(Report.whole(events)
                        + " events. Milliseconds, medians; each answer equals each peer's. *First*: the question"
                        + " asked for the first time, before what it runs is compiled. *Busy*: while events"
                        + " come in. ClickHouse (`chdb`) and DuckDB read a table sorted by customer and time, Polars a frame in"
                        + " memory sorted so; two threads each, the best of several forms.")
                .table(columns, all.stream().map(QuestionsBenchmark::row).toList())
                .budgets(all.stream()
                        .map(each -> Budget.atMost(
                                each.asked().name() + ", busy",
                                each.busy() * 1e3,
                                each.asked().budgetMillis(),
                                0,
                                " ms"))
                        .toList());
    }

    private static List<String> row(Measured measured) {
        List<String> cells = new ArrayList<>();
        cells.add(measured.asked().name());
        cells.add(millis(measured.alone().first()));
        cells.add(millis(measured.alone().median()));
        cells.add(millis(measured.busy()));
        for (double peer : measured.peers()) {
            cells.add(millis(peer));
        }
        double fastest = Arrays.stream(measured.peers()).min().orElseThrow();
        cells.add(Report.decimal(measured.alone().median() / fastest, 2));
        return cells;
    }

    private static String millis(double seconds) {
        return Report.decimal(seconds * 1e3, 0);
    }
}
