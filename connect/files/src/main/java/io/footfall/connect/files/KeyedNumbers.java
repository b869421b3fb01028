package io.footfall.connect.files;

import io.footfall.connect.files.MappingException.Problem;
import io.footfall.connect.files.Outcome.Bad;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of numbers, each in a row that columns name, read by a small mapping that also says which question they answer.
 *
 * @param question the name of a pinned question, or a file that holds one, as written
 * @param file the file that was read
 * @param keys the fields of the answer that name rows
 * @param field the field of the answer that is told; empty for its first
 * @param counts what the job that wrote it counts, of {@link #COUNTS}
 * @param lines the rows, in the order of the file
 */
public record KeyedNumbers(
        String question, Path file, List<String> keys, Optional<String> field, Set<String> counts, List<Line> lines) {
    /** What a job may count that others leave out. */
    public static final Set<String> COUNTS = Set.of("doubled", "quarantined", "robots");

    /** The most rows of a file. */
    static final int ROWS_MAX = 1_000_000;

    /**
     * A number and the cells that name its row, in the order of the keys.
     *
     * @param key the cells
     * @param value the number
     */
    public record Line(List<String> key, BigDecimal value) {}

    /**
     * Reads a mapping, and the file that it names.
     *
     * @throws MappingException if the mapping cannot be used, or the file lacks one of its columns
     * @throws IOException if the file cannot be read, or a row has no number
     */
    public static KeyedNumbers read(Path mapping) throws IOException, MappingException {
        List<Problem> problems = new ArrayList<>();
        Section root = Section.ofYaml(Files.readString(mapping), problems);
        String question = root.requiredText("question", "the name of a pinned question, or a file that holds one");
        String path = root.requiredText("path", "the file of numbers");
        Layout layout = MappingReader.layout(root.section("file"));
        Section keys = root.section("key");
        Map<String, String> columns = new LinkedHashMap<>();
        keys.keys().forEach(key -> columns.put(key, keys.requiredText(key, "the name of a column")));
        Section value = root.section("value");
        String column = value.requiredText("column", "the name of the column with the number");
        Optional<String> field = value.text("field");
        value.refuseUnknownKeys();
        Set<String> counts = Set.copyOf(root.texts("counts"));
        if (!COUNTS.containsAll(counts)) {
            root.problem("counts", "a list of doubled, quarantined, robots: what the numbers count");
        }
        root.refuseUnknownKeys();
        if (!problems.isEmpty()) {
            throw new MappingException(mapping.toString(), problems);
        }
        Path file = mapping.resolveSibling(path);
        List<Line> lines = lines(file, layout, columns, column);
        return new KeyedNumbers(question, file, List.copyOf(columns.keySet()), field, counts, lines);
    }

    private static List<Line> lines(Path file, Layout layout, Map<String, String> keys, String value)
            throws IOException, MappingException {
        List<Line> lines = new ArrayList<>();
        try (SourceFile source = SourceFile.open(file)) {
            RowReader reader = SourceFile.reader(source.buffer(false), layout);
            List<Integer> places = places(file, reader.columns(), keys, value);
            for (Optional<Read> read = reader.next(); read.isPresent(); read = reader.next()) {
                Line line = line(file, read.get(), places);
                if (lines.size() == ROWS_MAX) {
                    throw new IOException(file + " has more than " + ROWS_MAX + " rows");
                }
                lines.add(line);
            }
        }
        return lines;
    }

    /** Where the columns of the keys stand, and behind them that of the number. */
    private static List<Integer> places(Path file, List<String> columns, Map<String, String> keys, String value)
            throws MappingException {
        Map<String, String> wanted = new LinkedHashMap<>();
        keys.forEach((key, column) -> wanted.put("key." + key, column));
        wanted.put("value.column", value);
        List<Problem> problems = new ArrayList<>();
        wanted.forEach((place, column) -> {
            if (!columns.contains(column)) {
                problems.add(new Problem(place, "\"" + column + "\"", "a column of " + file + ": " + columns));
            }
        });
        if (!problems.isEmpty()) {
            throw new MappingException("for " + file, problems);
        }
        return wanted.values().stream().map(columns::indexOf).toList();
    }

    private static Line line(Path file, Read read, List<Integer> places) throws IOException {
        return switch (read) {
            case Bad bad -> throw new IOException(file + ", line " + bad.line() + ": " + bad.detail());
            case Row row -> {
                String text = row.value(places.getLast()).strip();
                if (!(Decimals.read(text, text) instanceof Cell.Number(BigDecimal number))) {
                    throw new IOException(file + ", line " + row.line() + ": \"" + text + "\" is no number");
                }
                yield new Line(
                        places.subList(0, places.size() - 1).stream()
                                .map(row::value)
                                .toList(),
                        number);
            }
        };
    }
}
