package io.footfall.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something known of a public data set: in words, as a question, and as what the rows of its answer say.
 *
 * <p>A file of facts holds one a block, with empty lines between: a line of words, a line of JSON, and the rows, as they are
 * sent but for white space. Lines that begin with {@code #} are remarks. Where rows say more than is known, it is told as one of
 *
 * <pre>
 *   sum of FIELD: N            what a field of all rows adds up to
 *   each FIELD: N N N          a field of each row
 *   first FIELD: N             a field of the first row
 *   cohorts                    for each cohort of a retention a line: its date, its size, and who came back after 0, 1, … intervals,
 *   2010-12-01 885: 885 324    but for the last ones of nobody
 * </pre>
 *
 * @param words what is known
 * @param question how it is asked
 * @param expected what is known, as {@link #told} says it
 */
record Fact(String words, String question, String expected) {
    private static final Pattern FIELD = Pattern.compile("(sum of|each|first) (\\w+): .*");
    private static final Pattern NOBODY_AT_THE_END = Pattern.compile("( 0)+$");
    private static final String COHORTS = "cohorts\n";
    private static final Pattern CELL =
            Pattern.compile("\"cohort\":\"([-0-9]{10})T[^\"]*\",\"offset\":\\d+,\"size\":(\\d+),\"customers\":(\\d+)");

    /** The facts of a file among the tests' resources. */
    static List<Fact> read(String resource) throws IOException {
        List<Fact> facts = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(Fact.class.getResourceAsStream(resource), resource)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\n", -1)) {
                String[] lines = block.split("\n", 3);
                facts.add(new Fact(lines[0], lines[1], withoutSpace(lines[2])));
            }
        }
        return facts;
    }

    /** What rows say of this, in the words of {@link #expected}. */
    String told(String rows) {
        if (expected.startsWith(COHORTS)) {
            return COHORTS + cohorts(rows);
        }
        Matcher field = FIELD.matcher(expected);
        if (!field.matches()) {
            return rows;
        }
        List<Long> numbers = numbers(rows, field.group(2));
        String told = field.group(1) + " " + field.group(2) + ": ";
        return told
                + switch (field.group(1)) {
                    case "each" -> numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
                    case "first" -> String.valueOf(numbers.getFirst());
                    default ->
                        String.valueOf(
                                numbers.stream().mapToLong(Long::longValue).sum());
                };
    }

    /** Whether it is known of the data as they are now, and not of an instant of its own. */
    boolean canBePinned() {
        return !question.contains("\"asOf\"");
    }

    private static List<Long> numbers(String rows, String field) {
        Matcher number = Pattern.compile("\"" + field + "\":(\\d+)").matcher(rows);
        return number.results().map(found -> Long.valueOf(found.group(1))).toList();
    }

    private static String cohorts(String rows) {
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        for (Matcher cell = CELL.matcher(rows); cell.find(); ) {
            lines.computeIfAbsent(cell.group(1) + " " + cell.group(2) + ":", line -> new StringBuilder(line))
                    .append(' ')
                    .append(cell.group(3));
        }
        return lines.values().stream()
                .map(line -> NOBODY_AT_THE_END.matcher(line).replaceFirst(""))
                .collect(Collectors.joining("\n"));
    }

    /** JSON without the white space between its parts. */
    private static String withoutSpace(String text) {
        if (!text.startsWith("[")) {
            return text;
        }
        StringBuilder json = new StringBuilder(text.length());
        boolean isInText = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            isInText ^= each == '"';
            if (isInText || !Character.isWhitespace(each)) {
                json.append(each);
            }
        }
        return json.toString();
    }
}
