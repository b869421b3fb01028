package io.footfall.app;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.Keys;
import io.footfall.collect.CollectConfig;
import io.footfall.collect.Collector;
import io.footfall.connect.files.CollectClient;
import io.footfall.connect.files.FileImport;
import io.footfall.connect.files.HttpSink;
import io.footfall.connect.files.ImportSummary;
import io.footfall.connect.files.ItemSink;
import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.MappingReader;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.eventlog.EventLog;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code footfall import}: files into events, by a mapping. Importing the same again adds nothing. */
@Command(
        name = "import",
        description = "Brings files of events in: CSV or JSON lines, plain, .gz or .zst, or Parquet, by a mapping.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files, in the order of their events.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--map", required = true, description = "The mapping, such as examples/online-retail-orders.yaml.")
    private Path map = Path.of("mapping.yaml");

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    /** Where events go. */
    static final class Where {
        @Option(names = "--data", description = "A data folder on which no engine runs.")
        private Optional<Path> data = Optional.empty();

        @Option(
                names = "--to",
                converter = EngineAddress.class,
                description = "The address of a running engine, such as http://127.0.0.1:8080.")
        private Optional<URI> address = Optional.empty();
    }

    @Option(names = "--key", description = "The engine's write key. Default: the environment's FOOTFALL_WRITE_KEY.")
    private Optional<String> key = Optional.ofNullable(System.getenv("FOOTFALL_WRITE_KEY"));

    @Option(names = "--batch", description = "The most events in a batch. Default: ${DEFAULT-VALUE}.")
    private int batch = 500;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private volatile boolean isOver;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (where.data.isEmpty() && where.address.isEmpty()) {
            throw usage("give --data DIR or --to ADDRESS: where the events go");
        }
        if (batch < 1 || batch > ItemSink.ITEMS_MAX) {
            throw usage("--batch is " + batch + ", expected 1 to " + ItemSink.ITEMS_MAX);
        }
        Thread interrupted = new Thread(this::sayInterrupted, "footfall-stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            Mapping mapping = MappingReader.read(map);
            if (where.data.isPresent()) {
                importInto(where.data.get(), mapping);
            } else {
                send(where.address.orElseThrow(), mapping);
            }
            return 0;
        } catch (MappingException e) {
            spec.commandLine().getErr().println("footfall: " + e.getMessage());
            return 2;
        } finally {
            isOver = true;
        }
    }

    private void send(URI address, Mapping mapping) throws IOException, InterruptedException, MappingException {
        String writeKey =
                key.orElseThrow(() -> usage("--key is missing: give the write key of the engine's keys.json"));
        EngineOutages outages =
                new EngineOutages(address, PATIENCE, spec.commandLine().getErr());
        try (CollectClient client = new CollectClient(address, writeKey, PATIENCE, outages)) {
            ImportReport.print(
                    run(mapping, HttpSink.givingWay(client)),
                    0,
                    spec.commandLine().getOut());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What was accepted so far is safe, so there is nothing to undo. */
    private void sayInterrupted() {
        if (!isOver) {
            PrintWriter err = spec.commandLine().getErr();
            err.println();
            err.println("footfall: stopped halfway; the same import again finishes it and adds nothing twice");
            err.flush();
        }
    }

    private void importInto(Path data, Mapping mapping) throws IOException, InterruptedException, MappingException {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        HistoryConfig sealing = HistoryConfig.DEFAULTS;
        History history = new History(sealing, data, new FilesProcess(), ControlRecord::compacted);
        try (EventLog log = Keeping.openLog(data, sealing, history, clock);
                Engine engine =
                        new Engine(EngineConfig.DEFAULTS, log, history, clock, random.nextLong(), System::nanoTime)) {
            Keys keys = Platform.keys(data, random, log);
            engine.start();
            engine.replayed().join();
            Damages.say(engine.damage(), spec.commandLine().getErr());
            long before = engine.counters().duplicates();
            Collector collector =
                    new Collector(log, keys, engine::isBehind, engine::historyFrom, clock, CollectConfig.DEFAULTS);
            ImportSummary summary = run(mapping, new LogSink(collector, engine, log, clock, new Pacing()));
            engine.after(log.lastSequence()).join();
            ImportReport.print(
                    summary,
                    engine.counters().duplicates() - before,
                    spec.commandLine().getOut());
        }
    }

    private ImportSummary run(Mapping mapping, ItemSink sink)
            throws IOException, InterruptedException, MappingException {
        ImportProgress progress = ImportProgress.over(files, spec.commandLine().getErr());
        ImportSummary summary = new FileImport(mapping, sink, batch, progress).run(files);
        progress.end();
        return summary;
    }
}
