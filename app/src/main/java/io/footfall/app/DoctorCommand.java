package io.footfall.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall doctor}: what would give trouble, before it does. */
@Command(
        name = "doctor",
        description = "Says what is wrong with a configuration, a data folder, a port or the clock. Ends with 1 if"
                + " anything is.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", description = "A configuration file.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--data", description = "A data folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--host", description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "The port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Checkup checkup = new Checkup(Clock.systemUTC());
        config.ifPresent(checkup::configuration);
        data.ifPresent(checkup::data);
        checkup.port(host, port);
        checkup.clock();
        List<Finding> findings = checkup.findings();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        return findings.stream().allMatch(Finding::isGood) ? 0 : 1;
    }
}
