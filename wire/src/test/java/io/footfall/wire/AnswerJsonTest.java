package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Aside;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Table;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
    @Test
    void writesSeveralNamesInOneCellAsAList() {
        Table table = new Table(List.of("step", "event"), 2, List.<Object[]>of(new Object[] {1L, List.of("A", "B")}));
        assertThat(text(AnswerJson.rows(table))).isEqualTo("[{\"step\":1,\"event\":[\"A\",\"B\"]}]");
    }

    private static final long SECOND = 1_772_323_200;

    private final Question question = QuestionJson.read("""
            {"kind":"trend","event":"Order","measure":"sum","of_property":"properties.revenue","interval":"day",
             "by":"source","period":{"last":"1d"},"timezone":"Europe/Berlin"}
            """.getBytes(StandardCharsets.UTF_8));

    @Test
    void writesAWholeAnswer() {
        Answer answer = new Answer(
                question,
                new Range((SECOND - 86_400) * 1000, SECOND * 1000),
                new AsOf(18_231, SECOND),
                OptionalLong.of(SECOND * 1000 - 750),
                SECOND * 1000 + 5,
                2,
                table());
        assertThat(text(AnswerJson.write(answer))).isEqualTo("""
                {"question":{"kind":"trend","event":"Order","measure":"sum","of_property":"properties.revenue",\
                "interval":"day","by":"source","period":{"last":"1d"},"timezone":"Europe/Berlin"},\
                "definition":"The sum of properties.revenue over Order events, by source, for each day. \
                Values that are no numbers are left out. \
                The 20 values of source with the largest such number over the whole period have rows of their own; \
                all others are together in (other). \
                Period: the last 24 hours, from the full minute on, in Europe/Berlin time.",\
                "period":{"from":"2026-02-28T01:00:00+01:00","to":"2026-03-01T01:00:00+01:00"},\
                "asOf":{"sequence":18231,"time":"2026-03-01T00:00:00Z","eventTime":"2026-02-28T23:59:59.250Z"},\
                "computedAt":"2026-03-01T00:00:00.005Z","ignored":2,"excluded":{"robots":0},"capped":false,\
                "historyFrom":null,"rows":[\
                {"at":"2026-02-28T00:00:00+01:00","by":"web","value":1200000,"previous":null},\
                {"at":"2026-03-01T00:00:00+01:00","by":true,"value":0.000000000000000001,"previous":3},\
                {"at":"2026-03-01T00:00:00+01:00","by":7.5,"value":0,"previous":12345678901234567890123456789012345678}]}""");
    }

    @Test
    void saysFromWhenOnHistoryIsKeptAndThatItIsFromFiles() {
        Answer answer = new Answer(
                question,
                Range.ALL,
                new AsOf(18_231, SECOND),
                OptionalLong.empty(),
                0,
                0,
                table(),
                Aside.NONE,
                0,
                List.of(),
                (SECOND - 86_400) * 1000,
                true);
        assertThat(text(AnswerJson.write(answer)))
                .contains("\"historyFrom\":\"2026-02-28T00:00:00Z\",\"from\":\"files\",\"rows\"");
    }

    @Test
    void writesTheKeyOfARow() {
        assertThat(text(AnswerJson.rowKey(table(), 0))).isEqualTo("""
                {"at":"2026-02-28T00:00:00+01:00","by":"web"}""");
    }

    private static Table table() {
        return new Table(
                List.of("at", "by", "value", "previous"),
                2,
                List.of(
                        row("2026-02-28T00:00:00+01:00", "web", new BigDecimal("1.200E+6"), null),
                        row("2026-03-01T00:00:00+01:00", true, new BigDecimal("1E-18"), 3L),
                        row(
                                "2026-03-01T00:00:00+01:00",
                                new BigDecimal("7.50"),
                                new BigDecimal("0.000"),
                                new BigDecimal("12345678901234567890123456789012345678"))));
    }

    private static @Nullable Object[] row(@Nullable Object... cells) {
        return cells;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
