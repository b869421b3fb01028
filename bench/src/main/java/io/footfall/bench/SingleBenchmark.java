package io.footfall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Requests of one event each, as browsers send them. */
final class SingleBenchmark implements Benchmark {
    private static final double REQUESTS_PER_SECOND_LEAST = 20_000;

    @Override
    public String name() {
        return "single";
    }

    @Override
    public String title() {
        return "Requests of a single event";
    }

    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(Intake.SETTINGS);
        settings.add(new Setting("connections", 256, "open connections, each with one request under way"));
        settings.add(new Setting("pins", 5, "pinned questions, at most " + Pins.MAX));
        return settings;
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        int pins = settings.number("pins");
        Intake intake = Intake.of(settings, settings.number("connections"), 1);
        List<Intake.Seen> engine = new ArrayList<>();
        List<Intake.Seen> parseOnly = new ArrayList<>();
        try (ParseOnlyServer.Running peer = ParseOnlyServer.start(desk.file("parse-only.err"))) {
            for (int run = 1; run <= settings.number("runs"); run++) {
                Path data = desk.folder("single-" + run);
                engine.add(intake.engine(pins, data, Pace.asFastAsAnswered(), List.of()));
                desk.remove(data);
                parseOnly.add(intake.parseOnly(peer));
                desk.say("run " + run + ": " + Report.whole(engine.getLast().eventsPerSecond())
                        + " requests/s; parse only: "
                        + Report.whole(parseOnly.getLast().eventsPerSecond()));
            }
        }
        Intake.Medians mine = new Intake.Medians(engine);
        Intake.Medians peer = new Intake.Medians(parseOnly);
        return new Report()
                .say("One event a request, each answered after the disk's sync, over " + settings.number("connections")
                        + " connections that stay open, with " + pins
                        + " questions pinned; beside a server that parses the"
                        + " same bodies with the same HTTP library and parser and does nothing else. The sender runs on the"
                        + " same cores. Measured in turn, " + settings.number("runs") + " × " + settings.text("seconds")
                        + " s each; these are medians. Afterwards the engine held exactly what was acknowledged, each once,"
                        + " and every pinned number was right.")
                .table(
                        List.of("server", "requests/s", "p50 ms", "p99 ms", "processor µs a request"),
                        List.of(row("engine", mine), row("parse only", peer)))
                .budgets(List.of(
                        Budget.atLeast("requests a second", mine.eventsPerSecond(), REQUESTS_PER_SECOND_LEAST, 0, "")))
                .say("Share of the parse-only server: "
                        + Report.decimal(mine.eventsPerSecond() / peer.eventsPerSecond(), 2) + ".");
    }

    private static List<String> row(String server, Intake.Medians seen) {
        return List.of(
                server,
                Report.whole(seen.eventsPerSecond()),
                seen.millis(0.5),
                seen.millis(0.99),
                seen.cpuMicrosPerEvent());
    }
}
