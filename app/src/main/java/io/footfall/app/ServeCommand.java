package io.footfall.app;

import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.collect.CollectConfig;
import io.footfall.connect.sources.ConfigurationException;
import io.footfall.connect.sources.SourcesConfig;
import io.footfall.http.HttpConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footfall serve}: the engine alone. */
@Command(name = "serve", description = "Runs the engine over a data folder.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "The data folder; made if it is not there.")
    private Path data = Path.of("data");

    @Option(names = "--config", description = "A configuration file with sources, such as footfall.yaml.")
    private Optional<Path> config = Optional.empty();

    @Mixin
    private Listening listening = new Listening();

    @Mixin
    private Keeping keeping = new Keeping();

    @Mixin
    private Remembering remembering = new Remembering();

    @Mixin
    private LeavingOut leavingOut = new LeavingOut();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where to listen. */
    static final class Listening {
        private static final int PORT_MAX = 65_535;

        @Option(names = "--port", description = "The port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
        private int port = 8080;

        @Option(
                names = "--host",
                description = "The address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
        private String host = "127.0.0.1";

        @Option(
                names = "--allow-origin",
                description =
                        "An origin whose pages may send events, such as https://shop.example; may be given several"
                                + " times. Default: any.")
        private Set<String> origins = Set.of();

        HttpConfig http(CommandLine command) {
            if (port < 0 || port > PORT_MAX) {
                throw new ParameterException(command, "--port is " + port + ", expected 0 to " + PORT_MAX);
            }
            try {
                return HttpConfig.DEFAULTS.at(host, port).withOrigins(origins);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command, e.getMessage(), e);
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        try {
            serve(config.isPresent() ? SourcesConfig.read(config.get()) : SourcesConfig.NONE);
            return 0;
        } catch (ConfigurationException e) {
            spec.commandLine().getErr().println("footfall: " + e.getMessage());
            return 2;
        }
    }

    private void serve(SourcesConfig sources) {
        PrintWriter out = spec.commandLine().getOut();
        try (Stopping stopping = Stopping.onSignal();
                Platform platform = Platform.start(
                        data,
                        keeping.history(spec.commandLine(), sources.keepDays()),
                        remembering.engine(
                                spec.commandLine(),
                                sources.memoryBytes(),
                                Runtime.getRuntime().maxMemory()),
                        listening.http(spec.commandLine()),
                        false,
                        CollectConfig.DEFAULTS.leavingOut(leavingOut.internal(spec.commandLine())),
                        sources,
                        Clock.systemUTC())) {
            stopping.awaitOr(platform.engine().replayed());
            if (!stopping.isAsked()) {
                Damages.say(platform.engine().damage(), spec.commandLine().getErr());
                sayData(platform, out);
                PagePins.pin(platform.engine(), spec.commandLine().getErr());
                sayAddresses(platform, out);
                stopping.awaitOr(platform.engine().failed());
                platform.engine().requireSound();
            }
        }
    }

    /** Says what there is, and which keys were made: first, lest they are known to nobody if something fails after it. */
    static void sayData(Platform platform, PrintWriter out) {
        out.println("Data        " + (platform.keys().origin() == Keys.Origin.FOUND ? "found" : "made")
                + ", events known: " + platform.engine().counters().admitted());
        if (platform.keys().origin() == Keys.Origin.MADE_ANEW) {
            out.println("Keys        made anew: keys.json was missing beside data");
        }
        if (platform.keys().origin() != Keys.Origin.FOUND) {
            out.println("Write key   " + platform.key(KeyKind.WRITE));
            out.println("Read key    " + platform.key(KeyKind.READ));
            out.println("Admin key   " + platform.key(KeyKind.ADMIN));
        }
        out.flush();
    }

    static void sayAddresses(Platform platform, PrintWriter out) {
        out.println("Collecting  " + platform.address() + "/v1/batch");
        out.println("Answering   " + platform.address() + "/api/v1/answer");
        out.println("Open        " + platform.pageAddress());
        out.flush();
    }
}
