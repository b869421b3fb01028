package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A reader of files with one row a line: values between runs of spaces and tabs, or one JSON item a line. */
final class LineReader implements RowReader {

    /** The longest line, in bytes, as for {@link CsvReader}. */
    static final int LINE_BYTES_MAX = CsvReader.ROW_BYTES_MAX;

    private final LineBuffer buffer;
    private final TextDecoder decoder;
    private final Function<String, List<String>> split;
    private final List<String> columns;
    private byte[] header = {};
    private boolean isInLongLine;

    private LineReader(LineBuffer buffer, Layout layout, Function<String, List<String>> split) throws IOException {
        this.buffer = buffer;
        this.decoder = new TextDecoder(layout.encoding());
        this.split = split;
        this.columns = Header.of(layout, this::headerValues);
    }

    static LineReader ofWhitespace(LineBuffer buffer, Layout layout) throws IOException {
        return new LineReader(buffer, layout, line -> List.of(line.split("[ \t]+")));
    }

    /** Every line is one value, the whole line. */
    static LineReader ofJsonLines(LineBuffer buffer, Layout layout) throws IOException {
        return new LineReader(buffer, new Layout(layout.format(), layout.encoding(), false, List.of("line")), List::of);
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
        skipRestOfLongLine();
        while (buffer.look(0) >= 0) {
            long line = buffer.line();
            int length = lineLength();
            if (length < LINE_BYTES_MAX && buffer.look(length) < 0 && buffer.mayGrow()) {
                return Optional.empty();
            }
            byte[] bytes = takeLine(length);
            if (bytes.length == LINE_BYTES_MAX) {
                isInLongLine = true;
                skipRestOfLongLine();
                String detail = "the line is longer than " + (LINE_BYTES_MAX - 1) + " bytes";
                return Optional.of(new Bad(line, BadReason.TOO_LARGE, detail, bytes));
            }
            Optional<String> text = decoder.decode(bytes);
            if (text.isEmpty()) {
                String detail = "the line is not text in the file's encoding";
                return Optional.of(new Bad(line, BadReason.BAD_TEXT, detail, bytes));
            }
            String trimmed = text.get().strip();
            if (!trimmed.isEmpty()) {
                return Optional.of(new Row(line, split.apply(trimmed), bytes));
            }
        }
        return Optional.empty();
    }

    private int lineLength() throws IOException {
        int length = 0;
        while (length < LINE_BYTES_MAX && buffer.look(length) >= 0 && buffer.look(length) != '\n') {
            length++;
        }
        return length;
    }

    private byte[] takeLine(int length) throws IOException {
        byte[] bytes = buffer.take(length);
        if (length < LINE_BYTES_MAX && buffer.look(0) == '\n') {
            buffer.take(1);
        }
        return bytes;
    }

    /** A long line may end where the file has not grown to yet. */
    private void skipRestOfLongLine() throws IOException {
        while (isInLongLine && buffer.look(0) >= 0) {
            isInLongLine = buffer.look(0) != '\n';
            if (isInLongLine) {
                buffer.take(1);
            }
        }
    }
}
