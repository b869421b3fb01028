package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile bytes: whatever comes, each body is refused or read, and no item claims bytes that are not there. */
class EventParserFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final String SEED_BODY = """
            {"batch":[{"type":"track","event":"Seen","userId":"ann","properties":{"a":[1,2.5e3,{"b":null}],"é":"\\u00e9"},
            "timestamp":"2026-03-01T10:00:00Z"},{"type":"identify","traits":{"x":true}}],"sentAt":1772359200,
            "context":{"library":{"name":"x"}},"writeKey":"k"}""";

    @Test
    void readsOrRefusesWhateverComes() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.err.println("EventParserFuzzTest -Dseed=" + seed);
        Random random = new Random(seed);
        EventParser parser = new EventParser(100);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(random);
            if (parser.parseBatch(body) instanceof SentBody.Items items) {
                for (SentItem item : items.items()) {
                    assertThat(item.from()).isBetween(0, item.to() - 1);
                    assertThat(item.to()).isLessThan(items.json().length);
                }
            }
        }
    }

    private static byte[] mutated(Random random) {
        byte[] body = SEED_BODY.getBytes(StandardCharsets.UTF_8);
        byte[] tokens = "{}[]\",:\\u0e-+.19tfn \0".getBytes(StandardCharsets.UTF_8);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(body.length);
            body[at] = random.nextBoolean() ? tokens[random.nextInt(tokens.length)] : (byte) random.nextInt();
        }
        return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }
}
