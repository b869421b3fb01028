package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    @Test
    void quotedValuesHoldDelimitersLineEndsAndQuotes() throws IOException {
        List<Read> rows = read("a,b\r\n\"1,5\",\"two\nlines, \"\"quoted\"\"\"\r\n3,\n");

        assertThat(values(rows.get(0))).containsExactly("1,5", "two\nlines, \"quoted\"");
        assertThat(values(rows.get(1))).containsExactly("3", "");
        assertThat(((Row) rows.get(1)).line()).isEqualTo(4);
    }

    @Test
    void aQuoteInsideAPlainValueIsText() throws IOException {
        assertThat(values(read("a,b\n5\" disc,x\"\"y\n").getFirst())).containsExactly("5\" disc", "x\"\"y");
    }

    @Test
    void theLastRowNeedsNoLineEnd() throws IOException {
        assertThat(values(read("a,b\n1,2").getFirst())).containsExactly("1", "2");
    }

    @Test
    void aRowWithMissingValuesIsBad() throws IOException {
        assertThat(reason(read("a,b\n1\n").getFirst())).isEqualTo(BadReason.WRONG_COLUMNS);
    }

    @Test
    void textBehindAClosingQuoteIsBad() throws IOException {
        assertThat(reason(read("a,b\n\"1\"x,2\n").getFirst())).isEqualTo(BadReason.BAD_QUOTES);
    }

    @Test
    void anUnclosedQuoteCostsOneLine() throws IOException {
        List<Read> rows = read("a,b\n\"1,2\n3,4\n");

        assertThat(reason(rows.get(0))).isEqualTo(BadReason.BAD_QUOTES);
        assertThat(values(rows.get(1))).containsExactly("3", "4");
    }

    @Test
    void aRowAtTheLimitIsReadAndOneByteMoreIsNot() throws IOException {
        String longest = "x".repeat(CsvReader.ROW_BYTES_MAX - 2) + ",y";

        assertThat(values(read("a,b\n" + longest + "\n").getFirst())).hasSize(2);
        assertThat(reason(read("a,b\nx" + longest + "\n").getFirst())).isEqualTo(BadReason.BAD_QUOTES);
    }

    @Test
    void bytesThatAreNoTextAreBad() throws IOException {
        List<Read> rows = read("a,b\n\u00ff,2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(reason(rows.getFirst())).isEqualTo(BadReason.BAD_TEXT);
    }

    private static List<String> values(Read read) {
        return ((Row) read).values();
    }

    private static BadReason reason(Read read) {
        return ((Bad) read).reason();
    }

    private static List<Read> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
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
