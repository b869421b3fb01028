package io.footfall.question;

import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongConsumer;
import java.math.BigDecimal;
import java.util.function.LongUnaryOperator;

/**
 * What timelines contribute to an answer, added up: for each row how many, and where its cell keeps them, of which values.
 *
 * <p>Adding and taking back are exact and come in any order: a customer added and taken back leaves the sum as it was, down to
 * the rows that exist. Not thread-safe.
 */
public final class Sum {
    private final Vocabulary vocabulary;
    private final Long2LongOpenHashMap counts = new Long2LongOpenHashMap();
    private final Long2ObjectOpenHashMap<Moments> moments = new Long2ObjectOpenHashMap<>();
    private final Long2ObjectOpenHashMap<Values> values = new Long2ObjectOpenHashMap<>();
    private long robots;

    /** An empty sum of values of the given vocabulary. */
    public Sum(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Adds {@code n} of {@code value} to a row; negative takes back. */
    public void add(long row, long value, long n) {
        if (row == Row.ROBOTS) {
            robots += n;
            return;
        }
        switch (Row.cell(row)) {
            case Row.COUNT -> {
                if (counts.addTo(row, n) == -n) {
                    counts.remove(row);
                }
            }
            case Row.MOMENTS -> {
                Moments cell = moments(row);
                addNumber(cell, (int) value, n);
                removeIfEmpty(row, cell);
            }
            case Row.VALUES -> {
                Values cell = values(row);
                cell.add(value, n);
                removeIfEmpty(row, cell);
            }
            default -> throw new IllegalArgumentException("no cell is kept as " + Row.cell(row));
        }
    }

    /** Adds all of another sum. */
    public void addAll(Sum other) {
        addAll(other, row -> row);
    }

    /** The same sum with rows that share their names taken together. */
    public Sum gathered(LongUnaryOperator newName) {
        Sum gathered = new Sum(vocabulary);
        gathered.addAll(this, newName);
        return gathered;
    }

    private void addAll(Sum other, LongUnaryOperator newName) {
        robots += other.robots;
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(other.counts)) {
            add(newName.applyAsLong(entry.getLongKey()), 0, entry.getLongValue());
        }
        other.moments.long2ObjectEntrySet().fastForEach(entry -> {
            long row = newName.applyAsLong(entry.getLongKey());
            Moments cell = moments(row);
            cell.add(entry.getValue());
            removeIfEmpty(row, cell);
        });
        other.values.long2ObjectEntrySet().fastForEach(entry -> {
            long row = newName.applyAsLong(entry.getLongKey());
            Values cell = values(row);
            cell.addAll(entry.getValue());
            removeIfEmpty(row, cell);
        });
    }

    /** Takes everything out. */
    public void clear() {
        robots = 0;
        counts.clear();
        moments.clear();
        values.clear();
    }

    /** Whether a row has anything. */
    public boolean has(long row) {
        return switch (Row.cell(row)) {
            case Row.COUNT -> counts.containsKey(row);
            case Row.MOMENTS -> moments.containsKey(row);
            default -> values.containsKey(row);
        };
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return robots == 0 && counts.isEmpty() && moments.isEmpty() && values.isEmpty();
    }

    /** How many events of robots were left out. */
    public long robots() {
        return robots;
    }

    /** How many a row has: of a count row, or of a moments row. */
    public long count(long row) {
        if (Row.cell(row) == Row.COUNT) {
            return counts.get(row);
        }
        Moments cell = moments.get(row);
        return cell == null ? 0 : cell.count();
    }

    /** The exact sum of a moments row; 0 if it has nothing. */
    public BigDecimal total(long row) {
        Moments cell = moments.get(row);
        return cell == null ? BigDecimal.ZERO : cell.total();
    }

    /** The distinct values of a values row and how often each is there; not to be changed. */
    public Long2LongMap distinctValues(long row) {
        Values cell = values.get(row);
        return cell == null ? Long2LongMaps.EMPTY_MAP : cell.counted();
    }

    /** The value of a values row, whose values are not negative, at places of their ascending order. */
    public Quantiles quantiles(long row) {
        Values cell = values.get(row);
        return new Quantiles(cell == null ? new Values() : cell);
    }

    /** Hands every row that has anything to {@code rows}, in no order. */
    public void forEachRow(LongConsumer rows) {
        counts.keySet().forEach(rows);
        moments.keySet().forEach(rows);
        values.keySet().forEach(rows);
    }

    /** About how much heap this takes, in bytes. */
    public long heapBytes() {
        long bytes = counts.size() * 32L + moments.size() * 120L + 200;
        for (Values cell : values.values()) {
            bytes += cell.heapBytes();
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sum sum
                && robots == sum.robots
                && counts.equals(sum.counts)
                && moments.equals(sum.moments)
                && values.equals(sum.values);
    }

    @Override
    public int hashCode() {
        return counts.hashCode() ^ moments.hashCode() ^ values.hashCode();
    }

    @Override
    public String toString() {
        return "Sum[counts=" + counts + ", moments=" + moments + ", values=" + values + "]";
    }

    // Found first, for a lambda that is handed over costs more than most additions.
    private Moments moments(long row) {
        Moments cell = moments.get(row);
        if (cell == null) {
            cell = new Moments();
            moments.put(row, cell);
        }
        return cell;
    }

    private Values values(long row) {
        Values cell = values.get(row);
        if (cell == null) {
            cell = new Values();
            values.put(row, cell);
        }
        return cell;
    }

    private void removeIfEmpty(long row, Moments cell) {
        if (cell.isEmpty()) {
            moments.remove(row);
        }
    }

    private void removeIfEmpty(long row, Values cell) {
        if (cell.isEmpty()) {
            values.remove(row);
        }
    }

    private void addNumber(Moments cell, int number, long n) {
        if (Vocabulary.isInline(number)) {
            cell.add(Vocabulary.digits(number), Vocabulary.places(number), n);
        } else {
            cell.add(
                    vocabulary.value(number) instanceof Value.Number(BigDecimal decimal) ? decimal : BigDecimal.ZERO,
                    n);
        }
    }
}
