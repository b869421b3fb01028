package io.footfall.connect.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "event: e\ntime: { column: at, format: nonsense }\n");
        assertThatThrownBy(() -> read("""
                        sauces: {}
                        sources:
                          "a b": { kind: files, path: in, mapping: lines.yaml }
                          kafka: { kind: kafka }
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
                .hasMessageContaining("sauces is not known here, expected one of sources")
                .hasMessageContaining("sources.a b is ")
                .hasMessageContaining("sources.kafka.kind is \"kafka\", expected files or postgres")
                .hasMessageContaining("sources.files.mapping, bad.yaml: customer is absent")
                .hasMessageContaining("sources.files.mapping, bad.yaml: time.format is \"nonsense\"")
                .hasMessageContaining("sources.files.path is \"nowhere\"")
                .hasMessageContaining("sources.files.match is \"[a\"")
                .hasMessageContaining(
                        "sources.files.settle is \"soon\", expected a length of time such as 10s, at most 1h")
                .hasMessageContaining("sources.files.interval is not known here")
                .hasMessageContaining("sources.bare.kind is absent, expected files or postgres");
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
        assertThat(table.address()).isEqualTo("jdbc:postgresql://localhost:5432/shop");
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
