package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Question;
import io.footfall.testkit.SettableClock;
import io.footfall.wire.AnswerJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:30:00Z");
    private static final Question BY_HOUR =
            Told.question("{'kind':'trend','event':'Order','interval':'hour','period':{'calendar':'today'}}");

    private final SettableClock clock = new SettableClock(BEGIN);

    @Test
    void aLateEventOfAnHourThatWasOverIsNotedAndOneOfTheRunningHourIsNot() {
        try (Turns turns = new Turns(EngineConfig.DEFAULTS, clock, BY_HOUR)) {
            turns.take(List.of(Told.event("ann", "Order", "a", at("09:10"))));
            turns.pass(Duration.ofSeconds(1));
            turns.take(
                    List.of(Told.event("ann", "Order", "b", at("10:05")), Told.event("bob", "View", "c", at("09:00"))));
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().corrections()).isEmpty();

            turns.take(List.of(
                    Told.event("bob", "Order", "d", at("09:20")), Told.event("cid", "Order", "e", at("08:59"))));
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().corrections())
                    .extracting(CorrectionsTest::told)
                    .containsExactly(
                            "{\"at\":\"2026-05-01T08:00:00Z\"} {\"value\":0} {\"value\":1} 2",
                            "{\"at\":\"2026-05-01T09:00:00Z\"} {\"value\":1} {\"value\":2} 2");
        }
    }

    @Test
    void onlyTheNewestAreKept() {
        Question byMinute =
                Told.question("{'kind':'trend','event':'Order','interval':'1m','period':{'calendar':'today'}}");
        try (Turns turns = new Turns(EngineConfig.DEFAULTS, clock, byMinute)) {
            turns.take(List.of(Told.event("ann", "Order", "a", at("10:29"))));
            turns.pass(Duration.ofSeconds(1));
            for (int i = 0; i <= Corrections.KEPT_MAX; i++) {
                turns.take(List.of(Told.event("ann", "Order", "m" + i, at("01:00") + i * 60_000L)));
                turns.pass(Duration.ofSeconds(1));
            }
            assertThat(turns.pinned().corrections()).hasSize(Corrections.KEPT_MAX);
            assertThat(told(turns.pinned().corrections().getFirst())).startsWith("{\"at\":\"2026-05-01T02:40:00Z\"}");
        }
    }

    private static String told(Correction correction) {
        return text(AnswerJson.rowKey(correction.to(), 0)) + " " + text(AnswerJson.said(correction.from(), 0)) + " "
                + text(AnswerJson.said(correction.to(), 0)) + " " + correction.late();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static long at(String time) {
        return Instant.parse("2026-05-01T" + time + ":00Z").toEpochMilli();
    }
}
