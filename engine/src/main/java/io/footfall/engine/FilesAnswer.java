package io.footfall.engine;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Aside;
import io.footfall.question.LookedUp;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What came of a {@link FilesOrder}.
 *
 * @param events how many events files and log have at the moment; it must be as many as the moment has
 * @param answer the answer
 */
record FilesAnswer(long events, Answer answer) {
    private static final byte NOTHING = 0;
    private static final byte TEXT = 1;
    private static final byte WHOLE = 2;
    private static final byte DECIMAL = 3;
    private static final byte BOOLEAN = 4;
    private static final byte TEXTS = 5;

    /** Its form on the pipe; the question is not in it, as whoever reads it knows what was asked. */
    byte[] toBytes() {
        ByteSink sink = new ByteSink(1_024);
        sink.putVarint(events);
        sink.putSigned(answer.period().from());
        sink.putSigned(answer.period().to());
        sink.putVarint(answer.asOf().sequence());
        sink.putSigned(answer.asOf().second());
        sink.putSigned(answer.eventTime().orElse(Long.MIN_VALUE));
        sink.putSigned(answer.computedAt());
        sink.putVarint(answer.ignored());
        put(answer.table(), sink);
        sink.putVarint(answer.aside().excluded().size());
        answer.aside().excluded().forEach((why, count) -> {
            sink.putText(why);
            sink.putSigned(count);
        });
        sink.putVarint(answer.aside().figures().size());
        answer.aside().figures().forEach((name, figures) -> {
            sink.putText(name);
            put(figures, sink);
        });
        sink.putVarint(answer.robots());
        sink.putVarint(answer.lookedUp().size());
        for (LookedUp each : answer.lookedUp()) {
            sink.putText(each.table());
            sink.putText(each.on());
            sink.putSigned(each.version());
            sink.putSigned(each.since());
        }
        sink.putSigned(answer.historyFrom());
        return sink.toBytes();
    }

    /** Reads what {@link #toBytes} wrote after the number of events. */
    static Answer read(Question question, ByteSource source) {
        Range period = new Range(source.getSigned(), source.getSigned());
        AsOf asOf = new AsOf(source.getVarint(), source.getSigned());
        long eventTime = source.getSigned();
        long computedAt = source.getSigned();
        long ignored = source.getVarint();
        Table table = table(source);
        Map<String, Long> excluded = new HashMap<>();
        for (int left = source.getLength(); left > 0; left--) {
            excluded.put(source.getText(), source.getSigned());
        }
        Map<String, Table> figures = new HashMap<>();
        for (int left = source.getLength(); left > 0; left--) {
            figures.put(source.getText(), table(source));
        }
        long robots = source.getVarint();
        List<LookedUp> lookedUp = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            lookedUp.add(new LookedUp(source.getText(), source.getText(), source.getSigned(), source.getSigned()));
        }
        return new Answer(
                question,
                period,
                asOf,
                eventTime == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(eventTime),
                computedAt,
                ignored,
                table,
                new Aside(excluded, figures),
                robots,
                lookedUp,
                source.getSigned(),
                false);
    }

    private static void put(Table table, ByteSink sink) {
        sink.putVarint(table.fields().size());
        table.fields().forEach(sink::putText);
        sink.putVarint(table.keys());
        sink.putVarint(table.rows().size());
        for (@Nullable Object[] row : table.rows()) {
            for (Object cell : row) {
                put(cell, sink);
            }
        }
    }

    private static void put(@Nullable Object cell, ByteSink sink) {
        switch (cell) {
            case null -> sink.put(NOTHING);
            case String text -> {
                sink.put(TEXT);
                sink.putText(text);
            }
            case Long whole -> {
                sink.put(WHOLE);
                sink.putSigned(whole);
            }
            case BigDecimal decimal -> {
                sink.put(DECIMAL);
                byte[] digits = decimal.unscaledValue().toByteArray();
                sink.putVarint(digits.length);
                sink.put(digits, 0, digits.length);
                sink.putSigned(decimal.scale());
            }
            case Boolean bool -> {
                sink.put(BOOLEAN);
                sink.put(bool ? 1 : 0);
            }
            case List<?> texts -> {
                sink.put(TEXTS);
                sink.putVarint(texts.size());
                texts.forEach(text -> sink.putText(String.valueOf(text)));
            }
            default -> throw new IllegalArgumentException("no cell is a " + cell.getClass());
        }
    }

    private static Table table(ByteSource source) {
        List<String> fields = texts(source);
        int keys = source.getLength();
        List<@Nullable Object> cells = new ArrayList<>();
        for (long left = source.getVarint() * fields.size(); left > 0; left--) {
            cells.add(cell(source));
        }
        return Table.ofCells(fields, keys, cells);
    }

    private static List<String> texts(ByteSource source) {
        List<String> texts = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            texts.add(source.getText());
        }
        return texts;
    }

    private static @Nullable Object cell(ByteSource source) {
        byte kind = source.get();
        return switch (kind) {
            case NOTHING -> null;
            case TEXT -> source.getText();
            case WHOLE -> source.getSigned();
            case DECIMAL -> decimal(source);
            case BOOLEAN -> source.get() == 1;
            case TEXTS -> texts(source);
            default -> throw new CorruptBytesException("no cell is of kind " + kind);
        };
    }

    private static BigDecimal decimal(ByteSource source) {
        int length = source.getLength();
        int from = source.skip(length);
        return new BigDecimal(new BigInteger(source.array(), from, length), (int) source.getSigned());
    }
}
