package io.footfall.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How soon an event is safe, and how soon those who watch a number see it change, under a steady stream. */
final class LatencyBenchmark implements Benchmark {
    private static final int BOARD = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SYNCS_MOST = 4;
    private static final double ACKNOWLEDGED_MILLIS_MORE = 20;
    private static final double CHANGED_MILLIS_MOST = 300;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "From sent to safe, and from sent to seen";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("rate", 20_000, "events a second"),
                new Setting("batch", 20, "events a request: 1 or a multiple of " + Journey.COUNT),
                new Setting("connections", 64, "open connections"),
                new Setting("subscribers", 50, "clients that follow a pinned answer"),
                new Setting("probes", 20, "single events a second whose way to each subscriber is measured"),
                new Setting("customers", 500_000, "how many customers there are"),
                new Setting("active", 40_000, "how many of them are there at once"),
                new Setting("warmup", "60", "seconds before the measurement"),
                new Setting("seconds", "20", "how long the measurement is"),
                new Setting("syncs", 300, "syncs of the disk alone, before and again after"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        int batch = settings.number("batch");
        int connections = settings.number("connections");
        Duration length = Intake.seconds(settings, "seconds");
        Clock clock = Clock.systemUTC();
        Tally tally = new Tally(Shopping.customersMax(connections, batch, settings.number("customers")));
        Pace pace = Pace.perSecond((double) settings.number("rate") / batch);
        Pace probePace = Pace.perSecond(settings.number("probes"));
        int probes = (int) Math.max(1, length.toNanos() / probePace.due(1));

        Latencies diskBefore = DiskSync.measure(desk.file("sync"), settings.number("syncs"));
        LoadClient.Load load;
        LoadClient.Load probeLoad;
        Latencies changed;
        try (EngineProcess engine = EngineProcess.start(desk.folder("latency"), List.of())) {
            String head = LoadClient.head(engine.address(), engine.writeKey());
            Map<String, String> pins = new HashMap<>(Pins.first(BOARD));
            pins.put(Probes.NAME, Probes.QUESTION);
            engine.pin(pins);
            List<LoadClient.Requests> traffic = Shopping.over(
                    connections, batch, settings.number("customers"), settings.number("active"), head, tally, clock);
            try (LoadClient client = new LoadClient(engine.address(), traffic);
                    LoadClient probing = new LoadClient(engine.address(), List.of(new Probes(head, clock)));
                    ExecutorService sending = Executors.newFixedThreadPool(2)) {
                client.run(Intake.seconds(settings, "warmup"), pace);
                desk.say("warm; measuring");
                try (Followers followers =
                        new Followers(engine.address(), engine.adminKey(), settings.number("subscribers"), 0, probes)) {
                    Future<LoadClient.Load> sent = sending.submit(() -> client.run(length, pace));
                    Future<LoadClient.Load> probed = sending.submit(() -> probing.run(PATIENCE, probes, probePace));
                    probeLoad = get(probed);
                    load = get(sent);
                    changed = followers.await(probeLoad.start(), probePace);
                }
                engine.analysed(Math.max(client.lastSequence(), probing.lastSequence()));
                WrongResultException.unlessEqual(
                        "events on timelines",
                        tally.events() + probeLoad.events(),
                        Math.round(engine.metric("footfall_events_admitted_total")));
                Pins.checkExcept("events-per-minute", BOARD, engine, client.lastSequence(), tally);
            }
        }
        Latencies disk = DiskSync.measure(desk.file("sync"), settings.number("syncs"));
        disk.addAll(diskBefore);
        return report(settings, disk, load, probeLoad, changed);
    }

    private static Report report(
            Settings settings, Latencies disk, LoadClient.Load load, LoadClient.Load probes, Latencies changed) {
        double syncMillis = disk.millis(0.99);
        return new Report()
                .say(Report.whole(load.eventsPerSecond()) + " events a second in requests of "
                        + settings.number("batch")
                        + " for " + settings.text("seconds") + " s, with " + (BOARD + 1) + " questions pinned and "
                        + settings.number("subscribers") + " clients following one of them over server-sent events. "
                        + settings.number("probes")
                        + " single events a second are what that one counts: the time runs until each client is told of each."
                        + " All times run from when the request was due, whether or not it could be sent then. The disk's own"
                        + " sync is an append of 32 KiB and a sync, before and after, with nothing else going on. "
                        + load.refused() + " requests were asked to come again. Sender and clients run on the same"
                        + " cores. Afterwards the engine held exactly what was acknowledged, each once.")
                .table(
                        List.of("what", "count", "p50 ms", "p90 ms", "p99 ms", "max ms"),
                        List.of(
                                row("the disk's own sync", disk),
                                row("due to acknowledged", load.latencies()),
                                row("a probe due to acknowledged", probes.latencies()),
                                row("a probe due to a subscriber told", changed)))
                .budgets(List.of(
                        Budget.atMost(
                                "acknowledged, p99; budget 4 × the disk's sync p99 + 20 ms",
                                load.latencies().millis(0.99),
                                SYNCS_MOST * syncMillis + ACKNOWLEDGED_MILLIS_MORE,
                                1,
                                " ms"),
                        Budget.atMost("sent to changed, p99", changed.millis(0.99), CHANGED_MILLIS_MOST, 0, " ms")));
    }

    private static List<String> row(String what, Latencies latencies) {
        return List.of(
                what,
                Report.whole(latencies.count()),
                Report.decimal(latencies.millis(0.5), 1),
                Report.decimal(latencies.millis(0.9), 1),
                Report.decimal(latencies.millis(0.99), 1),
                Report.decimal(latencies.millis(1), 1));
    }

    private static LoadClient.Load get(Future<LoadClient.Load> run) throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IOException("sending failed: " + e.getCause(), e);
        }
    }
}
