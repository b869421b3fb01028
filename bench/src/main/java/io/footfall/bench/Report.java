package io.footfall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark saw, as Markdown: paragraphs and tables in the order in which they were added. */
public final class Report {
    private final StringBuilder text = new StringBuilder();

    /** Adds a paragraph. */
    public Report say(String paragraph) {
        text.append(paragraph).append("\n\n");
        return this;
    }

    /** Adds a table whose first column is text and whose others are figures. */
    public Report table(List<String> heads, List<List<String>> rows) {
        line(heads);
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            rule.add(i == 0 ? "---" : "---:");
        }
        line(rule);
        rows.forEach(this::line);
        text.append('\n');
        return this;
    }

    /** Adds a table of figures beside what they should be. */
    public Report budgets(List<Budget> budgets) {
        return table(
                List.of("what", "measured", "budget", "held"),
                budgets.stream()
                        .map(each -> List.of(each.what(), each.measured(), each.budget(), each.isHeld() ? "yes" : "no"))
                        .toList());
    }

    /** All of it. */
    String markdown() {
        return text.toString();
    }

    /** A whole number with separators. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with separators and without decimals. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** A number with so many decimals. */
    public static String decimal(double number, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
