package io.footfall.history.files;

import io.footfall.history.EmptyDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes rows that are at hand, those of an answer, as a file that any tool reads. */
public final class RowsFile {
    private static final String PLACE = "footfall_place";

    /** The field of the instants at which intervals start. */
    private static final String AT = "at";

    /** Fields that hold what events carried: text, numbers and booleans, one beside the other. */
    private static final Set<String> VALUES = Set.of("by", "variation");

    /** Divides the elements of a list, which are texts of ours. */
    private static final String BETWEEN = "\u001f";

    private RowsFile() {}

    /** What the cells of a column are. */
    private enum Type {
        WHOLE("BIGINT"),
        NUMBER("DOUBLE"),
        TRUTH("BOOLEAN"),
        INSTANT("TIMESTAMPTZ"),
        TEXT("VARCHAR"),
        TEXTS("VARCHAR[]");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Writes them into a folder, made if it is not there, in the place of a file of the same name.
     *
     * <p>Instants are TIMESTAMP in UTC, counts INT64, other numbers DOUBLE, and what events carried is text.
     *
     * @param fields the names of the columns
     * @param rows a {@code String}, {@code Long}, {@code BigDecimal}, {@code Boolean}, list of {@code String} or null for each field
     * @param name the file's, without its ending
     * @throws IOException if the disk fails
     */
    public static void write(
            List<String> fields, List<@Nullable Object[]> rows, Path folder, String name, ExportForm form)
            throws IOException {
        Files.createDirectories(folder);
        List<Type> types = IntStream.range(0, fields.size())
                .mapToObj(field -> type(fields.get(field), field, rows))
                .toList();
        try (Connection connection = EmptyDatabase.connect()) {
            fill(connection, fields, types, rows);
            String columns = fields.stream().map(RowsFile::quoted).collect(Collectors.joining(", "));
            form.write(connection, "select " + columns + " from filled order by " + PLACE, folder, name);
            ParquetFile.force(folder);
        } catch (SQLException e) {
            throw new IOException(form.fileName(name) + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static Type type(String field, int place, List<@Nullable Object[]> rows) {
        if (VALUES.contains(field)) {
            return Type.TEXT;
        }
        List<Type> types = rows.stream()
                .map(row -> row[place])
                .filter(Objects::nonNull)
                .map(cell -> type(field, cell))
                .distinct()
                .toList();
        boolean areNumbers = types.stream().allMatch(type -> type == Type.WHOLE || type == Type.NUMBER);
        return types.size() == 1 ? types.getFirst() : areNumbers ? Type.NUMBER : Type.TEXT;
    }

    private static Type type(String field, Object cell) {
        return switch (cell) {
            case Long ignored -> Type.WHOLE;
            case BigDecimal ignored -> Type.NUMBER;
            case Boolean ignored -> Type.TRUTH;
            case List<?> ignored -> Type.TEXTS;
            default -> field.equals(AT) && isInstant(cell.toString()) ? Type.INSTANT : Type.TEXT;
        };
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void fill(
            Connection connection, List<String> fields, List<Type> types, List<@Nullable Object[]> rows)
            throws SQLException {
        List<String> columns = new ArrayList<>(List.of(PLACE + " BIGINT"));
        List<String> marks = new ArrayList<>(List.of("?"));
        for (int i = 0; i < fields.size(); i++) {
            columns.add(quoted(fields.get(i)) + " " + types.get(i).sql);
            marks.add(types.get(i) == Type.TEXTS ? "string_split(?, chr(31))" : "?");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("create table filled (" + String.join(", ", columns) + ")");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into filled values (" + String.join(", ", marks) + ")")) {
            for (int place = 0; place < rows.size(); place++) {
                insert.setLong(1, place);
                @Nullable Object[] row = rows.get(place);
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 2, value(row[i], types.get(i)));
                }
                insert.addBatch();
            }
            if (!rows.isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    private static @Nullable Object value(@Nullable Object cell, Type type) {
        if (cell == null || (cell instanceof List<?> list && list.isEmpty())) {
            return null;
        }
        return switch (type) {
            case WHOLE, TRUTH -> cell;
            case NUMBER -> ((Number) cell).doubleValue();
            case INSTANT -> OffsetDateTime.parse(cell.toString());
            case TEXTS -> ((List<?>) cell).stream().map(String::valueOf).collect(Collectors.joining(BETWEEN));
            case TEXT -> cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
        };
    }

    private static String quoted(String field) {
        return "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
