package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reader of delimited values as RFC 4180 describes them: values may be quoted, a quoted value may hold delimiters,
 * line ends and doubled quotes.
 *
 * <p>A quoted value without an end would swallow the rest of the file. So when no row ends within {@link
 * #ROW_BYTES_MAX}, or at all, only its first line is given up, and reading goes on behind that line.
 */
final class CsvReader implements RowReader {

    /** The longest row, in bytes. Twice the longest item a collector takes. */
    static final int ROW_BYTES_MAX = 1 << 16;

    /** Instead of a length: the row does not end where it should. */
    private static final int UNENDED = -1;

    /** Instead of a length: the file ends for now before the row does. */
    private static final int NOT_WHOLE_YET = -2;

    private final LineBuffer buffer;
    private final TextDecoder decoder;
    private final char delimiter;
    private final List<String> columns;
    private byte[] header = {};

    CsvReader(LineBuffer buffer, Layout layout, char delimiter) throws IOException {
        this.buffer = buffer;
        this.decoder = new TextDecoder(layout.encoding());
        this.delimiter = delimiter;
        this.columns = Header.of(layout, this::headerValues);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public byte[] header() {
        return header.clone();
    }

    @Override
    public Optional<Read> next() throws IOException {
        return nextRead().map(read -> read instanceof Row row ? Header.check(row, columns) : read);
    }

    private Optional<List<String>> headerValues() throws IOException {
        Optional<Read> read = nextRead();
        if (read.isPresent() && read.get() instanceof Row row) {
            header = row.bytes();
            return Optional.of(row.values());
        }
        return read.map(none -> List.of());
    }

    private Optional<Read> nextRead() throws IOException {
        skipBlankLines();
        if (buffer.look(0) < 0) {
            return Optional.empty();
        }
        long line = buffer.line();
        int length = rowLength();
        if (length == NOT_WHOLE_YET) {
            return Optional.empty();
        }
        if (length == UNENDED) {
            byte[] firstLine = buffer.take(Math.min(lineLength(), ROW_BYTES_MAX));
            return Optional.of(new Bad(line, BadReason.BAD_QUOTES, unended(), firstLine));
        }
        byte[] bytes = buffer.take(length);
        Optional<String> text = decoder.decode(bytes);
        if (text.isEmpty()) {
            return Optional.of(new Bad(line, BadReason.BAD_TEXT, "the row is not text in the file's encoding", bytes));
        }
        List<String> values = new ArrayList<>();
        return Optional.of(
                split(text.get(), values)
                        ? new Row(line, values, bytes)
                        : new Bad(line, BadReason.BAD_QUOTES, "a value goes on after its closing quote", bytes));
    }

    private static String unended() {
        return "no end within " + ROW_BYTES_MAX + " bytes: a quoted value is not closed, or the row is too long";
    }

    private void skipBlankLines() throws IOException {
        while (buffer.look(0) == '\n' || (buffer.look(0) == '\r' && buffer.look(1) == '\n')) {
            buffer.take(1);
        }
    }

    /** Bytes up to the row's line end, or {@link #UNENDED}, or {@link #NOT_WHOLE_YET}. */
    private int rowLength() throws IOException {
        boolean isValueStart = true;
        boolean isQuotedValue = false;
        boolean isOpen = false;
        for (int length = 0; length <= ROW_BYTES_MAX; length++) {
            int next = buffer.look(length);
            if (next < 0) {
                return buffer.mayGrow() ? NOT_WHOLE_YET : isOpen ? UNENDED : length;
            }
            if (!isOpen && next == '\n') {
                return withoutReturn(length);
            }
            if (next == '"') {
                isQuotedValue |= isValueStart;
                // A doubled quote closes the value and opens it again.
                isOpen ^= isQuotedValue && (isOpen || isValueStart || buffer.look(length - 1) == '"');
                isValueStart = false;
            } else {
                isValueStart = !isOpen && next == delimiter;
                isQuotedValue &= !isValueStart;
            }
        }
        return UNENDED;
    }

    private int withoutReturn(int length) throws IOException {
        return length > 0 && buffer.look(length - 1) == '\r' ? length - 1 : length;
    }

    private int lineLength() throws IOException {
        int length = 0;
        while (length < ROW_BYTES_MAX && buffer.look(length) >= 0 && buffer.look(length) != '\n') {
            length++;
        }
        return length;
    }

    /** Adds the values of a row to {@code values}; false if text follows a closing quote. */
    private boolean split(String row, List<String> values) {
        int at = 0;
        while (true) {
            int end;
            if (at < row.length() && row.charAt(at) == '"') {
                StringBuilder value = new StringBuilder();
                end = readQuoted(row, at + 1, value);
                if (end < row.length() && row.charAt(end) != delimiter) {
                    return false;
                }
                values.add(value.toString());
            } else {
                int found = row.indexOf(delimiter, at);
                end = found < 0 ? row.length() : found;
                values.add(row.substring(at, end));
            }
            if (end >= row.length()) {
                return true;
            }
            at = end + 1;
        }
    }

    /** Reads a quoted value whose text begins at {@code from}; returns the place behind its closing quote. */
    private static int readQuoted(String row, int from, StringBuilder value) {
        int at = from;
        while (true) {
            int quote = row.indexOf('"', at);
            if (quote < 0) {
                value.append(row, at, row.length());
                return row.length();
            }
            value.append(row, at, quote);
            if (quote + 1 >= row.length() || row.charAt(quote + 1) != '"') {
                return quote + 1;
            }
            value.append('"');
            at = quote + 2;
        }
    }
}
