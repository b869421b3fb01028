package io.footfall.connect.files;

import io.footfall.connect.files.Mapping.EventName;
import io.footfall.connect.files.Mapping.Source;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds on a row what a mapping says stands there. Pure. */
final class RowFacts {

    private final Mapping.OfRows mapping;
    private final Columns columns;

    RowFacts(Mapping.OfRows mapping, Columns columns) {
        this.mapping = mapping;
        this.columns = columns;
    }

    /** What a row says, or why it says nothing usable. */
    sealed interface Finding {
        record Found(Facts facts) implements Finding {}

        record Unusable(Bad bad) implements Finding {}
    }

    boolean isLeftOut(Row row) {
        for (Condition condition : mapping.leaveOut()) {
            if (condition.holds(columns.value(row, condition.column()))) {
                return true;
            }
        }
        return false;
    }

    Finding find(Row row) {
        Cell userId = id(row, mapping.userIds());
        Cell anonymousId = id(row, mapping.anonymousIds());
        if (firstUnreadable(List.of(userId, anonymousId)) instanceof Cell.Unreadable(BadReason reason, String detail)) {
            return unusable(row, reason, "the customer's id " + detail);
        }
        if (text(userId).isEmpty() && text(anonymousId).isEmpty()) {
            return unusable(row, BadReason.NO_CUSTOMER, "none of the customer columns holds anything");
        }
        Optional<String> event = event(row);
        if (event.isEmpty()) {
            return unusable(row, BadReason.NO_EVENT, "the mapping has no event name for this row");
        }
        String time = columns.value(row, mapping.time().column());
        Optional<Instant> at =
                mapping.time().format().read(time.strip(), mapping.time().zone());
        if (at.isEmpty()) {
            return unusable(row, BadReason.BAD_TIMESTAMP, "\"" + time + "\" does not have the mapping's time format");
        }
        List<Cell> cells = cells(row, event.get());
        if (firstUnreadable(cells) instanceof Cell.Unreadable(BadReason reason, String detail)) {
            return unusable(row, reason, detail);
        }
        return new Finding.Found(new Facts(text(userId), text(anonymousId), event.get(), at.get(), cells));
    }

    private static Finding unusable(Row row, BadReason reason, String detail) {
        return new Finding.Unusable(new Bad(row.line(), reason, detail, row.bytes()));
    }

    private static Cell firstUnreadable(List<Cell> cells) {
        for (Cell cell : cells) {
            if (cell instanceof Cell.Unreadable) {
                return cell;
            }
        }
        return Cell.ABSENT;
    }

    private Cell id(Row row, List<Mapping.Id> ids) {
        for (Mapping.Id id : ids) {
            Cell cell = read(columns.value(row, id.column()), id.type());
            if (!(cell instanceof Cell.Absent)) {
                return cell;
            }
        }
        return Cell.ABSENT;
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> text;
            case Cell.Number(BigDecimal number) -> number.toPlainString();
            case Cell.Absent absent -> "";
            case Cell.Flag flag -> "";
            case Cell.Unreadable unreadable -> "";
        };
    }

    private Optional<String> event(Row row) {
        return switch (mapping.event()) {
            case EventName.Constant(String name) -> Optional.of(name);
            case EventName.FromColumn from -> {
                String value = columns.value(row, from.column());
                String name = from.names().isEmpty() ? value : from.names().get(value);
                yield Optional.ofNullable(name).filter(found -> !found.isEmpty());
            }
        };
    }

    private List<Cell> cells(Row row, String event) {
        List<Cell> cells = new ArrayList<>(mapping.fields().size());
        for (Mapping.Field field : mapping.fields()) {
            boolean isForEvent = field.events().isEmpty() || field.events().contains(event);
            cells.add(isForEvent ? cell(row, field) : Cell.ABSENT);
        }
        return cells;
    }

    private Cell cell(Row row, Mapping.Field field) {
        return switch (field.source()) {
            case Source.Column(String column) -> read(columns.value(row, column), field.type());
            case Source.Product(List<String> factors) -> product(row, factors, field.type());
            case Source.Constant(Cell cell) -> cell;
        };
    }

    private Cell product(Row row, List<String> factors, CellType type) {
        BigDecimal product = BigDecimal.ONE;
        for (String factor : factors) {
            Cell cell = read(columns.value(row, factor), type);
            if (!(cell instanceof Cell.Number(BigDecimal number))) {
                return cell;
            }
            product = product.multiply(number);
        }
        return Decimals.checked(product);
    }

    private static Cell read(String value, CellType type) {
        return value.isBlank() ? Cell.ABSENT : type.read(type == CellType.TEXT ? value : value.strip());
    }
}
