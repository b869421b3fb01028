package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.testkit.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table of a real PostgreSQL, read while the engine and the database are killed, and while a transaction commits late. */
@Timeout(1_200)
class PostgresSourceIT {
    private static final int ROWS = 30_000;

    @TempDir
    Path folder;

    @TempDir
    Path databaseFolder;

    @Test
    void eachRowCountsOnceAlthoughTheEngineAndTheDatabaseAreKilled() throws Exception {
        assumeTrue(
                PostgresServer.programs().isPresent(),
                "PostgreSQL is not installed; on Debian: apt-get install postgresql");
        try (PostgresServer database =
                PostgresServer.start(PostgresServer.programs().orElseThrow(), databaseFolder)) {
            database.execute("create table orders (id bigserial primary key, who text, at timestamptz default now(),"
                    + " total numeric)");
            insert(database, ROWS);
            Path data = folder.resolve("data");
            Path config = configure(database.port());
            try (EngineProcess engine = start(data, config)) {
                Until.holds(() -> engine.count("Order Completed") > 0, () -> "nothing was read");
                engine.process().kill();
            }
            insert(database, ROWS);
            try (EngineProcess engine = start(data, config)) {
                long before = engine.count("Order Completed");
                Until.holds(() -> engine.count("Order Completed") > before, () -> "nothing more was read");
                database.kill();
                Until.holds(() -> engine.sources().contains("\"failing\""), engine::sources);
                database.start();
                Until.holds(
                        () -> engine.count("Order Completed") == 2 * ROWS,
                        () -> engine.count("Order Completed") + " of " + 2 * ROWS + " are there");

                lateCommit(database, engine);
                insert(database, 5);
                Until.holds(
                        () -> engine.count("Order Completed") >= 2 * ROWS + 7,
                        () -> "what was added does not show: " + engine.count("Order Completed"));
                assertThat(engine.count("Order Completed")).isEqualTo(2 * ROWS + 7);
                engine.awaitSources("\"state\":\"running\"", "\"problem\":null", "\"quarantined\":0");
                assertThat(engine.ask("{\"kind\":\"trend\",\"event\":\"Order Completed\",\"measure\":\"sum\","
                                        + "\"of_property\":\"properties.revenue\"}")
                                .body())
                        .contains("\"rows\":[{\"value\":" + (2 * ROWS + 7) + "}]");
            }
        }
    }

    /** A row whose id was taken first shows last. */
    private static void lateCommit(PostgresServer database, EngineProcess engine) throws Exception {
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            int first = statement.executeUpdate("insert into orders (who, total) values ('late', 1)");
            insert(database, 1);
            Until.holds(() -> engine.count("Order Completed") == 2 * ROWS + 1, () -> "the row behind it does not show");
            late.commit();
            Until.holds(
                    () -> engine.count("Order Completed") == 2 * ROWS + 1 + first, () -> "the late row does not show");
        }
    }

    private static void insert(PostgresServer database, int rows) throws Exception {
        database.execute(
                "insert into orders (who, total) select 'u' || n % 100, 1 from generate_series(1, " + rows + ") n");
    }

    private Path configure(int port) throws Exception {
        Files.writeString(folder.resolve("orders.yaml"), """
                customer: { user_id: who }
                event: Order Completed
                time: { column: at }
                message_id: id
                properties: { revenue: { column: total, type: number } }
                """);
        return Files.writeString(folder.resolve("footfall.yaml"), """
                sources:
                  orders:
                    kind: postgres
                    host: 127.0.0.1
                    port: PORT
                    database: postgres
                    user: shop
                    table: public.orders
                    cursor: id
                    mapping: orders.yaml
                    every: 1s
                """.replace("PORT", Integer.toString(port)));
    }

    private static EngineProcess start(Path data, Path config) throws Exception {
        return EngineProcess.start(data, 0, List.of(), List.of("--config", config.toString()));
    }
}
