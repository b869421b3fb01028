package io.footfall.app;

import io.footfall.connect.files.CollectClient;
import io.footfall.question.InvalidQuestionException;
import io.footfall.simulate.Incident;
import io.footfall.simulate.Ledger;
import io.footfall.simulate.LineFile;
import io.footfall.simulate.Repair;
import io.footfall.simulate.Scenario;
import io.footfall.simulate.Sender;
import io.footfall.simulate.Shop;
import io.footfall.simulate.ShopConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footfall simulate}: a shop's events, to a running engine or into a file. */
@Command(
        name = "simulate",
        description = "Sends what a simulated shop's customers do, or writes it to a file.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CONNECTIONS_MAX = 1_000;
    private static final double RATE = 10;
    private static final int SECONDS_PER_DAY = 86_400;

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    /** Where events go. */
    static final class Where {
        @Option(
                names = "--to",
                converter = EngineAddress.class,
                description = "The address of a running engine, such as http://127.0.0.1:8080.")
        private Optional<URI> address = Optional.empty();

        @Option(names = "--out", description = "A file of JSON lines.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--data", description = "A new data folder, with --scenario.")
        private Optional<Path> data = Optional.empty();
    }

    @Option(
            names = "--scenario",
            description =
                    "A fortnight of a shop and the day after it, on which five things go wrong (incidents), nothing"
                            + " does (quiet), or they are put right when half of the regions see them live, the others"
                            + " by the nightly batch (randomised). With --data, --seed and --start.")
    private Optional<Scenario> scenario = Optional.empty();

    @Option(
            names = "--found",
            paramLabel = "FILE",
            description = "When each incident is found, such as incidents --found writes. With --scenario randomised.")
    private Optional<Path> found = Optional.empty();

    @Option(
            names = "--reaction",
            converter = Lengths.class,
            description = "How long after it is found something is put right. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30m")
    private Duration reaction = Duration.ofMinutes(30);

    @Option(names = "--incidents", description = "A file for what went wrong, and when. With --scenario.")
    private Optional<Path> incidentsFile = Optional.empty();

    @Option(names = "--key", description = "The engine's write key. Default: the environment's FOOTFALL_WRITE_KEY.")
    private Optional<String> key = Optional.ofNullable(System.getenv("FOOTFALL_WRITE_KEY"));

    @Option(
            names = "--rate",
            description = "Events a second. Default: 10; with --scenario some 1.16, which is 100,000 a day.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--for",
            converter = Lengths.class,
            description = "How long, such as 90s, 10m or 2h. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10m")
    private Duration length = Duration.ofMinutes(10);

    @Option(names = "--seed", description = "Which shop it is. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--start",
            description =
                    "The instant of the first event, for a file. Default: ${DEFAULT-VALUE}, so that the same seed makes"
                            + " the same bytes.",
            defaultValue = "2026-01-01T00:00:00Z")
    private Instant start = Instant.EPOCH;

    @Option(names = "--ledger", description = "A file that lists every id that was answered 200.")
    private Optional<Path> ledgerFile = Optional.empty();

    @Option(names = "--connections", description = "The most requests at once. Default: ${DEFAULT-VALUE}.")
    private int connections = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (scenario.isPresent() || where.data.isPresent() || incidentsFile.isPresent() || found.isPresent()) {
            return tell();
        }
        if (where.file.isEmpty() && where.address.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give --to ADDRESS or --out FILE: where the events go");
        }
        if (where.file.isPresent()) {
            long count = LineFile.write(new Shop(shop(start)), start.plus(length), where.file.get());
            spec.commandLine().getOut().println("wrote " + count + " events to " + where.file.get());
            return 0;
        }
        if (key.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--key is missing: give the write key of the engine's keys.json");
        }
        if (connections < 1 || connections > CONNECTIONS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--connections is " + connections + ", expected 1 to " + CONNECTIONS_MAX);
        }
        send();
        return 0;
    }

    private int tell() throws IOException, InterruptedException {
        if (scenario.isEmpty() || scenario.get() == Scenario.ORDINARY || where.data.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--scenario incidents, quiet or randomised and --data go together, and --incidents with them");
        }
        if (found.isPresent() != (scenario.get() == Scenario.RANDOMISED)) {
            throw new ParameterException(spec.commandLine(), "--scenario randomised and --found go together");
        }
        Path data = where.data.get();
        if (!ScenarioFolder.isNew(data)) {
            throw new ParameterException(
                    spec.commandLine(), "--data is " + data + ", which is not empty; give a new folder");
        }
        ShopConfig config = scenario(scenario.get());
        Shop shop = new Shop(config, repairs(config));
        long count = ScenarioFolder.fill(data, shop, config.liveFrom());
        if (incidentsFile.isPresent()) {
            IncidentLines.write(shop.incidents(), incidentsFile.get());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + count + " events to " + data + "; the day to look at is "
                + config.watchedDay().toString().substring(0, 10));
        return 0;
    }

    private List<Repair> repairs(ShopConfig config) throws IOException {
        if (found.isEmpty()) {
            return List.of();
        }
        List<Repair> repairs;
        try {
            repairs = FoundLines.read(found.get(), reaction);
        } catch (InvalidQuestionException e) {
            throw new ParameterException(spec.commandLine(), "--found: " + e.getMessage(), e);
        }
        List<String> incidents =
                new Shop(config).incidents().stream().map(Incident::what).toList();
        for (Repair repair : repairs) {
            if (!incidents.contains(repair.what())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--found: \"" + repair.what() + "\" is nothing that goes wrong in this shop; expected one of "
                                + incidents);
            }
        }
        return repairs;
    }

    private ShopConfig scenario(Scenario which) {
        if (rate.isEmpty()) {
            return ShopConfig.scenario(seed, start, which);
        }
        try {
            return ShopConfig.scenario(seed, start, which, (int) Math.round(rate.get() * SECONDS_PER_DAY));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate is " + rate.get() + ", expected at most 115 events a second of a scenario",
                    e);
        }
    }

    private ShopConfig shop(Instant from) {
        try {
            return ShopConfig.live(seed, from, rate.orElse(RATE));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private void send() throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        ShopConfig config = shop(now);
        Path ledgerPath = ledgerFile.orElse(Path.of("/dev/null"));
        URI address = where.address.orElseThrow();
        EngineOutages outages =
                new EngineOutages(address, PATIENCE, spec.commandLine().getErr());
        try (CollectClient client = new CollectClient(address, key.orElseThrow(), PATIENCE, outages);
                Ledger ledger = Ledger.open(ledgerPath);
                ExecutorService posting = Executors.newVirtualThreadPerTaskExecutor()) {
            Sender sender = new Sender(client, ledger, clock, new Pacing(), posting, connections);
            sender.run(new Shop(config), now.plus(length));
            spec.commandLine().getOut().println("sent " + sender.sent() + " events, each answered");
        }
    }
}
