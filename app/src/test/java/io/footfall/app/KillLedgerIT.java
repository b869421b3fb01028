package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.simulate.Shop;
import io.footfall.simulate.ShopConfig;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real engine, killed again and again while events stream in, are sealed and put together, and questions and SQL are asked. */
@Timeout(1_800)
class KillLedgerIT {
    private static final int ROUNDS = Integer.getInteger("kills", 20);
    private static final int SENDERS = 4;
    private static final int ANSWERED_A_ROUND_MAX = 600;
    private static final long UNTIL_KILLED_NANOS_MAX = 20_000_000;
    private static final long UNTIL_KILLED_AT_START_NANOS_MAX = 600_000_000;

    private static final String TREND = "{\"kind\":\"trend\",\"event\":" + ShopNames.ALL + ",\"by\":\"event\"}";
    private static final String SQL = "select count(*), count(distinct sequence) from events";
    private static final String FUNNEL =
            "{\"kind\":\"funnel\",\"steps\":[{\"event\":\"Product Viewed\"},{\"event\":\"Product Added\"},"
                    + "{\"event\":\"Order Completed\"}],\"within\":\"1d\"}";
    private static final Pattern ROW = Pattern.compile("\\{\"by\":\"([^\"]*)\",\"value\":(\\d+)}");
    private static final Pattern ROWS = Pattern.compile("\"rows\":(\\[.*])");
    private static final Pattern AS_OF_TIME = Pattern.compile("\"asOf\":\\{\"sequence\":\\d+,\"time\":\"([^\"]+)\"");
    private static final Pattern BYTES = Pattern.compile("\"bytes\":\"([^\"]*)\"");

    @TempDir
    Path folder;

    private final Set<String> pinned = new ConcurrentSkipListSet<>();
    private final Set<String> unpinned = new ConcurrentSkipListSet<>();

    @Seeded(runs = 1)
    void nothingThatWasAnswered200IsLostOrDoubled(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        // All of it lies in the past, some of it late.
        Shop shop = new Shop(ShopConfig.live(seed, Instant.now().minus(Duration.ofHours(2)), 50));
        AckLedger ledger = new AckLedger(shop, random.split());
        Path data = folder.resolve("data");
        try (EngineProcess engine = EngineProcess.startSealing(data)) {
            pin(engine, "counts", TREND);
            pin(engine, "orders", FUNNEL);
            engine.process().stop();
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (random.nextInt(5) == 0) {
                killAtStart(data, random);
            }
            streamAndKill(data, ledger, round, random);
        }
        try (EngineProcess engine = EngineProcess.startSealing(data)) {
            assertEveryAnsweredIdIsThereOnce(engine, ledger);
            assertBrokenItemsAreSetAside(engine, ledger);
            assertPinsAreThereAndRight(engine);
            assertThat(engine.metric("footfall_log_damage_events")).isZero();
        }
    }

    private static void killAtStart(Path data, SplittableRandom random) throws IOException {
        try (FootfallProcess process = FootfallProcess.start(EngineProcess.sealing(data))) {
            LockSupport.parkNanos(random.nextLong(UNTIL_KILLED_AT_START_NANOS_MAX));
            process.kill();
        }
    }

    private void streamAndKill(Path data, AckLedger ledger, int round, SplittableRandom random) throws Exception {
        int enough = ledger.answeredCount() + random.nextInt(ANSWERED_A_ROUND_MAX);
        try (EngineProcess engine = EngineProcess.startSealing(data);
                ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 3)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                running.add(threads.submit(() -> sendUntilKilled(engine, ledger)));
            }
            running.add(threads.submit(() -> askUntilKilled(engine)));
            running.add(threads.submit(() -> readUntilKilled(engine)));
            running.add(threads.submit(() -> pinUntilKilled(engine, "round-" + round)));
            Until.holds(
                    () -> ledger.answeredCount() >= enough,
                    () -> "the senders got " + ledger.answeredCount() + " answers, " + enough + " were waited for");
            LockSupport.parkNanos(random.nextLong(UNTIL_KILLED_NANOS_MAX));
            engine.process().kill();
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private static Void sendUntilKilled(EngineProcess engine, AckLedger ledger) throws InterruptedException {
        while (true) {
            AckLedger.Body body = ledger.next();
            try {
                HttpResponse<String> answer = engine.collect(body.path(), body.bytes());
                if (answer.statusCode() == 200) {
                    ledger.answered(body);
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
                    ledger.unanswered(body);
                }
            } catch (IOException killed) {
                ledger.unanswered(body);
                return null;
            }
        }
    }

    private static Void askUntilKilled(EngineProcess engine) throws InterruptedException {
        try {
            while (true) {
                for (HttpResponse<String> answer : List.of(
                        engine.ask(TREND),
                        engine.get("/api/v1/questions/orders/answer"),
                        engine.ask(FUNNEL),
                        engine.get("/api/v1/questions/counts/answer"))) {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429, 503);
                }
            }
        } catch (IOException killed) {
            return null;
        }
    }

    /** The statement's process is killed by its parent's end. */
    private static Void readUntilKilled(EngineProcess engine) throws InterruptedException {
        try {
            while (true) {
                HttpResponse<String> rows = engine.sql(SQL);
                assertThat(rows.statusCode()).as(rows.body()).isIn(200, 429, 503);
                if (rows.statusCode() == 200) {
                    String[] counts = row(rows).split(",", -1);
                    assertThat(counts[0]).as("each once").isEqualTo(counts[1]);
                }
            }
        } catch (IOException killed) {
            return null;
        }
    }

    private static String row(HttpResponse<String> csv) {
        return csv.body().lines().skip(1).findFirst().orElseThrow();
    }

    /** Pins two questions and takes one away again, over and over; what was answered must still hold after the kill. */
    private Void pinUntilKilled(EngineProcess engine, String name) throws InterruptedException {
        try {
            pin(engine, name, ShopNames.count());
            for (int i = 0; ; i++) {
                String fleeting = name + "-" + i % 2;
                pin(engine, fleeting, ShopNames.count());
                pinned.remove(fleeting);
                if (engine.unpin(fleeting).statusCode() == 200) {
                    unpinned.add(fleeting);
                }
            }
        } catch (IOException killed) {
            return null;
        }
    }

    private void pin(EngineProcess engine, String name, String question) throws IOException, InterruptedException {
        unpinned.remove(name);
        HttpResponse<String> answer = engine.pin(name, question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        pinned.add(name);
    }

    private static void assertEveryAnsweredIdIsThereOnce(EngineProcess engine, AckLedger ledger)
            throws IOException, InterruptedException {
        Map<String, Integer> counts = new HashMap<>();
        for (int part = 0; part < AckLedger.PARTS; part++) {
            Matcher row = ROW.matcher(rows(engine.ask(ShopNames.countsOfPart(part))));
            while (row.find()) {
                counts.put(row.group(1), Integer.valueOf(row.group(2)));
            }
        }
        Set<String> lost = new TreeSet<>(ledger.answeredIds());
        lost.removeIf(id -> AckLedger.isBroken(id) || counts.containsKey(id));
        assertThat(lost).as("answered 200, and not there").isEmpty();
        assertThat(counts).allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
        assertThat(ledger.sentIds()).containsAll(counts.keySet());
        assertThat(counts).hasSizeGreaterThan(ROUNDS * 10);
        // No event is there beside those with an id.
        assertThat(rows(engine.ask(ShopNames.count()))).isEqualTo("[{\"value\":" + counts.size() + "}]");
        assertThat(row(engine.sql("select count(*), count(distinct message_id) from events")))
                .isEqualTo(counts.size() + "," + counts.size());
    }

    private static void assertBrokenItemsAreSetAside(EngineProcess engine, AckLedger ledger)
            throws IOException, InterruptedException {
        StringBuilder kept = new StringBuilder();
        Matcher bytes =
                BYTES.matcher(engine.get("/api/v1/quarantine?limit=1000").body());
        while (bytes.find()) {
            kept.append(new String(Base64.getDecoder().decode(bytes.group(1)), StandardCharsets.UTF_8));
        }
        assertThat(ledger.answeredIds().stream().filter(AckLedger::isBroken))
                .allSatisfy(id -> assertThat(kept).contains(id));
    }

    private void assertPinsAreThereAndRight(EngineProcess engine) throws IOException, InterruptedException {
        String listed = engine.get("/api/v1/questions").body();
        assertThat(pinned)
                .hasSizeGreaterThan(1)
                .allSatisfy(name -> assertThat(listed).contains("\"name\":\"" + name + "\""));
        assertThat(unpinned).allSatisfy(name -> assertThat(listed).doesNotContain("\"name\":\"" + name + "\""));
        for (Map.Entry<String, String> each :
                Map.of("counts", TREND, "orders", FUNNEL).entrySet()) {
            HttpResponse<String> kept = engine.get("/api/v1/questions/" + each.getKey() + "/answer");
            Matcher time = AS_OF_TIME.matcher(kept.body());
            assertThat(time.find()).as(kept.body()).isTrue();
            String asked = each.getValue().replaceFirst("\\{", "{\"asOf\":\"" + time.group(1) + "\",");
            assertThat(rows(engine.ask(asked))).isEqualTo(rows(kept));
        }
    }

    private static String rows(HttpResponse<String> answer) {
        Matcher rows = ROWS.matcher(answer.body());
        assertThat(rows.find()).as(answer.body()).isTrue();
        return rows.group(1);
    }
}
