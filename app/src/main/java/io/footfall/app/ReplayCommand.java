package io.footfall.app;

import io.footfall.connect.files.CollectClient;
import io.footfall.connect.files.FileImport;
import io.footfall.connect.files.HttpSink;
import io.footfall.connect.files.ImportSummary;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.files.ReplaySink;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code footfall replay}: files of the past as a live stream. */
@Command(
        name = "replay",
        description = "Sends files of events as if they happened now, by a mapping.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BATCH = 500;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files, in the order of their events.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--map", required = true, description = "The mapping, such as examples/rees46.yaml.")
    private Path map = Path.of("mapping.yaml");

    @Option(
            names = "--to",
            required = true,
            converter = EngineAddress.class,
            description = "The address of a running engine, such as http://127.0.0.1:8080.")
    private URI address = URI.create("http://127.0.0.1:8080");

    @Option(names = "--key", description = "The engine's write key. Default: the environment's FOOTFALL_WRITE_KEY.")
    private Optional<String> key = Optional.ofNullable(System.getenv("FOOTFALL_WRITE_KEY"));

    @Option(
            names = "--speed",
            converter = Speeds.class,
            defaultValue = "1x",
            description = "How many times as fast as it happened, such as 60x. Default: ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Reads {@code 60x} and {@code 60}. */
    static final class Speeds implements ITypeConverter<Double> {
        @Override
        public Double convert(String written) {
            try {
                return Double.valueOf(written.endsWith("x") ? written.substring(0, written.length() - 1) : written);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"" + written + "\" is no speed; expected such as 60x");
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String writeKey = key.orElseThrow(() -> new ParameterException(
                spec.commandLine(), "--key is missing: give the write key of the engine's keys.json"));
        EngineOutages outages =
                new EngineOutages(address, PATIENCE, spec.commandLine().getErr());
        try (CollectClient client = new CollectClient(address, writeKey, PATIENCE, outages)) {
            ReplaySink replay = replay(new HttpSink(client));
            ImportProgress progress =
                    ImportProgress.over(files, spec.commandLine().getErr());
            ImportSummary summary = new FileImport(MappingReader.read(map), replay, BATCH, progress).run(files);
            progress.end();
            PrintWriter out = spec.commandLine().getOut();
            ImportReport.print(summary, 0, out);
            out.println("late        " + replay.late() + ", as in the files");
            return 0;
        } catch (MappingException e) {
            spec.commandLine().getErr().println("footfall: " + e.getMessage());
            return 2;
        }
    }

    private ReplaySink replay(HttpSink sink) {
        try {
            return new ReplaySink(sink, speed, Clock.systemUTC(), new Pacing());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
