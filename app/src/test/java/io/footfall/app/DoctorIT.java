package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code footfall doctor} finds by asking a real PostgreSQL. */
final class DoctorIT {
    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path databaseFolder = Path.of("");

    private PostgresServer database;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                PostgresServer.programs().isPresent(),
                "PostgreSQL is not installed; on Debian: apt-get install postgresql");
        database = PostgresServer.start(PostgresServer.programs().orElseThrow(), databaseFolder);
        database.execute("create table orders (id bigserial primary key, who text, at timestamptz default now())");
        database.execute("create table products (id text, margin numeric)");
        database.execute("insert into products values ('lamp', 12.40), ('rug', 31)");
        database.execute("create role guest login");
        Files.writeString(
                folder.resolve("orders.yaml"),
                "customer: { user_id: who }\nevent: Order\ntime: { column: at }\nmessage_id: id\n");
    }

    @AfterEach
    void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aDatabaseThatLetsItReadIsGood() throws IOException {
        assertThat(found("shop", "orders", "id", database.port())).allMatch(Finding::isGood);
        assertThat(words("shop", "orders", "id", database.port()))
                .contains("source rows: PostgreSQL ", " lets it read 3 columns")
                .contains("source changes: PostgreSQL ", " lets it follow \"public\".\"orders\"")
                .contains("lookup table products: 2 rows");
    }

    @Test
    void whatADatabaseRefusesIsSaidWithWhatToDo() throws Exception {
        database.execute("grant select on products to guest");
        database.execute("insert into products values ('lamp', 1)");
        assertThat(words("guest", "orders", "id", database.port()))
                .contains("BAD   source rows: ", "permission denied for table orders")
                .contains("BAD   source changes: its user may not replicate; allow it by: alter role guest replication")
                .contains("BAD   lookup table products: ", "the key \"lamp\" is there already, in row 1");
        assertThat(words("shop", "orders", "placed", database.port()))
                .contains("BAD   source rows: there is no column \"placed\", its cursor; there are id, who, at");
        assertThat(words("shop", "bills", "id", database.port()))
                .contains("BAD   source rows: ", "relation \"bills\" does not exist")
                .contains("BAD   source changes: there is no table \"public\".\"bills\"");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(words("shop", "orders", "id", port))
                .contains("BAD   source rows: jdbc:postgresql://127.0.0.1:" + port + "/postgres cannot be read: ")
                .contains("BAD   source changes: ", "BAD   lookup table products: ");
    }

    private String words(String user, String table, String cursor, int port) throws IOException {
        return String.join(
                "\n",
                found(user, table, cursor, port).stream().map(Finding::line).toList());
    }

    private List<Finding> found(String user, String table, String cursor, int port) throws IOException {
        String login = "host: 127.0.0.1, port: " + port + ", database: postgres, user: " + user;
        Path config = Files.writeString(
                folder.resolve("footfall.yaml"),
                "sources:\n"
                        + "  rows: { kind: postgres, " + login + ", table: " + table + ", cursor: " + cursor
                        + ", mapping: orders.yaml }\n"
                        + "  changes: { kind: postgres_changes, " + login + ", table: " + table
                        + ", mapping: orders.yaml }\n"
                        + "lookups:\n"
                        + "  products: { kind: postgres, " + login + ", table: products, key: id,"
                        + " on: properties.product_id, every: 1h, columns: { margin: number } }\n");
        Checkup checkup = new Checkup(new SettableClock(Instant.parse("2026-05-01T10:00:00Z")));
        checkup.configuration(config);
        return checkup.findings();
    }
}
