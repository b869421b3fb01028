package io.footfall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a year of history, brought in beside a steady live stream, costs those who send and those who watch. */
final class BackfillBenchmark implements Benchmark {
    private static final String BY_IMPORT = "import";
    private static final String BY_FOLDER = "folder";
    private static final int BOARD = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How long a look at the live stream is while history comes in. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final double ACKNOWLEDGED_MILLIS_MOST = 100;
    private static final double CHANGED_MILLIS_MOST = 300;

    @Override
    public String name() {
        return "backfill";
    }

    @Override
    public String title() {
        return "History brought in beside a live stream";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "by",
                        BY_IMPORT,
                        "how history comes: " + BY_IMPORT + ", or " + BY_FOLDER
                                + ", as a file put into one that is a source"),
                new Setting("rows", 1_000_000, "rows of history, over a year, of the same customers"),
                new Setting("rate", 5_000, "live events a second"),
                new Setting("batch", 20, "live events a request: 1 or a multiple of " + Journey.COUNT),
                new Setting("connections", 32, "open connections"),
                new Setting("subscribers", 20, "clients that follow a pinned answer"),
                new Setting("probes", 20, "single events a second whose way to each subscriber is measured"),
                new Setting("customers", 500_000, "how many customers there are"),
                new Setting("active", 40_000, "how many of them are there at once"),
                new Setting("warmup", "60", "seconds before the measurement"),
                new Setting("seconds", "20", "how long the live stream is measured alone"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        int rows = settings.number("rows");
        int customers = settings.number("customers");
        boolean isByFolder = isByFolder(settings);
        desk.say("writing " + Report.whole(rows) + " rows of history");
        HistoryRows history = HistoryRows.write(
                desk.file("history"),
                rows,
                customers,
                Instant.ofEpochMilli(Clock.systemUTC().millis()));
        int connections = settings.number("connections");
        int batch = settings.number("batch");
        Tally tally = new Tally(Shopping.customersMax(connections, batch, customers));
        Pace pace = Pace.perSecond((double) settings.number("rate") / batch);
        Watched watched = Watched.beside(history);
        List<String> arguments =
                isByFolder ? List.of("--config", watched.configuration().toString()) : List.of();
        try (EngineProcess engine = EngineProcess.start(desk.folder("backfill"), List.of(), arguments)) {
            String head = LoadClient.head(engine.address(), engine.writeKey());
            Map<String, String> pins = new HashMap<>(Pins.first(BOARD));
            pins.put(Probes.NAME, Probes.QUESTION);
            engine.pin(pins);
            List<LoadClient.Requests> traffic = Shopping.over(
                    connections, batch, customers, settings.number("active"), head, tally, Clock.systemUTC());
            try (LoadClient client = new LoadClient(engine.address(), traffic);
                    LoadClient probing =
                            new LoadClient(engine.address(), List.of(new Probes(head, Clock.systemUTC())));
                    ExecutorService threads = Executors.newFixedThreadPool(3)) {
                client.run(Intake.seconds(settings, "warmup"), pace);
                desk.say("warm; measuring the live stream alone");
                Live live = new Live(settings, engine, client, probing, threads, pace);
                Seen alone = live.look(Intake.seconds(settings, "seconds"));
                desk.say("bringing history in beside it");
                Seen beside = new Seen();
                Future<Brought> bringing = isByFolder
                        ? watched.bringing(engine, rows, threads)
                        : importing(engine, history, desk, threads);
                Brought brought = live.lookWhile(bringing, beside);
                engine.analysed(Math.max(client.lastSequence(), probing.lastSequence()));
                WrongResultException.unlessEqual("rows admitted, as it says", rows, brought.admitted());
                WrongResultException.unlessEqual(
                        "events on timelines",
                        tally.events() + live.probes() + rows,
                        Math.round(engine.metric("footfall_events_admitted_total")));
                WrongResultException.unlessEqual(
                        "second deliveries",
                        tally.repeated(),
                        Math.round(engine.metric("footfall_events_duplicate_total")));
                history.check(engine);
                Pins.checkExcept("events-per-minute", BOARD, engine, client.lastSequence(), tally);
                return report(settings, brought, alone, beside);
            }
        }
    }

    private static boolean isByFolder(Settings settings) {
        String by = settings.text("by");
        if (!by.equals(BY_IMPORT) && !by.equals(BY_FOLDER)) {
            throw new IllegalArgumentException("--by is " + by + "; it must be " + BY_IMPORT + " or " + BY_FOLDER);
        }
        return by.equals(BY_FOLDER);
    }

    /** How many rows were admitted, and how long all of it took. */
    private record Brought(long admitted, double seconds) {}

    /**
     * A folder that is a source, and what is to be put into it.
     *
     * @param file what is moved there
     * @param folder where it is moved
     */
    private record Watched(Path file, Path folder, Path configuration) {
        private static final String ADMITTED = "footfall_source_events{source=\"history\"}";
        private static final String QUARANTINED = "footfall_source_quarantined{source=\"history\"}";
        private static final long LOOK_MILLIS = 50;

        static Watched beside(HistoryRows history) throws IOException {
            Path folder = Files.createDirectories(history.file().resolveSibling("watched"));
            Path configuration = Files.writeString(
                    history.file().resolveSibling("watched.yaml"),
                    "sources:\n  history: { kind: files, path: " + folder.getFileName() + ", mapping: "
                            + history.mapping().getFileName() + ", settle: 1s }\n");
            return new Watched(history.file(), folder, configuration);
        }

        Future<Brought> bringing(EngineProcess engine, int rows, ExecutorService threads) {
            return threads.submit(() -> {
                long start = System.nanoTime();
                Files.move(file, folder.resolve(file.getFileName()));
                while (engine.metric(ADMITTED) + engine.metric(QUARANTINED) < rows) {
                    Thread.sleep(LOOK_MILLIS);
                }
                return new Brought(Math.round(engine.metric(ADMITTED)), (System.nanoTime() - start) / 1e9);
            });
        }
    }

    private static Future<Brought> importing(
            EngineProcess engine, HistoryRows history, Desk desk, ExecutorService threads) {
        return threads.submit(() -> {
            long start = System.nanoTime();
            List<String> command = List.of(
                    "import",
                    history.file().toString(),
                    "--map",
                    history.mapping().toString(),
                    "--to",
                    engine.address().toString(),
                    "--key",
                    engine.writeKey());
            Path complaints = desk.file("import.err");
            try (JavaProcess process = JavaProcess.start("io.footfall.app.Main", List.of(), command, complaints)) {
                long admitted = Long.parseLong(process.await("admitted"));
                return new Brought(admitted, (System.nanoTime() - start) / 1e9);
            }
        });
    }

    /** What was seen of the live stream. */
    private static final class Seen {
        private final Latencies acknowledged = new Latencies();
        private final Latencies changed = new Latencies();
        private long events;
        private long nanos;
        private long refused;

        Seen(LoadClient.Load load, Latencies told) {
            add(load.latencies(), told, load.events(), load.nanos(), load.refused());
        }

        Seen() {}

        void add(Seen more) {
            add(more.acknowledged, more.changed, more.events, more.nanos, more.refused);
        }

        private void add(Latencies moreAcknowledged, Latencies moreChanged, long moreEvents, long took, long asked) {
            acknowledged.addAll(moreAcknowledged);
            changed.addAll(moreChanged);
            events += moreEvents;
            nanos += took;
            refused += asked;
        }

        double eventsPerSecond() {
            return events * 1e9 / nanos;
        }
    }

    /** The live stream, and how its events get to those who watch. */
    private static final class Live {
        private final Settings settings;
        private final EngineProcess engine;
        private final LoadClient client;
        private final LoadClient probing;
        private final ExecutorService threads;
        private final Pace pace;
        private final Pace probePace;
        private int before;

        Live(
                Settings settings,
                EngineProcess engine,
                LoadClient client,
                LoadClient probing,
                ExecutorService threads,
                Pace pace) {
            this.settings = settings;
            this.engine = engine;
            this.client = client;
            this.probing = probing;
            this.threads = threads;
            this.pace = pace;
            this.probePace = Pace.perSecond(settings.number("probes"));
        }

        /** How many probes were sent so far. */
        int probes() {
            return before;
        }

        Seen look(Duration length) throws IOException, InterruptedException {
            int more = (int) Math.max(1, length.toNanos() / probePace.due(1));
            try (Followers followers =
                    new Followers(engine.address(), engine.adminKey(), settings.number("subscribers"), before, more)) {
                Future<LoadClient.Load> sent = threads.submit(() -> client.run(length, pace));
                Future<LoadClient.Load> probed = threads.submit(() -> probing.run(PATIENCE, more, probePace));
                LoadClient.Load probeLoad = get(probed);
                LoadClient.Load load = get(sent);
                before += more;
                return new Seen(load, followers.await(probeLoad.start(), probePace));
            }
        }

        /** Looks again and again while history comes in; the last look, in which that ended, does not count unless it is the only one. */
        Brought lookWhile(Future<Brought> bringing, Seen into) throws IOException, InterruptedException {
            while (!bringing.isDone()) {
                Seen seen = look(LOOK);
                if (!bringing.isDone() || into.events == 0) {
                    into.add(seen);
                }
            }
            return get(bringing);
        }
    }

    private static Report report(Settings settings, Brought brought, Seen alone, Seen beside) {
        double rowsPerSecond = settings.number("rows") / brought.seconds();
        return new Report()
                .say((isByFolder(settings) ? "A watched folder" : "`./footfall import --to`") + " brought "
                        + Report.whole(settings.number("rows"))
                        + " rows of the year before in, in " + Report.decimal(brought.seconds(), 1) + " s, **"
                        + Report.whole(rowsPerSecond)
                        + " a second**, from "
                        + (isByFolder(settings)
                                ? "when the file was moved there until all of it was safe"
                                : "the start of its process to its report")
                        + ". Beside it "
                        + Report.whole(beside.eventsPerSecond())
                        + " live events a second came in requests of " + settings.text("batch")
                        + " of the same customers, with " + (BOARD + 1) + " questions pinned and "
                        + settings.text("subscribers") + " clients following one of them; alone before, "
                        + Report.whole(alone.eventsPerSecond()) + " for " + settings.text("seconds")
                        + " s. Times run from when a request was due. " + alone.refused
                        + " live requests were asked to come again alone, and " + beside.refused
                        + " beside history. Sender, clients and engine run on the same cores. Afterwards the engine held"
                        + " exactly what was acknowledged and every row, each once.")
                .table(
                        List.of("live", "count", "p50 ms", "p90 ms", "p99 ms", "max ms"),
                        List.of(
                                row("alone: due to acknowledged", alone.acknowledged),
                                row("beside history: due to acknowledged", beside.acknowledged),
                                row("alone: a probe due to a subscriber told", alone.changed),
                                row("beside history: a probe due to a subscriber told", beside.changed)))
                .budgets(List.of(
                        Budget.atMost(
                                "acknowledged beside history, p99",
                                beside.acknowledged.millis(0.99),
                                ACKNOWLEDGED_MILLIS_MOST,
                                1,
                                " ms"),
                        Budget.atMost(
                                "sent to changed beside history, p99",
                                beside.changed.millis(0.99),
                                CHANGED_MILLIS_MOST,
                                0,
                                " ms"),
                        Budget.atMost("live requests asked to come again", (double) beside.refused, 0, 0, "")));
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

    private static <T> T get(Future<T> run) throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IOException("it failed: " + e.getCause(), e);
        }
    }
}
