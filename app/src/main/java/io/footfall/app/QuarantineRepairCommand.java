package io.footfall.app;

import io.footfall.connect.files.CollectClient;
import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.repair.Repair;
import io.footfall.connect.repair.RepairCount;
import io.footfall.connect.repair.RepairRun;
import io.footfall.connect.repair.RepairSink;
import io.footfall.wire.RepairBody;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footfall quarantine repair}: what was set aside becomes events, once each. Doing it again adds nothing. */
@Command(
        name = "repair",
        description = "Makes events of what was set aside, by a mapping, and says what is none even now.",
        mixinStandardHelpOptions = true)
final class QuarantineRepairCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String LINE = "%-22s  %8s  %8s  %13s%n";

    @Mixin
    private QuarantineCommand.Which which = new QuarantineCommand.Which();

    @Option(
            names = "--map",
            description = "The mapping, as it should have been. Without one, items are judged again as they are.")
    private Optional<Path> map = Optional.empty();

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    /** Where events go. */
    static final class Where {
        @Option(names = "--dry-run", description = "Says what would become of it; nothing is sent.")
        private boolean isDry;

        @Option(
                names = "--to",
                converter = EngineAddress.class,
                description = "The address of the engine that runs on the data folder, such as http://127.0.0.1:8080.")
        private Optional<URI> address = Optional.empty();
    }

    @Option(names = "--key", description = "The engine's admin key. Default: the environment's FOOTFALL_ADMIN_KEY.")
    private Optional<String> key = Optional.ofNullable(System.getenv("FOOTFALL_ADMIN_KEY"));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Optional<Mapping> mapping = map.isEmpty() ? Optional.empty() : Optional.of(MappingReader.read(map.get()));
            Repair repair = repair(mapping);
            if (where.isDry || where.address.isEmpty()) {
                print(run(repair, Optional.empty()), "would be repaired; nothing was sent");
                return 0;
            }
            URI address = where.address.get();
            String adminKey = key.orElseThrow(() -> new ParameterException(
                    spec.commandLine(), "--key is missing: give the admin key of the engine's keys.json"));
            EngineOutages outages =
                    new EngineOutages(address, PATIENCE, spec.commandLine().getErr());
            try (CollectClient client = new CollectClient(address, adminKey, PATIENCE, outages)) {
                print(run(repair, Optional.of(new RepairSink(client))), "repaired");
                return 0;
            }
        } catch (MappingException e) {
            spec.commandLine().getErr().println("footfall: " + e.getMessage());
            return 2;
        }
    }

    private Repair repair(Optional<Mapping> mapping) throws IOException, InterruptedException {
        try {
            return new Repair(mapping, which.folder().historyFrom(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--map: " + e.getMessage(), e);
        }
    }

    private List<RepairCount> run(Repair repair, Optional<RepairSink> sink) throws IOException, InterruptedException {
        RepairRun run = new RepairRun(repair, sink);
        which.folder()
                .read(
                        (aside, isRepaired, isWanted) -> run.take(aside, isWanted && !isRepaired),
                        spec.commandLine().getErr());
        return run.end();
    }

    private void print(List<RepairCount> counts, String done) {
        PrintWriter out = spec.commandLine().getOut();
        if (counts.isEmpty()) {
            out.println("nothing is to be repaired");
            return;
        }
        out.printf(Locale.ROOT, LINE, "set aside for", "mended", "left out", "still failing");
        for (RepairCount count : counts) {
            long failing = count.failures().values().stream()
                    .mapToLong(RepairCount.Failures::count)
                    .sum();
            out.printf(Locale.ROOT, LINE, count.reason(), count.mended(), count.leftOutCount(), failing);
            new TreeMap<>(count.failures())
                    .forEach((reason, failures) -> out.println("  " + reason + "  " + failures.count() + ", such as "
                            + RepairBody.written(failures.example().id()) + ": " + failures.detail()));
        }
        long repaired = counts.stream()
                .mapToLong(count -> count.mended() + count.leftOutCount())
                .sum();
        out.println(repaired + " " + done);
    }
}
