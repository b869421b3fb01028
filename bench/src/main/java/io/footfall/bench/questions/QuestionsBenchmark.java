package io.footfall.bench.questions;

import io.footfall.bench.Benchmark;
import io.footfall.bench.Budget;
import io.footfall.bench.Desk;
import io.footfall.bench.Report;
import io.footfall.bench.Setting;
import io.footfall.bench.Settings;
import io.footfall.bench.WrongResultException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How long questions over many events take, alone and while events come in, beside ClickHouse on the same events.
 *
 * <p>The engine runs in this process, without HTTP and without its cache of answers: each question is a scan of everything on two
 * threads, as is each of the peer's. The peer runs while the engine is idle.
 */
public final class QuestionsBenchmark implements Benchmark {
    private static final String PYTHON = "FOOTFALL_BENCH_PYTHON";
    private static final String SCRIPT = "bench/peers/questions.py";

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public String title() {
        return "Questions over many events, beside ClickHouse";
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
            desk.say("filled with " + Report.whole(engine.events()) + " events; asking the peer");
            Map<String, Peer.Asked> peer = peer().ask(file, desk.folder("peer"), runs);
            Map<String, Double> alone = new HashMap<>();
            for (Asked asked : Asked.all()) {
                desk.say("asking: " + asked.name());
                alone.put(asked.name(), alone(asked, engine, theirs(peer, asked), runs));
            }
            // Last, for these events are the engine's alone.
            List<Measured> all = new ArrayList<>();
            for (Asked asked : Asked.all()) {
                desk.say("asking while events come in: " + asked.name());
                FilledEngine.Timed busy = engine.askWhileEventsComeIn(asked, runs, settings.number("rate"));
                double theirs = Peer.median(theirs(peer, asked).seconds());
                all.add(new Measured(asked, Objects.requireNonNull(alone.get(asked.name())), busy.median(), theirs));
            }
            return report(all, engine.events());
        }
    }

    private static Peer peer() {
        Path home = Path.of(Optional.ofNullable(System.getenv("FOOTFALL_HOME")).orElse("."));
        String python = Optional.ofNullable(System.getenv(PYTHON)).orElse("python3");
        return new Peer(Path.of(python), home.resolve(SCRIPT));
    }

    /** What was measured of one question, in seconds: medians. */
    private record Measured(Asked asked, double alone, double busy, double peer) {}

    /** How long a question takes, in seconds, once its answer is found to be the peer's. */
    private static double alone(Asked asked, FilledEngine engine, Peer.Asked peer, int runs) {
        FilledEngine.Timed alone = engine.ask(asked, runs);
        List<List<Long>> rows = asked.rows(alone.answer());
        if (!rows.equals(peer.rows())) {
            throw new WrongResultException(asked.name() + " differs: " + rows + " and, of the peer, " + peer.rows());
        }
        return alone.median();
    }

    private static Peer.Asked theirs(Map<String, Peer.Asked> peer, Asked asked) {
        return Objects.requireNonNull(peer.get(asked.name()), asked.name());
    }

    private static Report report(List<Measured> all, long events) {
        return new Report()
                .say(Report.whole(events)
                        + " events. Milliseconds, medians; each answer equals the peer's. *Busy*: while events"
                        + " come in. The peer is ClickHouse (`chdb`) on a table sorted by customer and time, two threads, the best of"
                        + " several forms.")
                .table(
                        List.of("question", "alone", "busy", "ClickHouse", "alone ÷ ClickHouse"),
                        all.stream().map(QuestionsBenchmark::row).toList())
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
        return List.of(
                measured.asked().name(),
                Report.decimal(measured.alone() * 1e3, 0),
                Report.decimal(measured.busy() * 1e3, 0),
                Report.decimal(measured.peer() * 1e3, 0),
                Report.decimal(measured.alone() / measured.peer(), 2));
    }
}
