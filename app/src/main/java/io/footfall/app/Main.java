package io.footfall.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code footfall} command: names the subcommands and hands the arguments to one of them. */
@Command(
        name = "footfall",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Real-time answers about what customers do.",
        footer =
                "%nExit codes: 0 done; 1 failed, and why is said; 2 wrong usage; 3 compare or incidents found something;"
                        + " 70 a fault of the engine, which must be started again.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            QuarantineCommand.class,
            AnswerCommand.class,
            CompareCommand.class,
            IncidentsCommand.class,
            SqlCommand.class,
            ExportCommand.class,
            DoctorCommand.class,
            RehearseCommand.class
        })
public final class Main {

    Main() {}

    /**
     * Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage, 3 something was found, 70 a
     * fault of the engine.
     *
     * @param arguments the command and its options, as typed
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Values.readBy(new CommandLine(new Main()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(new Failures());
    }

    /** Reads the version that the jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Footfall " + (built == null ? "of this source tree" : built)};
        }
    }
}
