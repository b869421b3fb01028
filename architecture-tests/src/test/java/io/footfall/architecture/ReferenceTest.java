package io.footfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.collect.Reason;
import io.footfall.connect.files.Outcome.BadReason;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What clients and operators can meet is in {@code docs/reference}. */
final class ReferenceTest {

    private static final Pattern ERROR_CODE =
            Pattern.compile("(?:refuse|Refused|InvalidQuestionException)\\(\\s*(?:\\d{3},\\s*)?\"([a-z_]+)\"");

    /** Our script for pages, {@code footfall.js}, is called like a metric and is none. */
    private static final Pattern METRIC = Pattern.compile("\"(footfall(?!\\.js\")(?:\\.[a-z0-9]+)+)\"");

    @Test
    void everyReasonToSetAnItemAsideIsListed() {
        String listed = page("quarantine.md");
        for (Reason reason : Reason.values()) {
            assertThat(listed).contains("| `" + reason.code() + "` |");
        }
    }

    @Test
    void everyReasonToSetARowAsideIsListed() {
        String listed = page("quarantine.md");
        for (BadReason reason : BadReason.values()) {
            assertThat(listed).contains("| `" + reason.code() + "` |");
        }
    }

    @Test
    void everyErrorCodeIsListed() {
        Set<String> codes = found(ERROR_CODE);
        assertThat(codes).contains("not_yet", "busy", "unauthorized", "overloaded");
        assertThat(unlisted(codes, page("errors.md"))).isEmpty();
    }

    @Test
    void everyMetricIsListed() {
        Set<String> names = new TreeSet<>();
        found(METRIC).forEach(name -> names.add(name.replace('.', '_')));
        Set<String> unlisted = new TreeSet<>();
        String listed = page("metrics.md");
        for (String name : names) {
            if (!listed.contains("`" + name)) {
                unlisted.add(name);
            }
        }
        assertThat(unlisted).isEmpty();
    }

    private static Set<String> unlisted(Set<String> codes, String listed) {
        Set<String> unlisted = new TreeSet<>(codes);
        unlisted.removeIf(code -> listed.contains("| `" + code + "` |"));
        return unlisted;
    }

    private static Set<String> found(Pattern pattern) {
        Set<String> found = new TreeSet<>();
        for (Path file : Repository.files(".java")) {
            if (file.toString().contains("/src/main/")) {
                Matcher matcher = pattern.matcher(Repository.text(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    private static String page(String name) {
        return Repository.text(Repository.root().resolve("docs/reference").resolve(name));
    }
}
