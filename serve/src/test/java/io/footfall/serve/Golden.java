package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose first part is given, and whose second part is what came of it; {@code -Dgolden.update=true} writes that anew. */
final class Golden {
    private static final String BETWEEN = "\n----\n";
    private static final boolean IS_UPDATE = Boolean.getBoolean("golden.update");

    private final Path file;
    private final String given;
    private final String expected;

    private Golden(Path file, String given, String expected) {
        this.file = file;
        this.given = given;
        this.expected = expected;
    }

    static Golden read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int end = text.indexOf(BETWEEN);
        return end < 0
                ? new Golden(file, text.strip(), "")
                : new Golden(file, text.substring(0, end).strip(), text.substring(end + BETWEEN.length()));
    }

    String given() {
        return given;
    }

    void check(String actual) throws IOException {
        if (IS_UPDATE) {
            Files.writeString(file, given + BETWEEN + actual + "\n", StandardCharsets.UTF_8);
        } else {
            assertThat(actual + "\n").as(file.toString()).isEqualTo(expected);
        }
    }

    /** JSON with each field of the outermost object, and each element of its lists, on a line of its own. */
    static String lines(String json) {
        StringBuilder lines = new StringBuilder();
        int depth = 0;
        boolean isText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean isEscaped = i > 0 && json.charAt(i - 1) == '\\';
            isText ^= c == '"' && !isEscaped;
            depth += isText ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            lines.append(c);
            boolean opens = c == '{' && depth == 1;
            boolean opensList = c == '[' && depth == 2 && json.startsWith("{", i + 1);
            boolean isBetween = c == ',' && (depth == 1 || (depth == 2 && json.charAt(i - 1) == '}'));
            if (!isText && (opens || opensList || isBetween)) {
                lines.append('\n').append("  ".repeat(depth));
            }
        }
        return lines.toString();
    }
}
