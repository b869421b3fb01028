package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.testkit.Until;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lookup tables of a file and of a real PostgreSQL, in the program, as the guide has them. */
@Timeout(600)
class LookupsIT {
    private static final Path GUIDE = Path.of("../docs/guides/lookups.md");
    private static final String COUNT_BY = "{\"kind\":\"trend\",\"event\":\"Product Added\",\"by\":\"%s\"}";

    @TempDir
    Path folder;

    @TempDir
    Path databaseFolder;

    @Test
    void whatTheGuideShowsIsAnsweredLiveAndByTheBatchHostThroughAKill() throws Exception {
        for (String csv : blocks("csv")) {
            write(csv);
        }
        Path config = write(blocks("yaml").getFirst());
        List<String> questions = blocks("json");
        String margin = questions.getFirst();
        Path data = folder.resolve("data");
        String before;
        try (EngineProcess engine = start(data, config)) {
            Until.holds(
                    () -> version(engine, "products") == 1 && version(engine, "campaigns") == 1, () -> lookups(engine));
            collect(engine);
            assertThat(rows(engine, margin)).contains("\"by\":\"Textiles\"", "\"value\":62.1}", "\"value\":12.4}");
            assertThat(rows(engine, questions.get(1))).contains("\"event\":\"Product Viewed\",\"customers\":1");
            assertThat(rows(engine, questions.get(2))).contains("\"by\":\"spring-sale\",\"value\":0.4}");
            assertThat(sql(engine, blocks("sql").getFirst())).isEqualTo("""
                            category,added,margin
                            Lighting,1,12.400000000000000000
                            Textiles,2,62.100000000000000000
                            ,1,
                            """);
            before = rows(engine, margin);
            assertThat(engine.pin("margin", margin).statusCode()).isEqualTo(200);
            engine.process().kill();
        }
        assertThat(batch(data, margin)).isEqualTo(before);
        Files.writeString(folder.resolve("products.csv"), "product_id,category,margin\nrug-7,Rugs,30\n");
        try (EngineProcess engine = start(data, config)) {
            Until.holds(() -> version(engine, "products") == 2, () -> lookups(engine));
            Until.holds(() -> pinned(engine).contains("\"version\":2"), () -> pinned(engine));
            assertThat(pinned(engine)).contains("\"by\":\"Rugs\"", "\"value\":60}", "in its version 2, which is");
            assertThat(rows(engine, margin)).contains("\"value\":60}");
            assertThat(version(engine, "campaigns")).isEqualTo(1);

            Files.writeString(folder.resolve("products.csv"), "product_id,category,margin\na,b,1\na,b,2\n");
            Until.holds(
                    () -> lookups(engine).contains("line 3: the key \\\"a\\\" is there already, in line 2"),
                    () -> lookups(engine));
            assertThat(engine.metric("footfall_lookup_failing{table=\"products\"}"))
                    .isEqualTo(1);
            assertThat(rows(engine, margin)).contains("\"value\":60}");
            assertThat(get(engine, "/api/v1/schema"))
                    .contains("{\"property\":\"lookup.products.margin\",\"type\":\"number\"}");
        }
        try (EngineProcess engine = EngineProcess.start(data)) {
            Until.holds(
                    () -> rows(engine, margin).contains("\"no_such_lookup\""),
                    () -> "the configuration names no table, and it is still there");
        }
    }

    @Test
    void aTableOfADatabaseIsReadOnItsSchedule() throws Exception {
        assumeTrue(
                PostgresServer.programs().isPresent(),
                "PostgreSQL is not installed; on Debian: apt-get install postgresql");
        try (PostgresServer database =
                PostgresServer.start(PostgresServer.programs().orElseThrow(), databaseFolder)) {
            database.execute("create table products (id text, margin numeric(40, 18), live boolean)");
            database.execute("insert into products values ('rug-7', 31.050, true), ('lamp-1', null, false)");
            Path config = Files.writeString(
                    folder.resolve("footfall.yaml"), """
                    lookups:
                      products:
                        kind: postgres
                        host: 127.0.0.1
                        port: PORT
                        database: postgres
                        user: shop
                        table: public.products
                        key: id
                        on: properties.product_id
                        columns: { margin: number, live: boolean }
                        every: 10s
                    """.replace("PORT", Integer.toString(database.port())));
            try (EngineProcess engine = start(folder.resolve("data"), config)) {
                collect(engine);
                Until.holds(() -> version(engine, "products") == 1, () -> lookups(engine));
                assertThat(rows(engine, COUNT_BY.replace("%s", "lookup.products.margin")))
                        .contains("{\"by\":31.05,\"value\":2}", "{\"by\":\"(none)\",\"value\":2}");
                assertThat(rows(engine, COUNT_BY.replace("%s", "lookup.products.live")))
                        .contains("{\"by\":true,\"value\":2}", "{\"by\":false,\"value\":1}");
                database.execute("update products set margin = 1 where id = 'rug-7'");
                Until.holds(
                        () -> rows(engine, COUNT_BY.replace("%s", "lookup.products.margin"))
                                .contains("{\"by\":1,\"value\":2}"),
                        () -> lookups(engine));
            }
        }
    }

    /** The blocks of code of a language in the guide. */
    private static List<String> blocks(String language) throws Exception {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(GUIDE));
        return block.results().map(found -> found.group(1)).toList();
    }

    /** Writes a block whose first line names its file. */
    private Path write(String block) throws Exception {
        int end = block.indexOf('\n');
        return Files.writeString(folder.resolve(block.substring(2, end)), block.substring(end + 1));
    }

    private static EngineProcess start(Path data, Path config) throws Exception {
        return EngineProcess.start(data, 0, List.of(), List.of("--config", config.toString()));
    }

    private static void collect(EngineProcess engine) throws Exception {
        String batch = """
                {"batch": [
                  {"type": "page", "name": "Home", "userId": "ann", "context": {"campaign": {"name": "spring-sale"}}},
                  {"type": "track", "event": "Product Viewed", "userId": "ann", "properties": {"product_id": "rug-7"}},
                  {"type": "track", "event": "Product Viewed", "userId": "bob", "properties": {"product_id": "lamp-1"}},
                  {"type": "track", "event": "Product Added", "userId": "ann", "properties": {"product_id": "rug-7"}},
                  {"type": "track", "event": "Product Added", "userId": "bob", "properties": {"product_id": "rug-7"}},
                  {"type": "track", "event": "Product Added", "userId": "bob", "properties": {"product_id": "lamp-1"}},
                  {"type": "track", "event": "Product Added", "userId": "bob", "properties": {"product_id": "vase"}},
                  {"type": "track", "event": "Order Completed", "userId": "ann", "properties": {"revenue": 100}}]}""";
        assertThat(engine.collect("/v1/batch", batch.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        Until.holds(() -> engine.count("Order Completed") == 1, () -> "what was sent is not there");
    }

    private static long version(EngineProcess engine, String table) {
        Matcher matcher = Pattern.compile("\"table\":\"" + table + "\".*?\"version\":(?:null|\\{\"number\":(\\d+))")
                .matcher(lookups(engine));
        return matcher.find() && matcher.group(1) != null ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static String lookups(EngineProcess engine) {
        return get(engine, "/api/v1/lookups");
    }

    private static String pinned(EngineProcess engine) {
        return get(engine, "/api/v1/questions/margin/answer");
    }

    private static String get(EngineProcess engine, String path) {
        try {
            return engine.get(path).body();
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static String rows(EngineProcess engine, String question) {
        try {
            return rows(engine.ask(question).body());
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static String rows(String answer) {
        return answer.substring(Math.max(0, answer.indexOf("\"rows\":")));
    }

    private static String sql(EngineProcess engine, String sql) throws Exception {
        HttpResponse<String> response = engine.sql(sql);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().replace("\r", "");
    }

    private String batch(Path data, String question) throws Exception {
        Path file = Files.writeString(folder.resolve("question.json"), question);
        return rows(
                Host.run("answer", file.toString(), "--data", data.toString()).strip());
    }
}
