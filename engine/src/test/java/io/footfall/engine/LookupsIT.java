package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.catalog.LookupVersions;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.history.sql.SqlConfig;
import io.footfall.history.sql.SqlDesk;
import io.footfall.history.sql.SqlFormat;
import io.footfall.history.sql.SqlResult;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.LookedUp;
import io.footfall.question.Question;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.ToldTable;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every host reads a lookup table in the same version, across new versions, restarts and damage. */
class LookupsIT {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-27T20:00:00Z"));
    private static final Question MARGIN = question("""
            {"kind": "trend", "event": "Sold", "measure": "sum", "of_property": "lookup.products.margin",
             "by": "lookup.products.category", "interval": "day", "period": {"last": "2d"}}""");
    private static final int PRODUCTS = 60_000;
    private static final String SQL = """
            select coalesce(p.category, '(none)') as category, sum(p.margin) as margin
            from events as e left join lookup.products as p on p.id = e.properties_product
            group by all order by category""";

    @TempDir
    private Path folder;

    private int sold;

    @Test
    void theSameVersionIsReadByAllHostsBeforeAndAfterARestart() throws IOException {
        try (Running running = Running.on(folder, CLOCK, 1)) {
            ToldLookups.lookUp(running.engine(), products("toys", "1.10", "say \"hi\",\nbye", "2.000000000000000001"));
            running.append(List.of(sold("p1"), sold("p2"), sold("p2"), sold("p3")))
                    .join();
            running.pin("margin", MARGIN);
            running.pass(Running.JUMP_MIN);
            assertThat(rows(running)).contains("\"value\":4.000000000000000002", "\"(none)\"");
            assertThat(sql(running)).isEqualTo("""
                    category,margin
                    (none),
                    "say ""hi"",
                    bye",4.000000000000000002
                    toys,1.100000000000000000
                    """);
            assertThat(asked(running).lookedUp()).hasSize(1);
        }
        try (Running running = Running.on(folder, CLOCK, 2)) {
            requireAlike(running, 1);
            ToldLookups.lookUp(running.engine(), products("toys", "1.20", "books", "3"));
            running.pass(Running.JUMP_MIN);
            requireAlike(running, 2);
            assertThat(rows(running)).contains("\"value\":1.2}", "\"value\":6}");
            assertThat(pinned(running).definition())
                    .contains("in its version 2, which is current since 2026-03-27T20:00");
        }
    }

    @Test
    void aNewVersionIsTheCauseOfACorrection() {
        SettableClock clock = new SettableClock(Instant.parse("2026-03-27T20:00:00Z"));
        try (Running running = Running.on(folder, clock, 1)) {
            ToldLookups.lookUp(running.engine(), products("toys", "1", "toys", "1"));
            running.append(List.of(sold("p1"))).join();
            running.pin("margin", MARGIN);
            running.pass(Duration.ofHours(5));
            running.pass(Running.JUMP_MIN);
            ToldLookups.lookUp(running.engine(), products("toys", "2", "toys", "1"));
            running.pass(Running.JUMP_MIN);
            List<Correction> corrections =
                    running.engine().pinned("margin").orElseThrow().corrections();
            assertThat(corrections).hasSize(1);
            assertThat(corrections.getFirst().lookups()).isEqualTo(1);
            assertThat(corrections.getFirst().late()).isZero();
        }
    }

    @Test
    void whatReadsATableThatIsNotThereIsRefusedUntilItIs() throws Exception {
        try (Running running = Running.on(folder, CLOCK, 1)) {
            assertThatThrownBy(() -> running.pin("margin", MARGIN))
                    .hasRootCauseInstanceOf(InvalidQuestionException.class)
                    .hasMessageContaining("names the lookup table \"products\", of which no version was read");
            ToldLookups.lookUp(running.engine(), products("toys", "1", "toys", "1"));
            running.pin("margin", MARGIN);
            assertThatThrownBy(() -> running.asked(question("""
                            {"kind": "trend", "event": "Sold", "by": "lookup.products.colour"}""")))
                    .hasMessageContaining("expected lookup.products.category, lookup.products.margin");
            running.engine().dropLookup("products");
            running.pass(Running.JUMP_MIN);
            assertThat(running.engine().pinned("margin").orElseThrow().refusal())
                    .isInstanceOf(InvalidQuestionException.class);
            ToldLookups.lookUp(running.engine(), products("toys", "1", "toys", "1"));
            running.pass(Running.JUMP_MIN);
            requireAlike(running, 1);
        }
        try (Stream<Path> files = Files.list(folder.resolve(LookupFolder.FOLDER))) {
            Files.writeString(files.findFirst().orElseThrow(), "\"id\",\"category\"\n");
        }
        try (Running running = Running.on(folder, CLOCK, 1)) {
            assertThatThrownBy(() -> running.asked(MARGIN)).hasMessageContaining("is damaged");
            assertThat(sqlOf(running, "select count(*) from events")).isEqualTo("count_star()\n0\n");
            ToldLookups.lookUp(running.engine(), products("toys", "1", "toys", "1"));
            running.pass(Running.JUMP_MIN);
            requireAlike(running, 2);
        }
    }

    @Test
    void aTableMayBeByATraitAndByAPropertyAfterwards() throws IOException {
        try (Running running = Running.on(folder, CLOCK, 1)) {
            ToldLookups.lookUp(running.engine(), by("traits.plan"));
            running.append(List.of(sold("p1"), said("gold"), sold("p2"))).join();
            running.pin("margin", MARGIN);
            running.pass(Running.JUMP_MIN);
            assertThat(rows(running)).contains("\"value\":14}");
            requireAlike(running, 1);
            PinnedQuestion pinned = running.engine().pinned("margin").orElseThrow();
            assertThat(pinned.whyAskedAgain()).contains("its changes are not dated by its events alone");

            running.append(List.of(said("p1"))).join();
            ToldLookups.lookUp(running.engine(), by("properties.product"));
            running.pass(Running.JUMP_MIN);
            assertThat(rows(running)).contains("\"value\":1}");
            requireAlike(running, 2);
            assertThat(pinned.whyAskedAgain()).isEmpty();

            ToldLookups.lookUp(running.engine(), by("traits.plan"));
            running.pass(Running.JUMP_MIN);
            assertThat(rows(running)).contains("\"value\":2}");
            requireAlike(running, 3);
            assertThat(pinned.whyAskedAgain()).isPresent();
            assertThatThrownBy(() -> running.pin("dear", question("""
                            {"kind": "audience", "all": [{"did": {"event": "Sold", "where": [
                              {"property": "lookup.products.margin", "op": ">", "value": 1}]}}]}""")))
                    .hasMessageContaining("the lookup table \"products\" is by \"traits.plan\"");
        }
    }

    @Test
    void eventsThatComeWhileALargeVersionIsPreparedAreReadThroughIt() throws Exception {
        try (Running running = Running.on(folder, CLOCK, 1)) {
            ToldLookups.lookUp(running.engine(), products("toys", "1", "toys", "1"));
            running.pin("margin", MARGIN);
            Thread looking = new Thread(() -> ToldLookups.lookUp(running.engine(), manyProducts()));
            looking.start();
            while (looking.isAlive() && sold < PRODUCTS / 100) {
                running.append(List.of(sold("p" + sold * 100))).join();
            }
            looking.join();
            running.append(List.of(sold("p1"))).join();
            running.pass(Running.JUMP_MIN);
            requireAlike(running, 2);
            assertThat(rows(running)).contains("\"books\"", "\"value\":" + 2 * sold + "}");
        }
        try (Running running = Running.on(folder, CLOCK, 2)) {
            requireAlike(running, 2);
        }
    }

    @Test
    void theFewVersionsBeforeTheCurrentOneAreKeptForWhoeverReadsThem() throws IOException {
        try (Running running = Running.on(folder, CLOCK, 1)) {
            try (HeldLease held = leaseOfVersionOne(running)) {
                for (int i = 0; i < LookupVersions.EARLIER_KEPT; i++) {
                    ToldLookups.lookUp(running.engine(), products("toys", String.valueOf(i + 2), "toys", "1"));
                }
                assertThat(sqlOf(held, "select max(margin)::int as margin from lookup.products"))
                        .isEqualTo("margin\n1\n");
            }
            ToldLookups.lookUp(running.engine(), products("toys", "9", "toys", "1"));
            try (Stream<Path> files = Files.list(folder.resolve(LookupFolder.FOLDER))) {
                assertThat(files.map(file -> file.getFileName().toString().replaceAll("products\\.(\\d+)\\..*", "$1")))
                        .containsExactlyInAnyOrder("2", "3", "4", "5");
            }
        }
    }

    private HeldLease leaseOfVersionOne(Running running) {
        ToldLookups.lookUp(running.engine(), products("toys", "1", "toys", "1"));
        return running.engine().lease().join();
    }

    private void requireAlike(Running running, long version) throws IOException {
        Answer asked = asked(running);
        assertThat(asked.lookedUp()).extracting(LookedUp::version).containsExactly(version);
        Answer pinned = pinned(running);
        assertThat(pinned.lookedUp()).isEqualTo(asked.lookedUp());
        assertThat(Running.rows(pinned)).isEqualTo(rows(running));
        Answer batch = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(folder), () -> 0)
                .answer(MARGIN, folder, running.second(), 3);
        assertThat(batch.lookedUp()).isEqualTo(asked.lookedUp());
        assertThat(Running.rows(batch)).isEqualTo(rows(running));
    }

    private static Answer asked(Running running) {
        return running.engine().ask(MARGIN, OptionalLong.of(running.second())).join();
    }

    private static Answer pinned(Running running) {
        return Objects.requireNonNull(
                running.engine().pinned("margin").orElseThrow().answer());
    }

    private static String rows(Running running) {
        return running.asked(MARGIN);
    }

    private String sql(Running running) {
        return sqlOf(running, SQL);
    }

    private String sqlOf(Running running, String sql) {
        try (HeldLease held = running.engine().lease().join()) {
            return sqlOf(held, sql);
        }
    }

    private String sqlOf(HeldLease held, String sql) {
        try (SqlDesk desk = new SqlDesk(SqlConfig.DEFAULTS, folder)) {
            SqlResult result = desk.run(sql, held.lease(), SqlFormat.CSV).join();
            assertThat(result).isInstanceOf(SqlResult.Rows.class);
            return new String(((SqlResult.Rows) result).body(), StandardCharsets.UTF_8).replace("\r", "");
        }
    }

    private static ToldTable products(String category, String margin, String category2, String margin2) {
        Map<Object, Map<String, Object>> rows = new LinkedHashMap<>();
        rows.put("p1", Map.of("category", category, "margin", new BigDecimal(margin)));
        rows.put("p2", Map.of("category", category2, "margin", new BigDecimal(margin2)));
        return new ToldTable(
                "products", "properties.product", false, Map.of("category", "text", "margin", "number"), rows);
    }

    /** Products, and a plan of the customer's, by either. */
    private static ToldTable by(String on) {
        Map<Object, Map<String, Object>> rows = new LinkedHashMap<>();
        rows.put("p1", Map.of("category", "toys", "margin", new BigDecimal(1)));
        rows.put("gold", Map.of("category", "plans", "margin", new BigDecimal(7)));
        return new ToldTable("products", on, false, Map.of("category", "text", "margin", "number"), rows);
    }

    private Event said(String plan) {
        long at = CLOCK.millis() - 1_000;
        return new Event(
                EventType.IDENTIFY,
                "Identify",
                "web",
                "m" + sold++,
                "ann",
                null,
                null,
                at,
                at,
                Document.of(Map.of("traits", Map.of("plan", plan))));
    }

    /** So many that their values get their numbers in several turns. */
    private static ToldTable manyProducts() {
        Map<Object, Map<String, Object>> rows = new LinkedHashMap<>();
        for (int product = 0; product < PRODUCTS; product++) {
            rows.put("p" + product, Map.of("category", "books", "margin", new BigDecimal(2)));
        }
        return new ToldTable(
                "products", "properties.product", false, Map.of("category", "text", "margin", "number"), rows);
    }

    private Event sold(String product) {
        long at = CLOCK.millis() - 1_000;
        return new Event(
                EventType.TRACK,
                "Sold",
                "web",
                "m" + sold++,
                "ann",
                null,
                null,
                at,
                at,
                Document.of(Map.of("properties", Map.of("product", product))));
    }

    private static Question question(String json) {
        return QuestionJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
