package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.DocumentWriter;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentPartsSeededTest {
    private static final int CASES = 500;
    private static final DocumentSplitter SPLITTER = new DocumentSplitter();
    private static final List<String> NUMBERS = List.of(
            "0", "-1", "1.50", "1E+30", "12E5", "0.0000001", "0E-10", "9223372036854775808", "1E-400", "1E+400");
    private static final String DIGITS_OF_64 = "-1234567890123456789012345678901234567890123456789012345678901234";

    static List<Long> seeds() {
        Long given = Long.getLong("seed");
        return given != null
                ? List.of(given)
                : LongStream.rangeClosed(1, CASES).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDocumentIsPutTogetherOfItsPartsByteForByte(long seed) {
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>(List.of("properties", "context", "traits", "groupId", "\u0000 \"ü😀"));
        Collections.shuffle(keys, random);
        DocumentWriter writer = new DocumentWriter(64).startObject();
        for (String key : keys.subList(0, random.nextInt(keys.size() + 1))) {
            writer.key(key);
            value(random, writer, 0);
        }
        PackedDocument document = writer.endObject().toDocument();

        SPLITTER.split(new DocumentWriter(64)
                .startObject()
                .key("left")
                .text("over")
                .endObject()
                .toDocument());
        PackedDocument together = SPLITTER.split(document).document();

        assertThat(together.bytes()).isEqualTo(document.bytes());
    }

    private static void value(Random random, DocumentWriter writer, int depth) {
        switch (random.nextInt(depth > 5 ? 5 : 7)) {
            case 0 -> writer.nothing();
            case 1 -> writer.bool(random.nextBoolean());
            case 2 -> writer.number(number(random));
            case 3 -> writer.number(random.nextLong() >> random.nextInt(64));
            case 4 -> writer.text("a\u0000\n\u2028ü😀".repeat(random.nextInt(3)));
            case 5 -> {
                writer.startArray();
                for (int left = random.nextInt(3); left > 0; left--) {
                    value(random, writer, depth + 1);
                }
                writer.endArray();
            }
            default -> {
                writer.startObject();
                for (int left = random.nextInt(4); left > 0; left--) {
                    value(random, writer.key("key " + left), depth + 1);
                }
                writer.endObject();
            }
        }
    }

    private static BigDecimal number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 1 -> new BigDecimal(DIGITS_OF_64).scaleByPowerOfTen(random.nextInt(800) - 400);
            case 2 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(20));
            default -> BigDecimal.valueOf(random.nextInt(100_000), 2);
        };
    }
}
