package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.CorruptBytesException;
import io.footfall.event.DocumentReader;
import io.footfall.event.DocumentWriter;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonPickerSeededTest {
    private static final int RUNS = 20;
    private static final int CASES = 300;
    private static final List<String> PARTS = List.of("properties", "context", "traits");
    private static final List<String> KEYS = List.of("a", "b", "a.b", "b.a", "ab", "", ".", "\u0000 \"ü😀", "\\");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1.50",
            "1E+30",
            "12E5",
            "0.0000001",
            "0E-10",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775808",
            "-0.00",
            "1E-400",
            "1E+400",
            "-1234567890123456789012345678901234567890");

    static List<Long> seeds() {
        Long given = Long.getLong("seed");
        return given != null
                ? List.of(given)
                : LongStream.rangeClosed(1, RUNS).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itHandsOverWhatAWalkThroughTheDocumentSaysUnderThePathsThatAreWanted(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DocumentSplitter splitter = new DocumentSplitter();
        for (int i = 0; i < CASES; i++) {
            PackedDocument document = document(random);
            Set<String> wanted = paths(random);
            Picked walked = new Picked(wanted);
            document.reader().walk(walked);
            Picked picked = new Picked(wanted);
            pick(splitter.split(document), wanted, picked);

            assertThat(picked.said)
                    .as(() -> wanted + " of " + new JsonText().document(document))
                    .isEqualTo(walked.said);
        }
    }

    @Test
    void whatIsNoJsonIsDamage() {
        for (String damaged : List.of(
                "",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":\"b",
                "{\"a\":1",
                "{\"a\" :1}",
                "{\"a\":1}}",
                "[1,",
                "x",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":1-2}")) {
            byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> JsonPicker.under("properties", List.of("properties.a"))
                            .walk(bytes, 0, bytes.length, opened()))
                    .as(damaged)
                    .isInstanceOf(CorruptBytesException.class);
        }
    }

    private static Picked opened() {
        Picked picked = new Picked(Set.of());
        picked.startObject();
        return picked;
    }

    private static void pick(DocumentParts parts, Collection<String> wanted, Picked into) {
        into.startObject();
        pick(JsonPicker.under("properties", wanted), parts.properties(), into);
        pick(JsonPicker.under("context", wanted), parts.context(), into);
        pick(JsonPicker.under("traits", wanted), parts.traits(), into);
        pick(JsonPicker.ofRest(wanted), parts.rest(), into);
        into.endObject();
    }

    /** Its bytes lie amid others. */
    private static void pick(JsonPicker picker, @Nullable String part, Picked into) {
        if (part != null) {
            byte[] before = "{}".getBytes(StandardCharsets.UTF_8);
            byte[] bytes = ("{}" + part + "}\"]").getBytes(StandardCharsets.UTF_8);
            picker.walk(bytes, before.length, bytes.length - 3, into);
        }
    }

    private static PackedDocument document(SplittableRandom random) {
        DocumentWriter writer = new DocumentWriter(64).startObject();
        for (String part : PARTS) {
            if (random.nextInt(4) > 0) {
                value(random, writer.key(part), 1);
            }
        }
        for (int left = random.nextInt(3); left > 0; left--) {
            value(random, writer.key(key(random)), 1);
        }
        return writer.endObject().toDocument();
    }

    private static void value(SplittableRandom random, DocumentWriter writer, int depth) {
        switch (random.nextInt(Math.min(depth, 4), depth > 5 ? 5 : 9)) {
            case 0, 1, 2 -> writer.text("");
            case 3 -> writer.number(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
            case 4 -> scalar(random, writer);
            case 5 -> {
                writer.startArray();
                for (int left = random.nextInt(4); left > 0; left--) {
                    value(random, writer, depth + 1);
                }
                writer.endArray();
            }
            default -> {
                writer.startObject();
                for (int left = random.nextInt(5); left > 0; left--) {
                    value(random, writer.key(key(random)), depth + 1);
                }
                writer.endObject();
            }
        }
    }

    private static void scalar(SplittableRandom random, DocumentWriter writer) {
        switch (random.nextInt(5)) {
            case 0 -> writer.nothing();
            case 1 -> writer.bool(random.nextBoolean());
            case 2 -> writer.number(random.nextLong() >> random.nextInt(64));
            default -> writer.text("a\u0000\n\"\\/\u2028ü😀{}[],:".repeat(random.nextInt(3)));
        }
    }

    private static String key(SplittableRandom random) {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private static Set<String> paths(SplittableRandom random) {
        Set<String> paths = new HashSet<>();
        for (int left = random.nextInt(6); left > 0; left--) {
            StringBuilder path = new StringBuilder();
            if (random.nextInt(4) > 0) {
                path.append(PARTS.get(random.nextInt(PARTS.size()))).append('.');
            }
            path.append(key(random));
            for (int more = random.nextInt(3); more > 0; more--) {
                path.append('.').append(key(random));
            }
            paths.add(path.toString());
        }
        return paths;
    }

    /** Notes what is said under some paths, as timelines would: of what lies in arrays no more than what it is. */
    private static final class Picked implements DocumentReader.Visitor {
        final List<String> said = new ArrayList<>();
        private final Set<String> wanted;
        private final Deque<String> above = new ArrayDeque<>();
        private String path = "";
        private int arrays;

        Picked(Set<String> wanted) {
            this.wanted = wanted;
        }

        private void say(String what) {
            if (arrays <= 1 && wanted.contains(path)) {
                said.add(path + " " + what);
            }
        }

        @Override
        public void key(byte[] bytes, int from, int to) {
            if (arrays == 0) {
                String key = DocumentReader.textOf(bytes, from, to);
                path = above.size() == 1 ? key : above.getLast() + "." + key;
            }
        }

        @Override
        public void startObject() {
            say("{");
            if (arrays > 0) {
                arrays++;
            } else {
                above.add(path);
            }
        }

        @Override
        public void endObject() {
            if (arrays > 0) {
                arrays--;
            } else {
                path = above.removeLast();
            }
        }

        @Override
        public void startArray() {
            say("[");
            arrays++;
        }

        @Override
        public void endArray() {
            arrays--;
            say("]");
        }

        @Override
        public void nothing() {
            // Says nothing on a timeline either.
        }

        @Override
        public void bool(boolean value) {
            say("" + value);
        }

        @Override
        public void number(long unscaled, int scale) {
            number(BigDecimal.valueOf(unscaled, scale));
        }

        @Override
        public void number(BigDecimal value) {
            say("number " + value.stripTrailingZeros());
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            say("text " + DocumentReader.textOf(bytes, from, to));
        }
    }
}
