package io.footfall.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code footfall quarantine list}: how much was set aside, by source and reason. */
@Command(
        name = "list",
        description = "Counts what was set aside, by source and reason, and what of it was repaired.",
        mixinStandardHelpOptions = true)
final class QuarantineListCommand implements Callable<Integer> {
    private static final String LINE = "%-20s  %-22s  %9s  %9s  %s%n";

    @Mixin
    private QuarantineCommand.Which which = new QuarantineCommand.Which();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Kind(String source, String reason) {}

    private static final class Tally {
        private long left;
        private long repaired;
        private long newest;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<Kind, Tally> tallies =
                new TreeMap<>(Comparator.comparing(Kind::source).thenComparing(Kind::reason));
        which.folder()
                .read(
                        (aside, isRepaired, isWanted) -> {
                            if (isWanted) {
                                Tally tally = tallies.computeIfAbsent(
                                        new Kind(aside.source(), aside.reason()), kind -> new Tally());
                                tally.left += isRepaired ? 0 : 1;
                                tally.repaired += isRepaired ? 1 : 0;
                                tally.newest = Math.max(tally.newest, aside.receivedAt());
                            }
                        },
                        spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        if (tallies.isEmpty()) {
            out.println("nothing was set aside");
            return 0;
        }
        out.printf(Locale.ROOT, LINE, "source", "reason", "to repair", "repaired", "newest");
        tallies.forEach((kind, tally) -> out.printf(
                Locale.ROOT,
                LINE,
                kind.source(),
                kind.reason(),
                tally.left,
                tally.repaired,
                Instant.ofEpochMilli(tally.newest)));
        long left = tallies.values().stream().mapToLong(tally -> tally.left).sum();
        long repaired =
                tallies.values().stream().mapToLong(tally -> tally.repaired).sum();
        out.println(left + " to repair, " + repaired + " repaired");
        return 0;
    }
}
