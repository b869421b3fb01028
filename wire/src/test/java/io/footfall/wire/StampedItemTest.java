package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampedItemTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                    | {"messageId":"i","timestamp":"2026-03-01T10:00:00Z"}
             { "a":1}                             | {"messageId":"i","timestamp":"2026-03-01T10:00:00Z", "a":1}
            {"messageId":"é","timestamp":7}       | {"messageId":"é","timestamp":7}
            {"messageId":7,"originalTimestamp":8} | {"messageId":7,"originalTimestamp":8}
            {"timestamp":null,"messageId":" "}    | {"timestamp":"2026-03-01T10:00:00Z","messageId":"i"}
            {"timestamp":null,"originalTimestamp":8,"messageId":"m"} | {"timestamp":null,"originalTimestamp":8,"messageId":"m"}
            {"timestamp":8,"messageId":{"a":[1]},"b":{"messageId":"m"}} | {"timestamp":8,"messageId":"i","b":{"messageId":"m"}}
            [1]                                   | [1]
            {"a":                                 | {"a":
            """)
    void anIdAndATimeAreAddedWhereThereAreNone(String item, String stamped) {
        assertThat(stamp(item, Optional.of(AT))).isEqualTo(stamped);
    }

    @Test
    void withoutATimeOnlyTheIdIsAdded() {
        assertThat(stamp("{\"timestamp\":null}", Optional.empty()))
                .isEqualTo("{\"messageId\":\"i\",\"timestamp\":null}");
    }

    private static String stamp(String item, Optional<Instant> time) {
        byte[] stamped = StampedItem.of(item.getBytes(StandardCharsets.UTF_8), "i", time);
        return new String(stamped, StandardCharsets.UTF_8);
    }
}
