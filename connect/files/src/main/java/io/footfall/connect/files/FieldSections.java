package io.footfall.connect.files;

import io.footfall.connect.files.Mapping.Field;
import io.footfall.connect.files.Mapping.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a mapping that says what an item holds beside customer, event and time. */
final class FieldSections {

    private final boolean isGrouped;

    FieldSections(boolean isGrouped) {
        this.isGrouped = isGrouped;
    }

    List<Field> read(Section root) {
        List<Field> fields = new ArrayList<>();
        for (String part : List.of("properties", "context")) {
            Section section = root.section(part);
            for (String name : section.keys()) {
                fields.add(field(section, name, path(part, name)));
            }
        }
        return fields;
    }

    private static List<String> path(String part, String name) {
        List<String> path = new ArrayList<>(List.of(part));
        path.addAll(List.of(name.split("\\.")));
        return path;
    }

    private Field field(Section parent, String name, List<String> path) {
        if (!(parent.value(name) instanceof Map)) {
            String column = parent.requiredText(name, "the name of a column");
            return new Field(path, new Source.Column(column), CellType.TEXT, OverRows.FIRST, Set.of());
        }
        Section section = parent.section(name);
        Source source = source(section);
        CellType otherwise = source instanceof Source.Product ? CellType.NUMBER : CellType.TEXT;
        CellType type = section.choice("type", CellType.class, otherwise);
        boolean isNumber = type != CellType.TEXT && type != CellType.BOOLEAN;
        if (source instanceof Source.Product && !isNumber) {
            section.problem("type", "number or money, as numbers are multiplied");
        }
        OverRows overRows = section.choice("over_rows", OverRows.class, OverRows.FIRST);
        if (section.value("over_rows") != null && !isGrouped) {
            section.problem("over_rows", "a group, as it says how its rows' values become one");
        } else if (overRows.needsNumbers() && !isNumber) {
            section.problem("over_rows", "type: number, money or whole_number beside it");
        }
        Set<String> events = new HashSet<>(section.texts("only_for"));
        section.refuseUnknownKeys();
        return new Field(path, source, type, overRows, events);
    }

    private static Source source(Section section) {
        List<Source> sources = new ArrayList<>();
        section.text("column").ifPresent(column -> sources.add(new Source.Column(column)));
        List<String> factors = section.texts("multiply");
        if (!factors.isEmpty()) {
            sources.add(new Source.Product(factors));
        }
        Object constant = section.value("value");
        if (constant != null) {
            sources.add(new Source.Constant(cell(constant)));
        }
        if (sources.size() != 1) {
            section.problem("column", "exactly one of column, multiply, value");
        }
        return sources.isEmpty() ? new Source.Constant(Cell.ABSENT) : sources.getFirst();
    }

    private static Cell cell(Object constant) {
        return switch (constant) {
            case Boolean flag -> new Cell.Flag(flag);
            case Number number -> new Cell.Number(new BigDecimal(number.toString()));
            default -> new Cell.Text(String.valueOf(constant));
        };
    }
}
