package io.footfall.connect.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a file is cut into rows and values.
 *
 * @param format what the file is
 * @param encoding how its bytes become text
 * @param hasHeader whether the first row names the columns
 * @param columns names for the columns in place of the header's; empty means the header's count
 */
public record Layout(Format format, Charset encoding, boolean hasHeader, List<String> columns) {

    /** A comma separated file in UTF-8 whose first row names the columns. */
    public static final Layout DEFAULTS = new Layout(new Csv(','), StandardCharsets.UTF_8, true, List.of());

    /** Checks nothing: a {@link MappingReader} reports all problems of a mapping together. */
    public Layout {
        columns = List.copyOf(columns);
    }

    /** The kinds of file. */
    public sealed interface Format {}

    /** Values between delimiters, quoted as RFC 4180 says; {@code delimiter} is one ASCII character. */
    public record Csv(char delimiter) implements Format {}

    /** Values with any run of spaces and tabs between them, before and after; nothing is quoted. */
    public record Whitespace() implements Format {}

    /** One item in the collector's own JSON a line, passed on as it is. */
    public record JsonLines() implements Format {}
}
