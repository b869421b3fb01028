package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.testkit.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The changes of a table of a real PostgreSQL, followed while the engine and the database are killed. */
@Timeout(600)
class ChangesSourceIT {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @TempDir
    Path databaseFolder;

    private PostgresServer database;
    private Path data;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                PostgresServer.programs().isPresent(),
                "PostgreSQL is not installed; on Debian: apt-get install postgresql");
        database = PostgresServer.start(PostgresServer.programs().orElseThrow(), databaseFolder);
        database.execute("create table orders (id bigserial primary key, who text, at timestamptz default now(),"
                + " paid bool default true, total numeric)");
        data = folder.resolve("data");
    }

    @AfterEach
    void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void eachChangeCountsOnceAlthoughTheEngineAndTheDatabaseAreKilled() throws Exception {
        Path config = configure("inserts_and_updates");
        insert(ROWS);
        try (EngineProcess engine = start(config)) {
            Until.holds(() -> engine.count("Order Placed") > 0, () -> "nothing was read: " + engine.sources());
            engine.process().kill();
        }
        try (EngineProcess engine = start(config)) {
            awaitCount(engine, "Order Placed", ROWS);
            insert(ROWS);
            Until.holds(() -> engine.count("Order Placed") > ROWS, () -> "nothing more was read: " + engine.sources());
            engine.process().kill();
        }
        database.execute("update orders set total = 2 where id <= 1000");
        try (EngineProcess engine = start(config)) {
            awaitCount(engine, "Order Changed", 1_000);
            awaitCount(engine, "Order Placed", 2 * ROWS);
            insert(ROWS);
            Until.holds(
                    () -> engine.count("Order Placed") > 2 * ROWS, () -> "nothing more was read: " + engine.sources());
            database.kill();
            Until.holds(() -> engine.sources().contains("\"failing\""), engine::sources);
            database.start();
            awaitCount(engine, "Order Placed", 3 * ROWS);
            insert(10);
            database.execute("update orders set total = 3 where id <= 5");
            database.execute("delete from orders where id <= 5");
            rollBack();
            insert(1);
            awaitCount(engine, "Order Placed", 3 * ROWS + 11);
            awaitCount(engine, "Order Changed", 1_005);
            engine.awaitSources(
                    "\"kind\":\"postgres_changes\"", "\"problem\":null", "\"notice\":null", "\"quarantined\":0");
            assertThat(engine.ask("{\"kind\":\"trend\",\"event\":\"Order Changed\",\"measure\":\"sum\","
                                    + "\"of_property\":\"properties.total\"}")
                            .body())
                    .contains("\"rows\":[{\"value\":2015}]");
        }
    }

    @Test
    void aSlotThatIsLostIsSaidAndTheRowsAreReadAgain() throws Exception {
        Path config = configure("inserts");
        insert(10);
        try (EngineProcess engine = start(config)) {
            awaitCount(engine, "Order Placed", 10);
            insert(5);
            awaitCount(engine, "Order Placed", 15);
            engine.process().kill();
        }
        Until.holds(this::dropSlot, () -> "the slot is in use");
        insert(7);
        try (EngineProcess engine = start(config)) {
            awaitCount(engine, "Order Placed", 22);
            engine.awaitSources("the slot footfall_orders is gone", "\"problem\":null");
            insert(1);
            database.execute("update orders set total = 2");
            insert(1);
            awaitCount(engine, "Order Placed", 24);
            assertThat(engine.count("Order Changed")).isZero();
        }
        try (EngineProcess another =
                EngineProcess.start(folder.resolve("other"), 0, List.of(), List.of("--config", config.toString()))) {
            Until.holds(() -> another.sources().contains("there is a slot footfall_orders already"), another::sources);
        }
    }

    private boolean dropSlot() {
        try {
            database.execute("select pg_drop_replication_slot('footfall_orders')");
            return true;
        } catch (SQLException stillInUse) {
            return false;
        }
    }

    private void insert(int rows) throws Exception {
        database.execute(
                "insert into orders (who, total) select 'u' || n % 100, 1 from generate_series(1, " + rows + ") n");
    }

    private void rollBack() throws Exception {
        try (Connection open = database.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            int unused = statement.executeUpdate("insert into orders (who, total) values ('nobody', 1)");
            open.rollback();
        }
    }

    private Path configure(String changes) throws Exception {
        Files.writeString(folder.resolve("orders.yaml"), """
                customer: { user_id: who }
                event: { column: $operation, names: { insert: Order Placed, update: Order Changed } }
                time: { column: at }
                message_id: id
                properties:
                  total: { column: total, type: number }
                  paid: { column: paid, type: boolean }
                """);
        return Files.writeString(folder.resolve("footfall.yaml"), """
                sources:
                  orders:
                    kind: postgres_changes
                    host: 127.0.0.1
                    port: PORT
                    database: postgres
                    user: shop
                    table: orders
                    mapping: orders.yaml
                    changes: CHANGES
                """.replace("PORT", Integer.toString(database.port()))
                .replace("CHANGES", changes));
    }

    private EngineProcess start(Path config) throws Exception {
        return EngineProcess.start(data, 0, List.of(), List.of("--config", config.toString()));
    }

    private static void awaitCount(EngineProcess engine, String event, long all) {
        Until.holds(
                () -> engine.count(event) >= all,
                () -> engine.count(event) + " of " + all + " are there: " + engine.sources());
        assertThat(engine.count(event)).isEqualTo(all);
    }
}
