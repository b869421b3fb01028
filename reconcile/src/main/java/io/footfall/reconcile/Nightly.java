package io.footfall.reconcile;

import io.footfall.question.Instants;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.Table;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A company's own numbers, as a nightly job of theirs has left them.
 *
 * @param name what they are called: their file
 * @param keys the fields of the answer that name a row, and the cells of each row in this order
 * @param rows each with what names it and its number
 * @param field the field of the answer that they are numbers of; empty for its first
 * @param countsDoubled whether the job counts second deliveries again
 * @param countsQuarantined whether it counts what we set aside
 * @param countsRobots whether it counts robots
 */
public record Nightly(
        String name,
        List<String> keys,
        List<Row> rows,
        Optional<String> field,
        boolean countsDoubled,
        boolean countsQuarantined,
        boolean countsRobots) {
    /** The fields of answers that are instants. */
    private static final Set<String> INSTANTS = Set.of("at", "cohort");

    private static final String AT = "at";
    private static final String ALL = "all";
    private static final int LOCAL_LENGTH_MIN = "2026-03-01T10:00".length();

    /**
     * One number.
     *
     * @param key the cells that name its row
     * @param value the number
     */
    public record Row(List<String> key, BigDecimal value) {
        /** Copies the list. */
        public Row {
            key = List.copyOf(key);
        }
    }

    /** Copies the lists. */
    public Nightly {
        keys = List.copyOf(keys);
        rows = List.copyOf(rows);
    }

    /** Which number of an answer's rows is told. */
    String fieldOf(Table answer) {
        return field.orElse(answer.fields().get(answer.keys()));
    }

    /**
     * The numbers at their places in an answer. Rows of other stretches of time than the answer's are left out.
     *
     * @throws InvalidQuestionException if they cannot be put there
     */
    Numbers at(Table answer, Range period, ZoneId zone) {
        List<String> names = answer.fields().subList(0, answer.keys());
        List<String> told =
                answer.fields().subList(answer.keys(), answer.fields().size());
        if (!names.containsAll(keys)) {
            throw invalid("rows of the answer are named by " + names + ", not by " + keys);
        }
        if (!told.contains(fieldOf(answer))) {
            throw invalid("the answer has no number \"" + fieldOf(answer) + "\"; it has " + told);
        }
        Map<List<String>, List<@Nullable Object>> known = rows(answer);
        Map<Place, BigDecimal> numbers = new LinkedHashMap<>();
        for (Row row : rows) {
            List<String> key = canonical(row.key(), zone);
            if (!isWithin(key, period, zone)) {
                continue;
            }
            List<@Nullable Object> cells = known.getOrDefault(key, cells(names, key));
            if (numbers.put(new Place(names, cells, fieldOf(answer)), row.value()) != null) {
                throw invalid("two rows are named by " + row.key() + "; put one number for each");
            }
        }
        return new Numbers(numbers);
    }

    /** The answer's rows by what names them in the file. */
    @SuppressWarnings("NullAway") // It does not see in a compiled record that the cells of an array may be null.
    private Map<List<String>, List<@Nullable Object>> rows(Table answer) {
        Map<List<String>, List<@Nullable Object>> known = new LinkedHashMap<>();
        for (@Nullable Object[] row : answer.rows()) {
            List<@Nullable Object> cells = Arrays.asList(row).subList(0, answer.keys());
            List<String> key = keys.stream()
                    .map(name -> written(cells.get(answer.fields().indexOf(name))))
                    .toList();
            if (known.put(key, cells) != null) {
                throw invalid("several rows of the answer are named by " + keys + " " + key + "; name them by more of "
                        + new TreeSet<>(answer.fields().subList(0, answer.keys())));
            }
        }
        return known;
    }

    private List<@Nullable Object> cells(List<String> names, List<String> key) {
        List<@Nullable Object> cells = new ArrayList<>(names.size());
        names.forEach(name -> cells.add(keys.contains(name) ? key.get(keys.indexOf(name)) : null));
        return cells;
    }

    private static String written(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal decimal ->
                decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
            default -> String.valueOf(cell);
        };
    }

    private List<String> canonical(List<String> key, ZoneId zone) {
        List<String> canonical = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            canonical.add(INSTANTS.contains(keys.get(i)) ? instant(keys.get(i), key.get(i), zone) : key.get(i));
        }
        return canonical;
    }

    /** An instant as answers write it; a local time is the question's zone's. */
    private String instant(String column, String text, ZoneId zone) {
        if (text.equals(ALL)) {
            return text;
        }
        String iso = text.strip().replaceFirst("(?<=\\d) (?=\\d)", "T");
        boolean isLocal = iso.length() >= LOCAL_LENGTH_MIN && !iso.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)");
        try {
            long millis = isLocal
                    ? LocalDateTime.parse(iso).atZone(zone).toInstant().toEpochMilli()
                    : Instants.millis(column, iso, zone);
            return Instants.written(millis, zone);
        } catch (DateTimeException | InvalidQuestionException ignored) {
            // Said with the file's name.
            throw invalid("\"" + text + "\" is no instant; expected such as 2026-03-01 or 2026-03-01T14:00:00");
        }
    }

    private boolean isWithin(List<String> key, Range period, ZoneId zone) {
        int at = keys.indexOf(AT);
        return at < 0 || period.holds(Instants.millis(AT, key.get(at), zone));
    }

    private InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", name + ": " + message);
    }
}
