package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that read message ids, over HTTP and by the command line: from sealed files, and from the log after them. */
class MessageIdIT {
    private static final String ONE =
            "{\"kind\":\"trend\",\"where\":[{\"property\":\"messageId\",\"op\":\"=\",\"value\":\"m-2\"}]}";
    private static final String DISTINCT =
            "{\"kind\":\"trend\",\"event\":[\"Order Completed\",\"Product Viewed\"],\"measure\":\"distinct\","
                    + "\"of_property\":\"messageId\"}";
    private static final String BY_ID =
            "{\"kind\":\"trend\",\"event\":\"Order Completed\",\"by\":\"messageId\",\"filter\":[{\"property\":"
                    + "\"messageId\",\"op\":\"starts_with\",\"value\":\"m-\"}]}";

    @TempDir
    Path data;

    @TempDir
    Path questions;

    @Test
    void areAskedPinnedAndAnsweredInBatchAlike() throws Exception {
        try (EngineProcess engine = EngineProcess.startSealing(data)) {
            collect(engine, "Order Completed", "ann", "m-1");
            collect(engine, "Product Viewed", "ann", "m-2");
            for (int others = 0; engine.metric("footfall_files") == 0; others++) {
                collect(engine, "Page Seen", "dan", "p-" + others);
            }
            collect(engine, "Order Completed", "bob", "m-3");
            collect(engine, "Order Completed", "bob", "m-3");
            collect(engine, "Order Completed", "cid", "m-3");
            collect(engine, "Order Completed", "cid", "other");
            Until.holds(() -> engine.count("Order Completed") == 4, () -> "not all orders are counted");

            requireAsked(engine, ONE, "[{\"value\":1}]");
            requireAsked(engine, DISTINCT, "[{\"value\":4}]");
            String rows = "[{\"by\":\"m-3\",\"value\":2},{\"by\":\"m-1\",\"value\":1}]";
            requireAsked(engine, BY_ID, rows);
            requirePinned(engine, BY_ID, rows);
            requireInBatch(BY_ID, rows);
            assertThat(engine.get("/api/v1/questions").body()).contains("asked again from files");
            assertThat(engine.members("{\"question\":" + BY_ID + ",\"row\":{\"by\":\"m-3\"}}")
                            .body())
                    .contains("{\"customer\":\"bob\",\"anonymous\":false},{\"customer\":\"cid\",\"anonymous\":false}")
                    .contains("\"from\":\"files\"");
        }
    }

    private static void requireAsked(EngineProcess engine, String question, String rows) throws Exception {
        assertThat(engine.ask(question).body()).contains("\"rows\":" + rows).contains("\"from\":\"files\"");
    }

    private static void requirePinned(EngineProcess engine, String question, String rows) throws Exception {
        assertThat(engine.pin("it", question).statusCode()).isEqualTo(200);
        Until.holds(() -> pinned(engine).contains("\"rows\":"), () -> pinned(engine));
        assertThat(pinned(engine)).contains("\"rows\":" + rows).contains("\"from\":\"files\"");
    }

    private void requireInBatch(String question, String rows) throws Exception {
        Path file = Files.writeString(questions.resolve("question.json"), question);
        try (FootfallProcess process =
                FootfallProcess.start(List.of("answer", file.toString(), "--data", data.toString()))) {
            String printed = process.outputToTheEnd();
            assertThat(process.await()).as(process.errors()).isZero();
            assertThat(printed).contains("\"rows\":" + rows);
        }
    }

    private static void collect(EngineProcess engine, String name, String user, String messageId)
            throws IOException, InterruptedException {
        String item = "{\"event\":\"" + name + "\",\"userId\":\"" + user + "\",\"messageId\":\"" + messageId + "\"}";
        assertThat(engine.collect("/v1/track", item.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String pinned(EngineProcess engine) {
        try {
            return engine.get("/api/v1/questions/it/answer").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting for an answer", e);
        }
    }
}
