package io.footfall.app;

import io.footfall.catalog.KeyKind;
import io.footfall.connect.files.CollectClient;
import io.footfall.engine.PinnedQuestion;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.simulate.Ledger;
import io.footfall.simulate.Sender;
import io.footfall.simulate.Shop;
import io.footfall.simulate.ShopConfig;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code footfall rehearse}: does for a few seconds what an engine does all day, and ends. The launcher runs it once after a build,
 * so that the virtual machine keeps what it learned (JEP 514, ahead-of-time cache) and later starts are quick.
 */
@Command(name = "rehearse", hidden = true, description = "Takes in a simulated shop and answers, for a few seconds.")
final class RehearseCommand implements Callable<Integer> {
    private static final Duration PAST = Duration.ofDays(2);
    private static final Duration SPAN = Duration.ofDays(1);
    private static final int PAST_EVENTS_PER_DAY = 20_000;
    private static final int LIVE_EVENTS_PER_SECOND = 1_000;
    private static final Duration LIVE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 4;

    @Option(names = "--data", required = true, description = "A folder that is not there yet.")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        HttpConfig http = HttpConfig.DEFAULTS.at("127.0.0.1", 0);
        try (Platform platform = Platform.start(data, HistoryConfig.DEFAULTS, http, false, clock)) {
            platform.engine().replayed().join();
            PagePins.pin(platform.engine());
            Instant now = clock.instant();
            Shop shop = new Shop(ShopConfig.withPast(1, now, PAST, PAST_EVENTS_PER_DAY, LIVE_EVENTS_PER_SECOND));
            long unused = new Past(platform.collector(), platform.engine()::requireSound, SPAN, new Pacing())
                    .collect(shop, now);
            send(platform, shop, clock);
            ask(platform);
        }
        return 0;
    }

    private static void send(Platform platform, Shop shop, Clock clock) throws IOException, InterruptedException {
        URI address = URI.create(platform.address());
        String key = platform.key(KeyKind.WRITE);
        try (CollectClient client = new CollectClient(address, key, PATIENCE, new Pacing());
                Ledger ledger = Ledger.open(Path.of("/dev/null"));
                ExecutorService posting = Executors.newVirtualThreadPerTaskExecutor()) {
            new Sender(client, ledger, clock, new Pacing(), posting, CONNECTIONS)
                    .run(shop, clock.instant().plus(LIVE));
        }
    }

    /** Asks what is pinned as anyone would. */
    private static void ask(Platform platform) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (PinnedQuestion pinned : platform.engine().pinned()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(platform.address() + "/api/v1/answer"))
                        .header("Authorization", "Bearer " + platform.key(KeyKind.READ))
                        .POST(HttpRequest.BodyPublishers.ofString(QuestionJson.write(pinned.question())))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException("asking " + pinned.pin().name() + " was answered " + answer.body());
                }
            }
        }
    }
}
