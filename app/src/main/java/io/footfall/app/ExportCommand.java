package io.footfall.app;

import io.footfall.engine.Batch;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.LookupFolder;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.HistoryFiles;
import io.footfall.history.sql.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall export}: all events as Parquet. It may run beside an engine on the same data, which it only reads. */
@Command(
        name = "export",
        description = "Writes all events, and who is whom, as Parquet files that any tool reads.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--out",
            required = true,
            description = "The folder of the files; made if it is not there. Files of the same names are replaced.")
    private Path out = Path.of("export");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        try (AllEvents log = AllEvents.open(data)) {
            Batch batch = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(data), clock::millis);
            long second = Math.floorDiv(clock.millis(), 1000) + 1;
            Lease lease = batch.lease(log, second, new SecureRandom().nextLong());
            Damages.say(log.damage(), spec.commandLine().getErr());
            HistoryFiles.Written written = HistoryFiles.write(data, lease, log::past, out);
            spec.commandLine()
                    .getOut()
                    .println(written.events() + " events and " + written.identities() + " identities up to sequence "
                            + lease.sequence() + " in " + out);
            return 0;
        }
    }
}
