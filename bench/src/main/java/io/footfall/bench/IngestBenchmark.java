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
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final String BOTH = "both";

    /** More bytes than any log has. */
    private static final String NEVER = Long.toString(1L << 60);

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
        settings.add(new Setting("rate", 0, "events a second; 0 is as fast as they are answered"));
        settings.add(new Setting("sealing", "on", "whether the log becomes files: on, off, or both, in turn"));
        return settings;
    }

    /**
     * What is measured.
     *
     * @param pins how many questions are pinned
     * @param sealing whether the log becomes files
     */
    private record Case(int pins, String sealing) {
        List<String> arguments() {
            return sealing.equals(OFF) ? List.of("--seal-bytes", NEVER) : List.of();
        }
    }

    private static List<Case> cases(Settings settings) {
        String told = settings.text("sealing");
        List<String> sealing = told.equals(BOTH) ? List.of(ON, OFF) : List.of(told);
        if (!List.of(ON, OFF).containsAll(sealing)) {
            throw new IllegalArgumentException("--sealing is " + told + "; it must be on, off or both");
        }
        List<Integer> all = settings.text("pins").equals("-1") ? PINS : List.of(settings.number("pins"));
        return all.stream()
                .flatMap(pins -> sealing.stream().map(each -> new Case(pins, each)))
                .toList();
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        Intake intake = Intake.of(settings, settings.number("connections"), settings.number("batch"));
        List<Case> cases = cases(settings);
        int rate = settings.number("rate");
        Pace pace = rate == 0 ? Pace.asFastAsAnswered() : Pace.perSecond((double) rate / settings.number("batch"));
        Map<Case, List<Intake.Seen>> engine = new LinkedHashMap<>();
        Map<Case, List<Intake.Seen>> parseOnly = new LinkedHashMap<>();
        try (ParseOnlyServer.Running peer = ParseOnlyServer.start(desk.file("parse-only.err"))) {
            for (int run = 1; run <= settings.number("runs"); run++) {
                for (Case each : cases) {
                    Path data = desk.folder("ingest-" + run + "-" + each.pins() + "-" + each.sealing());
                    Intake.Seen seen = intake.engine(each.pins(), data, pace, each.arguments());
                    desk.remove(data);
                    desk.say("run " + run + ", " + each.pins() + " pinned, sealing " + each.sealing() + ": "
                            + Report.whole(seen.eventsPerSecond()) + " events/s");
                    engine.computeIfAbsent(each, none -> new ArrayList<>()).add(seen);
                    if (rate == 0) {
                        Intake.Seen peerSeen = intake.parseOnly(peer);
                        desk.say("parse only: " + Report.whole(peerSeen.eventsPerSecond()) + " events/s");
                        parseOnly
                                .computeIfAbsent(each, none -> new ArrayList<>())
                                .add(peerSeen);
                    }
                }
            }
        }
        return report(settings, rate, engine, parseOnly);
    }

    private static Report report(
            Settings settings, int rate, Map<Case, List<Intake.Seen>> engine, Map<Case, List<Intake.Seen>> parseOnly) {
        Report report = new Report()
                .say("Requests of " + settings.number("batch") + " events over " + settings.number("connections")
                        + " connections, sent "
                        + (rate == 0 ? "as fast as they are answered" : "at " + Report.whole(rate) + " events a second")
                        + " by one process beside the server, on the same"
                        + " cores. An event counts when it is acknowledged, and the time runs until every pinned answer"
                        + " holds the last one. They were measured in turn, " + settings.number("runs") + " × "
                        + settings.text("seconds") + " s each; these are medians."
                        + (rate == 0
                                ? " The peer is a server that parses the same bodies with the same HTTP library and parser and does"
                                        + " nothing else, measured in turn with them, for "
                                        + Intake.PEER_MOST.toSeconds() + " s at most."
                                : ""))
                .say(
                        "After each run the engine held exactly the events that were acknowledged, each once, though one request in"
                                + " 50 was sent twice, and every pinned number was as counted by the sender.");
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> files = new ArrayList<>();
        List<Budget> budgets = new ArrayList<>();
        engine.forEach((each, seen) -> {
            Intake.Medians mine = new Intake.Medians(seen);
            double peer = rate == 0 ? new Intake.Medians(parseOnly.getOrDefault(each, List.of())).eventsPerSecond() : 0;
            double share = mine.eventsPerSecond() / peer;
            rows.add(List.of(
                    Integer.toString(each.pins()),
                    each.sealing(),
                    Report.whole(mine.eventsPerSecond()),
                    rate == 0 ? Report.whole(peer) : "–",
                    rate == 0 ? Report.decimal(share, 2) : "–",
                    mine.millis(0.5),
                    mine.millis(0.99),
                    mine.behindMillis(),
                    mine.cpuMicrosPerEvent(),
                    mine.refused()));
            files.add(List.of(
                    Integer.toString(each.pins()),
                    each.sealing(),
                    mine.sealedShare(),
                    mine.unsealedMebibytes(),
                    mine.compactions(),
                    mine.filesMicrosPerEvent()));
            if (each.pins() == BOARD && each.sealing().equals(ON) && rate == 0) {
                budgets.add(Budget.atLeast(
                        "events a second, 5 pinned", mine.eventsPerSecond(), EVENTS_PER_SECOND_LEAST, 0, ""));
                budgets.add(Budget.atLeast("share of the parse-only server", share, SHARE_LEAST, 2, ""));
            }
        });
        report.table(
                        List.of(
                                "pinned questions",
                                "sealing",
                                "events/s",
                                "parse only, events/s",
                                "share",
                                "p50 ms",
                                "p99 ms",
                                "behind at the end, ms",
                                "processor µs an event",
                                "asked to come again"),
                        rows)
                .say("What became of the log at the end, warm-up and all, by processes of their own.")
                .table(
                        List.of(
                                "pinned questions",
                                "sealing",
                                "events in files",
                                "log not sealed, MiB",
                                "files put together",
                                "their processor µs an event"),
                        files);
        return budgets.isEmpty() ? report : report.budgets(budgets);
    }
}
