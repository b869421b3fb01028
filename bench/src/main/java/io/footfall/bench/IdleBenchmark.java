package io.footfall.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an engine with a past takes of the machine while little or nothing happens. */
final class IdleBenchmark implements Benchmark {
    private static final int BOARD = 5;
    private static final int CONNECTIONS = 10;
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double IDLE_PERCENT_MOST = 3;
    private static final double BUSY_PERCENT_MOST = 15;
    private static final double RESIDENT_MEGABYTES_MOST = 600;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "An engine at rest";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("events", 1_000_000, "events loaded before"),
                new Setting("customers", 100_000, "how many customers they are of"),
                new Setting("rate", 100, "events a second in the second measurement"),
                new Setting("settle", "30", "seconds before each measurement"),
                new Setting("seconds", "20", "how long each measurement is"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        int customers = settings.number("customers");
        Duration settle = Intake.seconds(settings, "settle");
        Duration length = Intake.seconds(settings, "seconds");
        Clock clock = Clock.systemUTC();
        Tally tally = new Tally(Shopping.customersMax(CONNECTIONS, BATCH, customers));
        List<Measured> measured = new ArrayList<>();
        try (EngineProcess engine = EngineProcess.start(desk.folder("idle"), List.of())) {
            engine.pin(Pins.first(BOARD));
            String head = LoadClient.head(engine.address(), engine.writeKey());
            try (LoadClient client = new LoadClient(
                    engine.address(),
                    Shopping.over(CONNECTIONS, BATCH, customers, customers / 2, head, tally, clock))) {
                client.run(PATIENCE, settings.number("events") / BATCH, Pace.asFastAsAnswered());
                engine.analysed(client.lastSequence());
            }
            desk.say(Report.whole(tally.events()) + " events are loaded");
            TimeUnit.NANOSECONDS.sleep(settle.toNanos());
            Measuring idle = Measuring.begin(engine.pid());
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            measured.add(idle.end("idle"));

            Tally more = new Tally(Shopping.customersMax(1, 1, customers));
            try (LoadClient client = new LoadClient(
                    engine.address(), Shopping.over(1, 1, customers, customers / 2, head, more, clock))) {
                Pace pace = Pace.perSecond(settings.number("rate"));
                client.run(settle, pace);
                Measuring busy = Measuring.begin(engine.pid());
                LoadClient.Load load = client.run(length, pace);
                measured.add(busy.end(Report.whole(load.eventsPerSecond()) + " events/s"));
                engine.analysed(client.lastSequence());
            }
        }
        Measured idle = measured.getFirst();
        Measured busy = measured.getLast();
        return new Report()
                .say(Report.whole(tally.events()) + " events of up to " + Report.whole(customers) + " customers, "
                        + BOARD + " questions pinned. After " + settings.text("settle") + " s of rest, "
                        + settings.text("seconds")
                        + " s with nothing to do; then as long with single events, one a request.")
                .table(
                        List.of("while", "percent of a core", "resident MB"),
                        measured.stream()
                                .map(each -> List.of(
                                        each.what,
                                        Report.decimal(each.percent, 1),
                                        Report.whole(each.residentMegabytes)))
                                .toList())
                .budgets(List.of(
                        Budget.atMost("idle", idle.percent, IDLE_PERCENT_MOST, 1, " % of a core"),
                        Budget.atMost("resident", idle.residentMegabytes, RESIDENT_MEGABYTES_MOST, 0, " MB"),
                        Budget.atMost(
                                settings.number("rate") + " events/s",
                                busy.percent,
                                BUSY_PERCENT_MOST,
                                1,
                                " % of a core")));
    }

    /** What a process took meanwhile. */
    private record Measured(String what, double percent, double residentMegabytes) {}

    /** A measurement that goes on. */
    private record Measuring(long pid, long startNanos, double startSeconds) {
        static Measuring begin(long pid) {
            return new Measuring(pid, System.nanoTime(), Processor.secondsOf(pid));
        }

        Measured end(String what) throws IOException {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            double percent = 100 * (Processor.secondsOf(pid) - startSeconds) / seconds;
            return new Measured(what, percent, Processor.residentBytes(pid) / 1e6);
        }
    }
}
