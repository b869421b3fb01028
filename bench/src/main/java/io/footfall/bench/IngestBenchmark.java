package io.footfall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Batches of events over HTTP, durable and deduplicated, while more and more questions are kept true. */
final class IngestBenchmark implements Benchmark {
    private static final List<Integer> PINS = List.of(0, 5, 20);
    private static final int BOARD = 5;
    private static final double EVENTS_PER_SECOND_LEAST = 100_000;
    private static final double SHARE_LEAST = 0.1;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String title() {
        return "Batches of events over HTTP";
    }

    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(Intake.SETTINGS);
        settings.add(new Setting("batch", 100, "events a request"));
        settings.add(new Setting("connections", 16, "open connections, each with one request under way"));
        settings.add(new Setting("pins", -1, "only this many pinned questions, at most " + Pins.MAX));
        return settings;
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        Intake intake = Intake.of(settings, settings.number("connections"), settings.number("batch"));
        List<Integer> all = settings.text("pins").equals("-1") ? PINS : List.of(settings.number("pins"));
        Map<Integer, List<Intake.Seen>> engine = new LinkedHashMap<>();
        Map<Integer, List<Intake.Seen>> parseOnly = new LinkedHashMap<>();
        try (ParseOnlyServer.Running peer = ParseOnlyServer.start(desk.file("parse-only.err"))) {
            for (int run = 1; run <= settings.number("runs"); run++) {
                for (int pins : all) {
                    Path data = desk.folder("ingest-" + run + "-" + pins);
                    Intake.Seen seen = intake.engine(pins, data);
                    desk.remove(data);
                    Intake.Seen peerSeen = intake.parseOnly(peer);
                    desk.say("run " + run + ", " + pins + " pinned: " + Report.whole(seen.eventsPerSecond())
                            + " events/s; parse only: " + Report.whole(peerSeen.eventsPerSecond()));
                    engine.computeIfAbsent(pins, none -> new ArrayList<>()).add(seen);
                    parseOnly.computeIfAbsent(pins, none -> new ArrayList<>()).add(peerSeen);
                }
            }
        }
        return report(settings, engine, parseOnly);
    }

    private static Report report(
            Settings settings, Map<Integer, List<Intake.Seen>> engine, Map<Integer, List<Intake.Seen>> parseOnly) {
        Report report = new Report()
                .say("Requests of " + settings.number("batch") + " events over " + settings.number("connections")
                        + " connections, sent as fast as they are answered by one process beside the server, on the same"
                        + " cores. An event counts when it is acknowledged, and the time runs until every pinned answer"
                        + " holds the last one. The peer is a server that parses the same bodies with the same HTTP library"
                        + " and parser and does nothing else. They were measured in turn, "
                        + settings.number("runs") + " × " + settings.text("seconds") + " s each, the peer "
                        + Intake.PEER_MOST.toSeconds() + " s at most; these are medians.")
                .say(
                        "After each run the engine held exactly the events that were acknowledged, each once, though one request in"
                                + " 50 was sent twice, and every pinned number was as counted by the sender.");
        List<List<String>> rows = new ArrayList<>();
        List<Budget> budgets = new ArrayList<>();
        engine.forEach((pins, seen) -> {
            Intake.Medians mine = new Intake.Medians(seen);
            double peer = new Intake.Medians(parseOnly.getOrDefault(pins, List.of())).eventsPerSecond();
            double share = mine.eventsPerSecond() / peer;
            rows.add(List.of(
                    Integer.toString(pins),
                    Report.whole(mine.eventsPerSecond()),
                    Report.whole(peer),
                    Report.decimal(share, 2),
                    mine.millis(0.5),
                    mine.millis(0.99),
                    mine.behindMillis(),
                    mine.cpuMicrosPerEvent(),
                    mine.refused()));
            if (pins == BOARD) {
                budgets.add(Budget.atLeast(
                        "events a second, 5 pinned", mine.eventsPerSecond(), EVENTS_PER_SECOND_LEAST, 0, ""));
                budgets.add(Budget.atLeast("share of the parse-only server", share, SHARE_LEAST, 2, ""));
            }
        });
        report.table(
                List.of(
                        "pinned questions",
                        "events/s",
                        "parse only, events/s",
                        "share",
                        "p50 ms",
                        "p99 ms",
                        "behind at the end, ms",
                        "processor µs an event",
                        "asked to come again"),
                rows);
        return budgets.isEmpty() ? report : report.budgets(budgets);
    }
}
