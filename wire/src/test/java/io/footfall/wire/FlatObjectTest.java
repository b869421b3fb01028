package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatObjectTest {
    private static final Set<String> PATHS = Set.of("a", "b.c", "b.d.e", "n", "l", "f");

    @Test
    void onlyWhatStandsAtThePathsIsRead() {
        byte[] json =
                "{\"a\":\"x\",\"n\":1.50,\"b\":{\"c\":true,\"d\":{\"e\":1e2,\"f\":1}},\"f\":null,\"l\":[{\"a\":9}],\"z\":0}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(FlatObject.read(json, PATHS)).contains(Map.of("a", "x", "n", "1.50", "b.c", "true", "b.d.e", "1e2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":\"\u00001\"}"})
    void whatIsNotOneObjectIsNone(String json) {
        assertThat(FlatObject.read(json.getBytes(StandardCharsets.UTF_8), PATHS))
                .isEmpty();
    }

    @Test
    void whatIsNotUtf8IsNone() {
        byte[] json = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(FlatObject.read(json, PATHS)).isEmpty();
    }
}
