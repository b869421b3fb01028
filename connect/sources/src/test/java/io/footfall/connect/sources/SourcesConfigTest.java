package io.footfall.connect.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesConfigTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("lines.yaml"), "file:\n  format: json-lines\n");
        Files.createDirectory(folder.resolve("in"));
    }

    @Test
    void aSourceNeedsItsKindItsPathAndItsMapping() throws Exception {
        SourcesConfig config = read("""
                sources:
                  shop:
                    kind: files
                    path: in
                    mapping: lines.yaml
                """);

        assertThat(config.sources()).singleElement().satisfies(source -> {
            SourceConfig.Files files = (SourceConfig.Files) source;
            assertThat(files.name()).isEqualTo("shop");
            assertThat(files.kind()).isEqualTo("files");
            assertThat(files.path()).isEqualTo(folder.resolve("in"));
            assertThat(files.matcher().matches(Path.of("anything"))).isTrue();
            assertThat(files.settle()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void historyIsKeptForDaysOrWeeks() throws Exception {
        assertThat(read("keep: 400d\n").keepDays()).hasValue(400);
        assertThat(read("keep: 5214w\n").keepDays()).hasValue(36_498);
        assertThat(read("sources: {}\n").keepDays()).isEmpty();
        for (String wrong : List.of("0d", "36501d", "5215w", "12h", "400", "-1d")) {
            assertThatThrownBy(() -> read("keep: " + wrong + "\n"))
                    .as(wrong)
                    .hasMessageContaining("keep")
                    .hasMessageContaining(KeepPeriod.EXPECTED);
        }
    }

    @Test
    void memoryIsSaidInMebibytesOrGibibytes() throws Exception {
        assertThat(read("memory: 512m\n").memoryBytes()).hasValue(512L << 20);
        assertThat(read("memory: 12G\n").memoryBytes()).hasValue(12L << 30);
        assertThat(read("sources: {}\n").memoryBytes()).isEmpty();
        assertThat(MemorySize.words(12L << 30)).isEqualTo("12g");
        assertThat(MemorySize.words(1_500L << 20)).isEqualTo("1500m");
        for (String wrong : List.of("0m", "2", "2t", "1.5g", "-1g", "2 g", "12345678m")) {
            assertThatThrownBy(() -> read("memory: \"" + wrong + "\"\n"))
                    .as(wrong)
                    .hasMessageContaining("memory")
                    .hasMessageContaining(MemorySize.EXPECTED);
        }
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        SourcesConfig config = read("""
                sources:
                  a.b-c_1: { kind: files, path: in, mapping: lines.yaml, match: "*.csv", settle: 2m }
                """);

        SourceConfig.Files files = (SourceConfig.Files) config.sources().getFirst();
        assertThat(files.matcher().matches(Path.of("a.csv"))).isTrue();
        assertThat(files.matcher().matches(Path.of("a.csv.part"))).isFalse();
        assertThat(files.settle()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whatTheGuideShowsCanBeUsed() throws Exception {
        String guide = Files.readString(Path.of("../../docs/guides/sources.md"));
        List<String> names = new ArrayList<>();
        Files.createDirectory(folder.resolve("exports"));
        Matcher block = Pattern.compile("(?s)```yaml\n# ([a-z.]+)\n(.*?)```").matcher(guide);
        while (block.find()) {
            if (block.group(1).equals("footfall.yaml")) {
                read(block.group(2)).sources().forEach(source -> names.add(source.kind() + " " + source.name()));
            } else {
                Files.writeString(folder.resolve(block.group(1)), block.group(2));
            }
        }
        assertThat(names)
                .containsExactly(
                        "files shop-orders",
                        "postgres warehouse-orders",
                        "postgres_changes shop-changes",
                        "kafka clicks",
                        "kafka orders");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "event: e\ntime: { column: at, format: nonsense }\n");
        assertThatThrownBy(() -> read("""
                        sauces: {}
                        sources:
                          "a b": { kind: files, path: in, mapping: lines.yaml }
                          sftp: { kind: sftp }
                          files:
                            kind: files
                            path: nowhere
                            mapping: bad.yaml
                            match: "[a"
                            settle: soon
                            interval: 5s
                          bare: {}
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("footfall.yaml") + " cannot be used:")
                .hasMessageContaining("sauces is not known here, expected one of sources, lookups")
                .hasMessageContaining("sources.a b is ")
                .hasMessageContaining(
                        "sources.sftp.kind is \"sftp\", expected files, kafka, postgres or postgres_changes")
                .hasMessageContaining("sources.files.mapping, bad.yaml: customer is absent")
                .hasMessageContaining("sources.files.mapping, bad.yaml: time.format is \"nonsense\"")
                .hasMessageContaining("sources.files.path is \"nowhere\"")
                .hasMessageContaining("sources.files.match is \"[a\"")
                .hasMessageContaining(
                        "sources.files.settle is \"soon\", expected a length of time such as 10s, at most 1h")
                .hasMessageContaining("sources.files.interval is not known here")
                .hasMessageContaining(
                        "sources.bare.kind is absent, expected files, kafka, postgres or postgres_changes");
    }

    @Test
    void aLookupTableSaysWhatItIsWhereItIsAndWhenItIsRead() throws Exception {
        SourcesConfig config = read("""
                lookups:
                  products:
                    kind: file
                    path: products.csv
                    key: product_id
                    on: properties.product_id
                    columns: { margin: number, category: text, live: boolean }
                  customers:
                    kind: postgres
                    database: shop
                    user: me
                    query: select id, tier from customers
                    key: id
                    key_type: number
                    on: properties.customer
                    columns: { tier: text }
                    at: "02:30"
                    timezone: Europe/Berlin
                """);
        LookupConfig products = config.lookups().getFirst();
        assertThat(products.shape())
                .isEqualTo(new LookupShape(
                        "products",
                        "properties.product_id",
                        new LookupColumn("product_id", LookupColumn.Type.TEXT),
                        List.of(
                                new LookupColumn("margin", LookupColumn.Type.NUMBER),
                                new LookupColumn("category", LookupColumn.Type.TEXT),
                                new LookupColumn("live", LookupColumn.Type.BOOLEAN))));
        assertThat(products.from())
                .isEqualTo(new LookupConfig.File(folder.resolve("products.csv"), ',', Duration.ofSeconds(2)));
        assertThat(products.schedule()).isEqualTo(new Schedule.OnChange());
        LookupConfig customers = config.lookups().getLast();
        assertThat(customers.shape().key().type()).isEqualTo(LookupColumn.Type.NUMBER);
        assertThat(customers.schedule()).isEqualTo(new Schedule.Daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")));
    }

    @Test
    void everythingThatIsWrongOfLookupTablesIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
                        lookups:
                          Products: { kind: file, path: p.csv, key: id, on: properties.id, columns: { a: text } }
                          bare: {}
                          wrong:
                            kind: file
                            path: p.csv
                            delimiter: tab
                            key: id
                            key_type: boolean
                            on: session.entry
                            columns: { id: text, b: decimal, "c d": text }
                            every: 1s
                            at: "02:30"
                            cursor: id
                          late: { kind: sqlite, key: id, on: event, columns: { a: text }, at: noon, timezone: Mars }
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lookups.Products is ")
                .hasMessageContaining("lookups.bare.on is absent, expected the property of events")
                .hasMessageContaining("lookups.bare.key is absent, expected the column of the keys")
                .hasMessageContaining("lookups.bare.kind is absent, expected file or postgres")
                .hasMessageContaining("lookups.bare.columns is absent, expected 1 to 20 columns")
                .hasMessageContaining("lookups.wrong.delimiter is \"tab\"")
                .hasMessageContaining("lookups.wrong.key_type is \"boolean\", expected text or number")
                .hasMessageContaining("lookups.wrong.on is \"session.entry\", expected properties.…")
                .hasMessageContaining("lookups.wrong.columns.id is \"text\", expected a column beside the key")
                .hasMessageContaining("lookups.wrong.columns.b is \"decimal\", expected text, number or boolean")
                .hasMessageContaining("lookups.wrong.columns.c d is \"text\", expected a column named by")
                .hasMessageContaining("lookups.wrong.every is \"1s\", expected either every or at")
                .hasMessageContaining("lookups.wrong.cursor is not known here")
                .hasMessageContaining("lookups.late.kind is \"sqlite\", expected file or postgres")
                .hasMessageContaining("lookups.late.at is \"noon\", expected a time of day in quotes")
                .hasMessageContaining("lookups.late.timezone is \"Mars\"");
    }

    @Test
    void aTableNeedsWhereItIsItsCursorAndIds() throws Exception {
        Files.writeString(
                folder.resolve("rows.yaml"),
                "customer: { user_id: who }\nevent: e\ntime: { column: at }\nmessage_id: id\n");
        String good = "sources:\n  t: { kind: postgres, database: shop, user: me, table: public.orders, cursor: id,"
                + " mapping: rows.yaml }\n";
        SourceConfig.Postgres table =
                (SourceConfig.Postgres) read(good).sources().getFirst();
        assertThat(table.login().address()).isEqualTo("jdbc:postgresql://localhost:5432/shop");
        assertThat(table.query()).isEqualTo("select * from \"public\".\"orders\"");
        assertThat(table.every()).isEqualTo(Duration.ofSeconds(2));

        assertThatThrownBy(() -> read("""
                        sources:
                          t:
                            kind: postgres
                            host: "db?socketFactory=x"
                            port: 70000
                            database: "shop?a=b"
                            password: secret
                            password_env: NO_SUCH_VARIABLE_HERE
                            table: orders
                            query: select 1
                            mapping: lines.yaml
                        """))
                .hasMessageContaining("sources.t.host is ")
                .hasMessageContaining("sources.t.port is \"70000\", expected 1 to 65535")
                .hasMessageContaining("sources.t.database is ")
                .hasMessageContaining("sources.t.user is absent")
                .hasMessageContaining("sources.t.password_env is \"NO_SUCH_VARIABLE_HERE\"")
                .hasMessageContaining("sources.t.table is \"orders\", expected either table or query")
                .hasMessageContaining("sources.t.cursor is absent")
                .hasMessageContaining("sources.t.password is not known here")
                .hasMessageContaining("sources.t.mapping is \"lines.yaml\", expected one that names message_id");
    }

    @Test
    void changesNeedATableAndIds() throws Exception {
        Files.writeString(
                folder.resolve("rows.yaml"),
                "customer: { user_id: who }\nevent: e\ntime: { column: at }\nmessage_id: id\n");
        String good = "sources: { Shop-1: { kind: postgres_changes, database: shop, user: me, table: orders,"
                + " mapping: rows.yaml } }";
        SourceConfig.Changes changes =
                (SourceConfig.Changes) read(good).sources().getFirst();
        assertThat(changes.quotedTable()).isEqualTo("\"public\".\"orders\"");
        assertThat(changes.slot()).isEqualTo("footfall_shop_1");
        assertThat(changes.withUpdates()).isFalse();
        assertThat(changes.toString()).doesNotContain("password");

        assertThatThrownBy(() -> read("""
                        sources:
                          t:
                            kind: postgres_changes
                            database: shop
                            user: me
                            table: a.b.c
                            slot: Slot
                            changes: deletes
                            cursor: id
                            mapping: lines.yaml
                        """))
                .hasMessageContaining("sources.t.table is \"a.b.c\", expected a table, or a schema and a table")
                .hasMessageContaining("sources.t.slot is \"Slot\", expected up to 63 small letters")
                .hasMessageContaining("sources.t.changes is \"deletes\", expected inserts or inserts_and_updates")
                .hasMessageContaining("sources.t.cursor is not known here")
                .hasMessageContaining("sources.t.mapping is \"lines.yaml\", expected one that names message_id");
    }

    @Test
    void topicsNeedTheirBrokersAndAFormat() throws Exception {
        Files.writeString(folder.resolve("rows.yaml"), "customer: { user_id: who }\nevent: e\ntime: { column: at }\n");
        Files.writeString(folder.resolve("ca.pem"), "");
        SourceConfig.Kafka kafka = (SourceConfig.Kafka) read("""
                sources:
                  clicks:
                    kind: kafka
                    bootstrap_servers: "one.example:9092, [::1]:9093"
                    topics: [clicks, buys]
                    format: json
                    mapping: rows.yaml
                    from: latest
                    user: "a\\"b"
                    password_env: PATH
                    client:
                      security.protocol: SASL_SSL
                      sasl.mechanism: SCRAM-SHA-512
                      ssl.truststore.location: ca.pem
                      ssl.truststore.type: PEM
                      max.poll.records: 100
                """).sources().getFirst();

        assertThat(kafka.client().servers()).containsExactly("one.example:9092", "[::1]:9093");
        assertThat(kafka.topics()).containsExactly("clicks", "buys");
        assertThat(kafka.mapping()).isPresent();
        assertThat(kafka.from()).isEqualTo(SourceConfig.From.LATEST);
        assertThat(kafka.client().settings())
                .containsEntry(
                        "ssl.truststore.location", folder.resolve("ca.pem").toString())
                .containsEntry("max.poll.records", "100")
                .containsKey("sasl.jaas.config");
        assertThat(kafka.client().settings().get("sasl.jaas.config"))
                .startsWith("org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\\\"b\" ");
        assertThat(kafka.toString()).doesNotContain("jaas", System.getenv("PATH"));

        SourceConfig.Kafka bare = (SourceConfig.Kafka)
                read("sources: { c: { kind: kafka, bootstrap_servers: h:1, topics: t, format: segment } }")
                        .sources()
                        .getFirst();
        assertThat(bare.from()).isEqualTo(SourceConfig.From.EARLIEST);
        assertThat(bare.mapping()).isEmpty();
        assertThat(bare.client().settings()).isEmpty();
    }

    @Test
    void whatIsWrongWithTopicsIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
                        sources:
                          c:
                            kind: kafka
                            bootstrap_servers: nowhere
                            topics: [a, a]
                            format: avro
                            from: yesterday
                            user: me
                            client:
                              security.protocol: SSLv3
                              ssl.truststore.location: none.pem
                              ssl.truststore.password_env: NO_SUCH_VARIABLE_HERE
                              max.poll.records: 2501
                              sasl.jaas.config: com.sun.security.auth.module.JndiLoginModule required;
                              group.id: g
                          d: { kind: kafka, format: json }
                          e: { kind: kafka, bootstrap_servers: h:1, topics: t, format: segment, mapping: lines.yaml,
                               client: { security.protocol: SASL_SSL } }
                        """))
                .hasMessageContaining("sources.c.bootstrap_servers is \"nowhere\", expected brokers such as")
                .hasMessageContaining("sources.c.topics is \"[a, a]\", expected the name of a topic")
                .hasMessageContaining("sources.c.format is \"avro\", expected json or segment")
                .hasMessageContaining("sources.c.from is \"yesterday\", expected earliest or latest")
                .hasMessageContaining("sources.c.user is \"me\", expected a user with a password_env exactly if")
                .hasMessageContaining("sources.c.client.security.protocol is \"SSLv3\", expected one of PLAINTEXT,")
                .hasMessageContaining("sources.c.client.ssl.truststore.location is \"none.pem\", expected a file")
                .hasMessageContaining("sources.c.client.ssl.truststore.password_env is \"NO_SUCH_VARIABLE_HERE\"")
                .hasMessageContaining("sources.c.client.max.poll.records is \"2501\", expected 1 to 2500")
                .hasMessageContaining("sources.c.client.sasl.jaas.config is not known here, expected one of client.id,")
                .hasMessageContaining("sources.c.client.group.id is not known here")
                .hasMessageContaining("sources.d.bootstrap_servers is absent")
                .hasMessageContaining("sources.d.topics is absent")
                .hasMessageContaining("sources.d.mapping is absent, expected one for format json")
                .hasMessageContaining("sources.e.mapping is \"lines.yaml\", expected none for format segment")
                .hasMessageContaining("sources.e.user is absent");
    }

    @Test
    void thereAreAtMostAHundredSources() throws Exception {
        String one = "  sN: { kind: files, path: in, mapping: lines.yaml }\n";
        StringBuilder many = new StringBuilder("sources:\n");
        for (int i = 0; i < SourcesConfig.SOURCES_MAX; i++) {
            many.append(one.replace("N", "" + i));
        }
        assertThat(read(many.toString()).sources()).hasSize(SourcesConfig.SOURCES_MAX);
        assertThatThrownBy(() -> read(many.append(one).toString())).hasMessageContaining("at most 100 of them");
    }

    @Test
    void whatIsNoYamlIsSaid() {
        assertThatThrownBy(() -> read("sources: [")).hasMessageContaining("the file is not readable");
        assertThatThrownBy(() -> read("sources: 7"))
                .hasMessageContaining("sources is \"7\", expected keys with values");
    }

    private SourcesConfig read(String yaml) throws IOException, ConfigurationException {
        return SourcesConfig.read(Files.writeString(folder.resolve("footfall.yaml"), yaml));
    }
}
