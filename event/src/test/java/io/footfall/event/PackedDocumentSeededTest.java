package io.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedDocumentSeededTest {
    private static final int CASES = 200;

    static List<Long> seeds() {
        Long given = Long.getLong("seed");
        return given != null
                ? List.of(given)
                : LongStream.rangeClosed(1, CASES).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isWalkedAsItWasWritten(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        DocumentWriter writer = new DocumentWriter(16);
        Transcript written = new Transcript();
        object(random, writer, written, 0);
        Transcript walked = new Transcript();
        writer.toDocument().reader().walk(walked);
        assertThat(walked.text).hasToString(written.text.toString());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hostileBytesCostNoMoreThanACorruptBytesException(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] good = EventCodecTest.stored(EventCodecTest.full());
        for (int i = 0; i < 200; i++) {
            byte[] bytes = good.clone();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                EventCodec.read(new ByteSource(bytes)).document().reader().walk(new Transcript());
            } catch (CorruptBytesException ignored) {
                // The one permitted outcome beside a value.
            }
        }
    }

    private static void object(RandomGenerator random, DocumentWriter writer, Transcript written, int depth) {
        writer.startObject();
        written.startObject();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            writer.key("key " + i);
            written.text.append("key ").append(i).append(':');
            value(random, writer, written, depth);
        }
        writer.endObject();
        written.endObject();
    }

    private static void value(RandomGenerator random, DocumentWriter writer, Transcript written, int depth) {
        switch (random.nextInt(depth > 6 ? 4 : 6)) {
            case 0 -> {
                writer.nothing();
                written.nothing();
            }
            case 1 -> {
                writer.bool(depth % 2 == 0);
                written.bool(depth % 2 == 0);
            }
            case 2 -> {
                BigDecimal number = random.nextBoolean()
                        ? BigDecimal.valueOf(random.nextLong(), random.nextInt(30))
                        : new BigDecimal(random.nextLong() + "" + random.nextInt(1_000_000) + "7777777")
                                .scaleByPowerOfTen(random.nextInt(40) - 20);
                writer.number(number);
                written.number(number);
            }
            case 3 -> {
                String text = "ü".repeat(random.nextInt(200));
                writer.text(text);
                written.text.append('"').append(text).append("\",");
            }
            case 4 -> object(random, writer, written, depth + 1);
            default -> {
                writer.startArray();
                written.startArray();
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    value(random, writer, written, depth + 1);
                }
                writer.endArray();
                written.endArray();
            }
        }
    }

    /** Writes down what a walk meets. */
    private static final class Transcript implements DocumentReader.Visitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void key(byte[] bytes, int from, int to) {
            text.append(DocumentReader.textOf(bytes, from, to)).append(':');
        }

        @Override
        public void startObject() {
            text.append('{');
        }

        @Override
        public void endObject() {
            text.append('}');
        }

        @Override
        public void startArray() {
            text.append('[');
        }

        @Override
        public void endArray() {
            text.append(']');
        }

        @Override
        public void nothing() {
            text.append("null,");
        }

        @Override
        public void bool(boolean value) {
            text.append(value).append(',');
        }

        @Override
        public void number(long unscaled, int scale) {
            number(BigDecimal.valueOf(unscaled, scale));
        }

        @Override
        public void number(BigDecimal value) {
            text.append(value).append(',');
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            text.append('"').append(DocumentReader.textOf(bytes, from, to)).append("\",");
        }
    }
}
