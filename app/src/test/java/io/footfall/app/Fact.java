package io.footfall.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something known of a public data set: in words, as a question, and as what the rows of its answer say.
 *
 * <p>A file of facts holds one a block, with empty lines between: a line of words, a line of JSON, and the rows, as they are
 * sent but for white space; or {@code sum of value: N} where they are too many to be read. Lines that begin with {@code #} are
 * remarks.
 *
 * @param words what is known
 * @param question how it is asked
 * @param expected what is known, as {@link #told} says it
 */
record Fact(String words, String question, String expected) {
    private static final String SUM = "sum of value: ";
    private static final Pattern VALUE = Pattern.compile("\"value\":(\\d+)");

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
        if (!expected.startsWith(SUM)) {
            return rows;
        }
        long sum = 0;
        for (Matcher value = VALUE.matcher(rows); value.find(); ) {
            sum += Long.parseLong(value.group(1));
        }
        return SUM + sum;
    }

    /** JSON without the white space between its parts. */
    private static String withoutSpace(String text) {
        if (text.startsWith(SUM)) {
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
