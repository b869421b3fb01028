package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.catalog.StreamTokens;
import io.footfall.event.Event;
import io.footfall.testkit.Until;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pinned answers as they change. */
class StreamsIT {
    private static final String STREAM = "/api/v1/questions/orders/stream";
    /** Of some 270 KB each, together more than any socket keeps. */
    private static final int CHANGES = 60;

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path data;

    private Served served;

    @BeforeEach
    void start() {
        served = Served.on(data);
        pin("orders", "{'kind':'trend','event':'Order Completed','by':'userId'}");
        served.take(List.of(order("1", "ann"), order("2", "bob")));
        pass();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void sendsTheWholeAnswerFirstAndThenTheRowsThatChange() throws Exception {
        try (Followed stream = Followed.open(served, withKey(STREAM))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.next("answer"))
                    .contains("\"definition\":")
                    .contains("\"rows\":[{\"by\":\"ann\",\"value\":1},{\"by\":\"bob\",\"value\":1}]");
            long sequence = served.take(List.of(order("3", "bob")));
            pass();
            assertThat(stream.next("change"))
                    .startsWith(
                            "{\"set\":[{\"by\":\"bob\",\"value\":2}],\"gone\":[],\"asOf\":{\"sequence\":" + sequence);
        }
    }

    @Test
    void saysWhichRowsAreGone() throws Exception {
        pin("last", "{'kind':'trend','event':'Order Completed','by':'userId','period':{'last':'1h'}}");
        try (Followed stream = Followed.open(served, withKey("/api/v1/questions/last/stream"))) {
            stream.next("answer");
            served.pass(Duration.ofMinutes(59));
            served.take(List.of(order("3", "cat")));
            served.pass(Duration.ofMinutes(2));
            String change = stream.next("change");
            while (!change.contains("{\"by\":\"ann\"}")) {
                change = stream.next("change");
            }
            assertThat(change).contains("\"gone\":[{\"by\":\"ann\"},{\"by\":\"bob\"}]");
        }
    }

    @Test
    void saysEachSecondUpToWhichTheAnswerIsTrue() throws Exception {
        try (Followed stream = Followed.open(served, withKey(STREAM))) {
            stream.next("answer");
            served.pass(SECOND);
            String first = stream.next("asof");
            served.pass(SECOND);
            assertThat(stream.next("asof")).isNotEqualTo(first).contains("\"time\":\"2026-03-02T11:00:");
        }
    }

    @Test
    void opensOneStreamByATokenOnceWithinTenMinutes() throws Exception {
        pin("other", "{'kind':'trend'}");
        String token = token("orders");
        assertThat(status("/api/v1/questions/other/stream?token=" + token)).isEqualTo(401);
        assertThat(served.send(served.to("/api/v1/questions?token=" + token)).statusCode())
                .isEqualTo(401);
        assertThat(served.send(served.to("/api/v1/questions").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
        assertThat(status(STREAM + "?token=" + token)).isEqualTo(200);
        assertThat(status(STREAM + "?token=" + token)).isEqualTo(401);
        String lastMoment = token("orders");
        String tooLate = token("orders");
        served.pass(StreamTokens.VALID_FOR.minusMillis(1));
        assertThat(status(STREAM + "?token=" + lastMoment)).isEqualTo(200);
        served.pass(Duration.ofMillis(1));
        assertThat(status(STREAM + "?token=" + tooLate)).isEqualTo(401);
        assertThat(status(STREAM + "?token=")).isEqualTo(401);
        assertThat(status(STREAM + "?token=nonsense")).isEqualTo(401);
    }

    @Test
    void handsOutTheSuccessorOfATokenOnItsStream() throws Exception {
        try (Followed stream = Followed.open(served, served.to(STREAM + "?token=" + token("orders")))) {
            String successor = valueOf(stream.next("token"));
            assertThat(status(STREAM + "?token=" + successor)).isEqualTo(200);
            served.pass(Duration.ofMinutes(5));
            assertThat(valueOf(stream.next("token"))).isNotEqualTo(successor);
        }
    }

    @Test
    void opensSeveralQuestionsOverOneStreamByTheTokenOfEach() throws Exception {
        pin("other", "{'kind':'trend'}");
        String used = token("other");
        assertThat(status("/api/v1/questions/other/stream?token=" + used)).isEqualTo(200);
        String both = "/api/v1/stream?questions=orders,other&token=";
        try (Followed stream = Followed.open(served, served.to(both + token("orders") + "," + used))) {
            assertThat(stream.next("answer")).startsWith("{\"question\":\"orders\",");
        }
        try (Followed stream = Followed.open(served, served.to(both + token("orders") + "," + used))) {
            assertThat(stream.next("problem"))
                    .startsWith("{\"question\":\"other\",")
                    .contains("\"status\":401");
        }
        try (Followed stream = Followed.open(served, served.to(both + token("orders") + "," + token("other")))) {
            String successor = stream.next("token");
            assertThat(successor).startsWith("{\"question\":\"orders\",");
            String first =
                    valueOf(successor.substring("{\"question\":\"orders\",\"data\":".length(), successor.length() - 1));
            assertThat(stream.next("token")).startsWith("{\"question\":\"other\",");
            assertThat(status(both + first + ",nonsense")).isEqualTo(200);
        }
        assertThat(status(both + "nonsense,nonsense")).isEqualTo(401);
        assertThat(status(both + token("other") + "," + token("orders"))).isEqualTo(401);
        assertThat(status(both + token("orders"))).isEqualTo(400);
        assertThat(status("/api/v1/stream?token=" + token("orders"))).isEqualTo(400);
        assertThat(status(both + token("orders") + "," + token("other") + "&events=true"))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/footfall-elements.js", "/footfall.js"})
    void letsPagesOfOtherOriginsLoadItsModules(String module) {
        HttpRequest.Builder request = served.to(module).header("Origin", "https://shop.example");
        assertThat(served.send(request).headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
    }

    @Test
    void handsNoTokenToWhoeverCameWithAKey() throws Exception {
        try (Followed stream = Followed.open(served, withKey(STREAM))) {
            stream.next("answer");
            served.pass(Duration.ofMinutes(6));
            assertThat(stream.next("asof")).isNotEmpty();
            served.take(List.of(order("3", "bob")));
            pass();
            assertThat(stream.next("change")).doesNotContain("token");
        }
    }

    @Test
    void waitsForTheSequenceThatAnAnswerIsToHaveTakenIn() {
        long next = served.take(List.of(order("3", "ann"))) + 1;
        var asked = served.client()
                .sendAsync(
                        served.request("POST", "/api/v1/answer?after=" + next, "{\"kind\":\"trend\"}")
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        var pinned = served.client()
                .sendAsync(
                        served.request("GET", "/api/v1/questions/orders/answer?after=" + next, "")
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        served.take(List.of(order("4", "ann")));
        pass();
        assertThat(asked.join().body()).contains("\"rows\":[{\"value\":4}]");
        assertThat(pinned.join().body()).contains("{\"by\":\"ann\",\"value\":3}");
    }

    @Test
    void letsASlowReaderMissChangesAndThenShowsItTheNewestAnswer() throws Exception {
        pin("large", "{'kind':'trend','event':'Long','by':'properties.name','limit':1000}");
        served.take(longNames(0));
        pass();
        try (SlowReader slow = SlowReader.open(served, "/api/v1/questions/large/stream");
                Followed quick = Followed.open(served, withKey("/api/v1/questions/large/stream"))) {
            quick.next("answer");
            for (int round = 1; round <= CHANGES; round++) {
                served.take(longNames(round));
                pass();
                assertThat(quick.next("change")).contains("\"value\":" + (round + 1) + "}");
            }
            assertThat(slow.changesUntilAnswerWith("\"value\":" + (CHANGES + 1) + "}"))
                    .isLessThan(CHANGES);
        }
    }

    @Test
    void forgetsStreamsWhoseReaderHasGone() throws Exception {
        try (Followed stream = Followed.open(served, withKey(STREAM))) {
            stream.next("answer");
            Until.holds(() -> served.openStreams() == 1, () -> "streams open: " + served.openStreams());
        }
        Until.holds(() -> served.openStreams() == 0, () -> "streams open: " + served.openStreams());
    }

    private static List<Event> longNames(int round) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = i + "-".repeat(500);
            events.add(ToldShop.event(
                    "ann", null, "Long", "long-" + round + "-" + i, Served.NOW.toEpochMilli(), Map.of("name", name)));
        }
        return events;
    }

    private static Event order(String messageId, String customer) {
        return ToldShop.order(messageId, customer, Served.NOW.toEpochMilli());
    }

    /** Long enough that every pinned answer is published again. */
    private void pass() {
        served.pass(Duration.ofSeconds(6));
    }

    private void pin(String name, String question) {
        assertThat(served.put("/api/v1/questions/" + name, question.replace('\'', '"'))
                        .statusCode())
                .isEqualTo(200);
        served.get("/api/v1/questions/" + name + "/answer");
    }

    private String token(String name) {
        return valueOf(served.post("/api/v1/questions/" + name + "/token", "").body());
    }

    private static String valueOf(String json) {
        assertThat(json).matches("\\{\"token\":\"[\\w-]+\"}");
        return json.substring("{\"token\":\"".length(), json.length() - 2);
    }

    private int status(String path) throws Exception {
        try (Followed stream = Followed.open(served, served.to(path))) {
            return stream.status();
        }
    }

    private HttpRequest.Builder withKey(String path) {
        return served.to(path).header("Authorization", "Bearer " + served.key(KeyKind.READ));
    }
}
