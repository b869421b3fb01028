package io.footfall.connect.files;

import io.footfall.connect.files.Condition.Claim;
import io.footfall.connect.files.Condition.Comparison;
import io.footfall.connect.files.Layout.Csv;
import io.footfall.connect.files.Layout.JsonLines;
import io.footfall.connect.files.Layout.Whitespace;
import io.footfall.connect.files.Mapping.EventName;
import io.footfall.connect.files.Mapping.Grouping;
import io.footfall.connect.files.Mapping.Time;
import io.footfall.connect.files.MappingException.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A reader of mapping files, which are YAML: plain text a person writes once, with room for comments.
 *
 * <p>Everything wrong with a mapping is reported together, and a key nobody knows is wrong.
 */
public final class MappingReader {

    private final List<Problem> problems = new ArrayList<>();

    private MappingReader() {}

    /** Reads a mapping file. */
    public static Mapping read(Path file) throws IOException, MappingException {
        return read(file.toString(), Files.readString(file));
    }

    /** Reads the text of a mapping; {@code name} is what messages call it. */
    public static Mapping read(String name, String yaml) throws MappingException {
        MappingReader reader = new MappingReader();
        Section root = Section.ofYaml(yaml, reader.problems);
        Mapping mapping = reader.mapping(root);
        if (!reader.problems.isEmpty()) {
            throw new MappingException(name, reader.problems);
        }
        return mapping;
    }

    private Mapping mapping(Section root) {
        Layout layout = layout(root.section("file"));
        if (layout.format() instanceof JsonLines) {
            root.refuseUnknownKeys();
            return new Mapping.AsItIs(layout);
        }
        Section customer = root.section("customer");
        List<Mapping.Id> userIds = ids(customer, "user_id");
        List<Mapping.Id> anonymousIds = ids(customer, "anonymous_id");
        if (userIds.isEmpty() && anonymousIds.isEmpty()) {
            root.problem("customer", "user_id, anonymous_id or both, each with a column");
        }
        customer.refuseUnknownKeys();
        EventName event = event(root);
        Time time = time(root.section("time"));
        Optional<String> messageId = root.text("message_id");
        List<Condition> leaveOut = leaveOut(root);
        Grouping grouping = root.value("group") == null ? null : grouping(root.section("group"));
        List<Mapping.Field> fields = new FieldSections(grouping != null).read(root);
        root.refuseUnknownKeys();
        return new Mapping.OfRows(
                layout, userIds, anonymousIds, event, time, messageId.orElse(null), leaveOut, grouping, fields);
    }

    static Layout layout(Section file) {
        Layout.Format format = format(file);
        Charset encoding = switch (file.text("encoding").orElse("utf-8").toLowerCase(Locale.ROOT)) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "latin-1" -> StandardCharsets.ISO_8859_1;
            case "windows-1252" -> Charset.forName("windows-1252");
            default -> {
                file.problem("encoding", "utf-8, latin-1 or windows-1252");
                yield StandardCharsets.UTF_8;
            }
        };
        boolean hasHeader = file.isSet("header", true);
        List<String> columns = file.texts("columns");
        if (new HashSet<>(columns).size() < columns.size()) {
            file.problem("columns", "a different name for each column");
        }
        if (!hasHeader && columns.isEmpty() && !(format instanceof JsonLines)) {
            file.problem("columns", "the names of the columns, as the file has no header");
        }
        file.refuseUnknownKeys();
        return new Layout(format, encoding, hasHeader, columns);
    }

    private static Layout.Format format(Section file) {
        String delimiter = file.text("delimiter").orElse(",");
        return switch (file.text("format").orElse("csv")) {
            case "json-lines" -> new JsonLines();
            case "csv" ->
                switch (delimiter) {
                    case "whitespace" -> new Whitespace();
                    case "tab" -> new Csv('\t');
                    default -> {
                        boolean isOneCharacter = delimiter.length() == 1
                                && delimiter.charAt(0) < 128
                                && "\"\r\n".indexOf(delimiter.charAt(0)) < 0;
                        if (!isOneCharacter) {
                            file.problem("delimiter", "one character, tab or whitespace");
                        }
                        yield new Csv(isOneCharacter ? delimiter.charAt(0) : ',');
                    }
                };
            default -> {
                file.problem("format", "csv or json-lines");
                yield new Csv(',');
            }
        };
    }

    private List<Mapping.Id> ids(Section customer, String key) {
        List<Mapping.Id> ids = new ArrayList<>();
        for (Object element : customer.elements(key)) {
            if (element instanceof Map) {
                Section id = new Section("customer." + key, element, problems);
                String column = id.requiredText("column", "the name of a column");
                CellType type = id.choice("type", CellType.class, CellType.TEXT);
                if (type != CellType.TEXT && type != CellType.WHOLE_NUMBER) {
                    id.problem("type", "text or whole_number");
                }
                ids.add(new Mapping.Id(column, type));
                id.refuseUnknownKeys();
            } else {
                ids.add(new Mapping.Id(String.valueOf(element), CellType.TEXT));
            }
        }
        return ids;
    }

    private static EventName event(Section root) {
        if (!(root.value("event") instanceof Map)) {
            return new EventName.Constant(root.requiredText("event", "a name, or a column with names"));
        }
        Section event = root.section("event");
        String column = event.requiredText("column", "the name of a column");
        Section table = event.section("names");
        Map<String, String> names = new LinkedHashMap<>();
        for (String value : table.keys()) {
            names.put(value, table.requiredText(value, "the event's name"));
        }
        event.refuseUnknownKeys();
        return new EventName.FromColumn(column, names);
    }

    private static Time time(Section time) {
        String column = time.requiredText("column", "the name of a column");
        TimeFormat format = timeFormat(time);
        ZoneId zone = ZoneOffset.UTC;
        try {
            zone = ZoneId.of(time.text("zone").orElse("UTC"));
        } catch (DateTimeException ignored) {
            // Reported with the mapping's other problems.
            time.problem("zone", "a zone such as Europe/Berlin or UTC");
        }
        time.refuseUnknownKeys();
        return new Time(column, format, zone);
    }

    private static TimeFormat timeFormat(Section time) {
        String format = time.text("format").orElse("iso");
        try {
            return switch (format) {
                case "iso" -> TimeFormat.ofIso();
                case "epoch_seconds" -> new TimeFormat.Epoch(false);
                case "epoch_millis" -> new TimeFormat.Epoch(true);
                default -> TimeFormat.ofPattern(format);
            };
        } catch (IllegalArgumentException ignored) {
            // Reported with the mapping's other problems.
            time.problem("format", "iso, epoch_seconds, epoch_millis or a pattern such as yyyy-MM-dd HH:mm:ss");
            return TimeFormat.ofIso();
        }
    }

    private List<Condition> leaveOut(Section root) {
        List<Condition> conditions = new ArrayList<>();
        for (Object element : root.elements("leave_out")) {
            Section section = new Section("leave_out[" + conditions.size() + "]", element, problems);
            String column = section.requiredText("column", "the name of a column");
            List<Claim> claims = claims(section);
            if (claims.size() != 1) {
                section.problem(
                        "column",
                        "exactly one of equals, starts_with, empty, less_than, at_most, at_least,"
                                + " more_than beside it");
            }
            conditions.add(new Condition(column, claims.isEmpty() ? new Claim.Empty(true) : claims.getFirst()));
            section.refuseUnknownKeys();
        }
        return conditions;
    }

    private static List<Claim> claims(Section section) {
        List<Claim> claims = new ArrayList<>();
        if (section.value("equals") != null) {
            claims.add(new Claim.OneOf(new HashSet<>(section.texts("equals"))));
        }
        section.text("starts_with").ifPresent(text -> claims.add(new Claim.StartsWith(text)));
        if (section.value("empty") != null) {
            claims.add(new Claim.Empty(section.isSet("empty", true)));
        }
        for (Comparison comparison : Comparison.values()) {
            String key = comparison.name().toLowerCase(Locale.ROOT);
            section.text(key).ifPresent(text -> {
                if (Decimals.read(text, text) instanceof Cell.Number(BigDecimal number)) {
                    claims.add(new Claim.Compares(comparison, number));
                } else {
                    section.problem(key, "a number");
                }
            });
        }
        return claims;
    }

    private static Grouping grouping(Section group) {
        List<String> columns = group.texts("by");
        if (columns.isEmpty()) {
            group.problem("by", "the columns whose equal values make rows one event");
        }
        boolean areTogether = group.choice("rows", Standing.class, Standing.ANYWHERE) == Standing.TOGETHER;
        group.refuseUnknownKeys();
        return new Grouping(columns, areTogether);
    }

    private enum Standing {
        TOGETHER,
        ANYWHERE
    }
}
