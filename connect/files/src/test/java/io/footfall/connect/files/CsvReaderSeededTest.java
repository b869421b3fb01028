package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random values written as RFC 4180 says must be read back; random bytes must be read to their end. */
class CsvReaderSeededTest {

    private static final String ALPHABET = "ab,\"\r\n \u00e9\ud83d\ude00";

    @RepeatedTest(200)
    void whatIsWrittenIsReadBack(RepetitionInfo repetition) throws IOException {
        long seed = Long.getLong("seed", repetition.getCurrentRepetition());
        Random random = new Random(seed);
        List<List<String>> written = new ArrayList<>();
        StringBuilder csv = new StringBuilder("a,b,c\r\n");
        for (int i = 0; i < 20; i++) {
            List<String> row = List.of("x" + text(random), text(random), text(random));
            written.add(row);
            csv.append(String.join(
                    ",", row.stream().map(CsvReaderSeededTest::quoted).toList()));
            csv.append(random.nextBoolean() ? "\r\n" : "\n");
        }

        List<Read> reads = read(csv.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(reads).as("seed " + seed).allMatch(Row.class::isInstance);
        assertThat(reads.stream().map(read -> ((Row) read).values()).toList())
                .as("seed " + seed)
                .isEqualTo(written);
    }

    @RepeatedTest(200)
    void anyBytesAreReadToTheirEnd(RepetitionInfo repetition) throws IOException {
        long seed = Long.getLong("seed", repetition.getCurrentRepetition());
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(500)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : "a,\"\r\n".charAt(random.nextInt(5)));
        }

        assertThat(read(bytes).size()).as("seed " + seed).isLessThanOrEqualTo(bytes.length);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(ALPHABET.length() - 1);
            text.append(at == ALPHABET.length() - 2 ? ALPHABET.substring(at) : ALPHABET.substring(at, at + 1));
        }
        return text.toString();
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }

    private static List<Read> read(byte[] bytes) throws IOException {
        LineBuffer buffer = new LineBuffer(new ByteArrayInputStream(bytes), false);
        CsvReader reader = new CsvReader(buffer, Layout.DEFAULTS, ',');
        List<Read> rows = new ArrayList<>();
        for (Optional<Read> next = reader.next(); next.isPresent(); next = reader.next()) {
            rows.add(next.get());
        }
        return rows;
    }
}
