package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetoldItemTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void itsTimesAndItsIdChangeAndAllElseStaysByteForByte() {
        String item = "{ 'messageId':'m\u00e91', 'timestamp':'2019-10-01T00:00:05Z','sentAt': 1569888006,"
                + "'properties':{'timestamp':'x','price': 1.50e1 },'userId':'ann' }";

        RetoldItem retold = RetoldItem.of(bytes(item)).orElseThrow();

        assertThat(Instant.ofEpochMilli(retold.time())).isEqualTo("2019-10-01T00:00:05Z");
        assertThat(text(retold.at(NOW, "@1")))
                .isEqualTo(
                        "{ 'messageId':'m\u00e91@1', 'timestamp':'2026-03-01T12:00:00Z','sentAt': '2026-03-01T12:00:00Z',"
                                + "'properties':{'timestamp':'x','price': 1.50e1 },'userId':'ann' }");
    }

    @Test
    void theOriginalTimeIsTheOneThatCounts() {
        RetoldItem retold = RetoldItem.of(bytes("{'timestamp':20,'originalTimestamp':10,'messageId':null}"))
                .orElseThrow();

        assertThat(retold.time()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{",
                "{'event':'e'}",
                "{'timestamp':'soon'}",
                "{'timestamp':null}",
                "{'timestamp':{}}"
            })
    void whatDoesNotSayWhenItHappenedIsNotRetold(String item) {
        assertThat(RetoldItem.of(bytes(item))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }
}
