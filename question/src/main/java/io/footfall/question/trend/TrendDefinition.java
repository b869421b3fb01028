package io.footfall.question.trend;

import io.footfall.question.Words;

/** What a trend counts, in words. */
final class TrendDefinition {
    private TrendDefinition() {}

    static String of(TrendQuestion question) {
        return figure(question)
                + question.by().map(breakdown -> ", by " + Words.by(breakdown)).orElse("")
                + Words.forEach(question.interval()) + ". " + leftOut(question)
                + question.by()
                        .map(breakdown -> Words.rows(breakdown, most(question.measure())))
                        .orElse("")
                + Words.of(question.scope()) + Words.sessions(question);
    }

    static String of(TrailingQuestion question) {
        TrendQuestion trend = question.trend();
        return figure(trend)
                + trend.by().map(breakdown -> ", by " + breakdown.path()).orElse("")
                + ", for each day over the " + question.dates() + " calendar dates that end with it. " + leftOut(trend)
                + trend.by()
                        .map(breakdown -> Words.rows(breakdown, most(trend.measure())))
                        .orElse("")
                + "Dates before the period count too. " + Words.of(trend.scope()) + Words.sessions(question);
    }

    static String of(SeriesQuestion question) {
        StringBuilder words = new StringBuilder("For each row ")
                .append(question.formula().text())
                .append(", rounded to 6 decimals");
        question.by().ifPresent(breakdown -> words.append(", by ").append(breakdown.path()));
        words.append(Words.forEach(question.interval())).append(", where ");
        for (int i = 0; i < question.parts().size(); i++) {
            TrendForm part = question.parts().get(i);
            words.append(i == 0 ? "" : "; ").append(Formula.letter(i)).append(" is ");
            if (part instanceof TrailingQuestion(TrendQuestion trend, int dates)) {
                words.append(lowerCase(figure(trend)))
                        .append(", over the ")
                        .append(dates)
                        .append(" calendar dates that end with it");
            } else if (part instanceof TrendQuestion trend) {
                words.append(lowerCase(figure(trend)));
            }
        }
        words.append(". A value is missing where a part is, or is divided by zero. ");
        question.by()
                .ifPresent(breakdown ->
                        words.append(Words.rows(breakdown, "the largest such number over the whole period")));
        return words.append(Words.of(question.scope()))
                .append(Words.sessions(question))
                .toString();
    }

    private static String lowerCase(String sentence) {
        return "t" + sentence.substring(1);
    }

    private static String figure(TrendQuestion question) {
        String events = Words.events(question.selector());
        String property = question.ofProperty();
        return switch (question.measure()) {
            case COUNT -> "The number of " + events;
            case CUSTOMERS -> "The number of different customers with " + events;
            case SUM -> "The sum of " + property + " over " + events;
            case AVG -> "The mean of " + property + " over " + events + ", rounded to 6 decimals";
            case MIN -> "The smallest " + property + " among " + events;
            case MAX -> "The largest " + property + " among " + events;
            case MEDIAN ->
                "The median of " + property + " over " + events
                        + ", which is the smallest value that at least half of the values do not exceed";
            case P75, P90, P95, P99 -> {
                int percent = question.measure().percent();
                yield "The " + percent + "th percentile of " + property + " over " + events
                        + ", which is the smallest value that at least " + percent + " % of the values do not exceed";
            }
            case DISTINCT -> "The number of different values of " + property + " on " + events;
            case PER_CUSTOMER ->
                (property == null ? "The number of " : "The sum of " + property + " over ") + events
                        + ", divided by the number of different customers with any of them, rounded to 6 decimals";
        };
    }

    private static String leftOut(TrendQuestion question) {
        boolean isOfNumbers =
                question.ofProperty() != null && question.measure().isOfNumbers();
        return isOfNumbers ? "Values that are no numbers are left out. " : "";
    }

    private static String most(Measure measure) {
        return switch (measure) {
            case COUNT -> "the most events over the whole period";
            case CUSTOMERS -> "the most customers over the whole period";
            default -> "the largest such number over the whole period";
        };
    }
}
