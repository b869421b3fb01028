package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.InvalidQuestionException;
import io.footfall.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedAudiencesTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final String BUYERS =
            "{\"kind\":\"audience\",\"all\":[{\"did\":{\"event\":\"Order\",\"last\":\"1h\"}}]}";
    private static final String OTHERS = "{\"kind\":\"audience\",\"all\":[{\"not\":{\"in\":\"buyers\"}}]}";
    private static final String OTHERS_AGAIN = "{\"kind\":\"audience\",\"all\":[{\"in\":\"others\"}]}";

    private final SettableClock clock = new SettableClock(NOW);

    @TempDir
    Path folder;

    @Test
    void membersComeByEventsAndGoByTimeThroughEveryAudienceThatRefersToThem() {
        try (Running running = Running.on(folder, clock, 5)) {
            pin(running, "buyers", BUYERS);
            pin(running, "others", OTHERS);
            running.append(List.of(
                            Told.event("ann", "Order", "a", NOW.toEpochMilli()),
                            Told.event("bob", "View", "b", NOW.toEpochMilli())))
                    .join();
            running.pass(Running.JUMP_MIN);
            assertThat(customers(running, "buyers")).isEqualTo(1);
            assertThat(customers(running, "others")).isEqualTo(1);
            running.pass(Duration.ofHours(1));
            assertThat(customers(running, "buyers")).isZero();
            assertThat(customers(running, "others")).isEqualTo(2);
        }
    }

    @Test
    void anotherDefinitionReachesAllThatReferToItAndOutlivesARestart() {
        try (Running running = Running.on(folder, clock, 5)) {
            pin(running, "buyers", BUYERS);
            pin(running, "others", OTHERS);
            pin(running, "others again", OTHERS_AGAIN);
            running.append(List.of(
                            Told.event("ann", "Order", "a", NOW.toEpochMilli()),
                            Told.event("bob", "View", "b", NOW.toEpochMilli()),
                            Told.event("cid", "View", "c", NOW.toEpochMilli())))
                    .join();
            running.pass(Running.JUMP_MIN);
            assertThat(customers(running, "others again")).isEqualTo(2);
            pin(running, "buyers", BUYERS.replace("Order", "View"));
            running.pass(Running.JUMP_MIN);
            assertThat(customers(running, "others again")).isEqualTo(1);
        }
        try (Running running = Running.on(folder, clock, 5)) {
            running.pass(Running.JUMP_MIN);
            assertThat(customers(running, "others again")).isEqualTo(1);
        }
    }

    @Test
    void whatOthersReferToStaysAnAudienceAndNothingRefersToItself() {
        try (Running running = Running.on(folder, clock, 5)) {
            assertRefused("no_such_audience", () -> pin(running, "others", OTHERS));
            pin(running, "buyers", BUYERS);
            pin(running, "others", OTHERS);
            assertRefused("no_such_audience", () -> pin(running, "buyers", "{\"kind\":\"trend\"}"));
            assertRefused("audience_cycle", () -> pin(running, "buyers", OTHERS_AGAIN));
            assertRefused("audience_cycle", () -> pin(running, "others", OTHERS_AGAIN));
            assertRefused(
                    "audience_in_use", () -> running.engine().unpin("buyers").join());
            running.engine().unpin("others").join();
            running.engine().unpin("buyers").join();
            assertThat(running.engine().pinned()).isEmpty();
        }
    }

    @Test
    void aQuestionOfAnAudienceFollowsItsMembersAndComparesThoseOfThen() {
        String orders = "{\"kind\":\"trend\",\"event\":\"Order\",\"of\":\"buyers\",\"period\":{\"last\":\"3h\"},"
                + "\"compare\":\"previous\"}";
        try (Running running = Running.on(folder, clock, 5)) {
            pin(running, "buyers", BUYERS);
            pin(running, "orders", orders);
            running.append(List.of(
                            Told.event("ann", "Order", "a", NOW.toEpochMilli()),
                            Told.event(
                                    "ann", "Order", "b", NOW.minusSeconds(7_200).toEpochMilli()),
                            Told.event(
                                    "bob", "Order", "c", NOW.minusSeconds(7_200).toEpochMilli())))
                    .join();
            running.pass(Running.JUMP_MIN);
            PinnedQuestion pinned = running.engine().pinned("orders").orElseThrow();
            assertThat(pinned.whyAskedAgain()).hasValue("who is in its audience is judged each time it is asked");
            assertThat(Running.rows(pinned.answerAfter(0).join())).isEqualTo("[{\"value\":2,\"previous\":0}]");
            running.pass(Duration.ofHours(1));
            assertThat(Running.rows(pinned.answerAfter(0).join())).isEqualTo("[{\"value\":0,\"previous\":0}]");
            // Three hours earlier all of it was just done.
            running.pass(Duration.ofMinutes(121));
            assertThat(Running.rows(pinned.answerAfter(0).join())).isEqualTo("[{\"value\":0,\"previous\":2}]");
            assertRefused(
                    "audience_in_use", () -> running.engine().unpin("buyers").join());
        }
    }

    private static void assertRefused(String code, Runnable doing) {
        assertThatThrownBy(doing::run)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(InvalidQuestionException.class)
                .extracting(cause -> ((InvalidQuestionException) cause).code())
                .isEqualTo(code);
    }

    private static void pin(Running running, String name, String json) {
        running.engine().pin(name, json).join();
    }

    private static long customers(Running running, String name) {
        Object cell = running.engine()
                .pinned(name)
                .orElseThrow()
                .answerAfter(0)
                .join()
                .table()
                .rows()
                .getFirst()[0];
        return cell instanceof Long number ? number : -1;
    }
}
