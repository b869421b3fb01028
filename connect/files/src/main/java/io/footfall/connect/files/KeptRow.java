package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The form in which a bad row is kept: a file of its own, with the row that names the columns before it. */
final class KeptRow {

    /** A column that only kept rows of tables have: what is behind the id of a row that was there before. */
    static final String MARK = "$mark";

    private KeptRow() {}

    /** A bad row of a file below the file's header; an empty one is none. What is cut short already stays as it is. */
    static Bad below(byte[] header, Bad bad) {
        if (header.length == 0 || bad.reason() == Outcome.BadReason.TOO_LARGE) {
            return bad;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(header.length + bad.bytes().length + 1);
        kept.writeBytes(header);
        kept.write('\n');
        kept.writeBytes(bad.bytes());
        return new Bad(bad.line(), bad.reason(), bad.detail(), kept.toByteArray());
    }

    /** A row of a table, as comma separated values below the names of its columns. */
    static byte[] of(List<String> columns, List<String> values) {
        return (line(columns) + "\n" + line(values)).getBytes(StandardCharsets.UTF_8);
    }

    /** Values as a line of comma separated ones. */
    static String line(List<String> values) {
        return values.stream().map(KeptRow::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        boolean isPlain =
                !value.isEmpty() && value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
