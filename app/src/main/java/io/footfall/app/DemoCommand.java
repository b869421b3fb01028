package io.footfall.app;

import io.footfall.catalog.KeyKind;
import io.footfall.connect.files.CollectClient;
import io.footfall.engine.EngineConfig;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.simulate.Ledger;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footfall demo}: the engine with a simulated shop, its past and its live stream, and the pages. */
@Command(
        name = "demo",
        description = "Runs the engine with a simulated shop: 14 days of its past, and its live stream.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration PAST = Duration.ofDays(14);
    private static final Duration SPAN = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 4;
    private static final double RATE_MIN = 0.01;
    private static final double RATE_MAX = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int PAST_EVENTS_PER_DAY_MIN = 1_000;
    private static final int PAST_EVENTS_PER_DAY_MAX = 60_000;
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    @Option(names = "--data", description = "The data folder. Default: .footfall/demo beside the launcher.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--rate", description = "Live events a second. Default: ${DEFAULT-VALUE}.")
    private double rate = 1;

    @Option(names = "--seed", description = "Which shop it is. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--no-streamlit", description = "Does not start the Streamlit page.")
    private boolean hasNoStreamlit;

    @Mixin
    private ServeCommand.Listening listening = new ServeCommand.Listening();

    @Mixin
    private Remembering remembering = new Remembering();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Written so that what is no number is refused too.
        if (!(rate >= RATE_MIN && rate <= RATE_MAX)) {
            throw new ParameterException(
                    spec.commandLine(), "--rate is " + rate + ", expected 0.01 to 1000000 events a second");
        }
        PrintWriter out = spec.commandLine().getOut();
        Clock clock = Clock.systemUTC();
        Path home = Path.of(Optional.ofNullable(System.getenv("FOOTFALL_HOME")).orElse("."));
        Path folder = data.orElse(home.resolve(".footfall/demo"));
        HttpConfig http = listening.http(spec.commandLine());
        EngineConfig memory = remembering.engine(
                spec.commandLine(), OptionalLong.empty(), Runtime.getRuntime().maxMemory());
        try (Stopping stopping = Stopping.onSignal();
                Platform platform = Platform.start(folder, HistoryConfig.DEFAULTS, memory, http, true, clock);
                ExecutorService posting = Executors.newVirtualThreadPerTaskExecutor();
                Ledger ledger = Ledger.open(folder.resolve("simulated.txt"));
                StreamlitPage streamlit =
                        new StreamlitPage(home, Optional.ofNullable(System.getenv("FOOTFALL_PYTHON")))) {
            if (platform.port() != http.port() && http.port() != 0) {
                out.println("Port " + http.port() + " is taken; using " + platform.port());
            }
            stopping.awaitOr(platform.engine().replayed());
            if (stopping.isAsked()) {
                return 0;
            }
            Damages.say(platform.engine().damage(), spec.commandLine().getErr());
            Shop shop = shop(platform, clock, out);
            ServeCommand.sayData(platform, out);
            PagePins.pin(platform.engine(), spec.commandLine().getErr());
            ServeCommand.sayAddresses(platform, out);
            if (!hasNoStreamlit) {
                streamlit.start(platform.address(), platform.key(KeyKind.READ), out);
            }
            CollectClient client = new CollectClient(
                    URI.create(platform.address()), platform.key(KeyKind.WRITE), PATIENCE, new Pacing());
            Sender sender = new Sender(client, ledger, clock, new Pacing(), posting, CONNECTIONS);
            Thread live = new Thread(() -> send(sender, shop, out), "footfall-shop-1");
            live.setDaemon(true);
            live.start();
            stopping.awaitOr(platform.engine().failed());
            live.interrupt();
            posting.shutdownNow();
            platform.engine().requireSound();
        }
        return 0;
    }

    /** The shop as it goes on: with its past collected if there is no data yet, else from now. */
    private Shop shop(Platform platform, Clock clock, PrintWriter out) throws InterruptedException {
        Instant now = clock.instant();
        if (platform.engine().counters().admitted() > 0) {
            return new Shop(ShopConfig.live(seed ^ now.toEpochMilli(), now, rate));
        }
        out.println("Filling in the shop's last " + PAST.toDays() + " days; that takes some seconds");
        out.flush();
        Shop shop = new Shop(ShopConfig.withPast(seed, now, PAST, pastEventsPerDay(), rate));
        long unused =
                new Past(platform.collector(), platform.engine()::requireSound, SPAN, new Pacing()).collect(shop, now);
        platform.engine().after(platform.log().lastSequence()).join();
        // Fewer than were sent: as in life, some come twice, and some are set aside.
        out.println("Filled in " + platform.engine().counters().admitted() + " events");
        return shop;
    }

    /** As many as come live, so that today looks like yesterday, as far as they can be filled in within seconds. */
    private int pastEventsPerDay() {
        return (int) Math.clamp(rate * SECONDS_PER_DAY, PAST_EVENTS_PER_DAY_MIN, PAST_EVENTS_PER_DAY_MAX);
    }

    private static void send(Sender sender, Shop shop, PrintWriter out) {
        try {
            sender.run(shop, NEVER);
        } catch (IOException e) {
            out.println("The simulated shop has stopped: " + e.getMessage());
            out.flush();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
