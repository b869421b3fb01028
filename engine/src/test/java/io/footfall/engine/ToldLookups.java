package io.footfall.engine;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupText;
import io.footfall.testkit.ToldTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives told lookup tables to an engine. */
final class ToldLookups {
    private ToldLookups() {}

    /** Makes a table current, and waits until what is asked is read through it. */
    static void lookUp(Engine engine, ToldTable table) {
        LookupShape shape = shape(table);
        try {
            engine.lookUp(shape, text(shape, table), table.rows().size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    private static LookupShape shape(ToldTable table) {
        List<LookupColumn> columns = table.columns().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(column -> new LookupColumn(
                        column.getKey(),
                        LookupColumn.Type.valueOf(column.getValue().toUpperCase(Locale.ROOT))))
                .toList();
        LookupColumn.Type keys = table.hasNumbersAsKeys() ? LookupColumn.Type.NUMBER : LookupColumn.Type.TEXT;
        return new LookupShape(table.name(), table.on(), new LookupColumn("id", keys), columns);
    }

    private static byte[] text(LookupShape shape, ToldTable table) {
        StringBuilder text = new StringBuilder(LookupText.header(shape));
        table.rows().forEach((key, said) -> {
            List<@Nullable String> cells = new ArrayList<>();
            cells.add(written(key));
            shape.columns().forEach(column -> cells.add(written(said.get(column.name()))));
            text.append(LookupText.line(shape, cells));
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String written(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? null : value.toString();
    }
}
