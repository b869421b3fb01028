package io.footfall.question.trend;

import io.footfall.question.Breakdown;
import io.footfall.question.Interval;
import io.footfall.question.Words;

/** What a trend counts, in words. */
final class TrendDefinition {
    private TrendDefinition() {}

    static String of(TrendQuestion question) {
        return figure(question) + interval(question.interval())
                + question.by().map(TrendDefinition::breakdown).orElse("") + ". " + Words.of(question.scope());
    }

    private static String figure(TrendQuestion question) {
        String events = "events of " + Words.of(question.selector());
        String property = question.ofProperty();
        return switch (question.measure()) {
            case COUNT -> "The number of " + events;
            case CUSTOMERS -> "The number of different customers with " + events;
            case SUM -> "The sum of " + property + " over " + events;
            case AVG -> "The mean of " + property + " over " + events + ", to 6 decimals";
            case MIN -> "The smallest " + property + " of " + events;
            case MAX -> "The largest " + property + " of " + events;
            case MEDIAN, P75, P90, P95, P99 ->
                "The smallest " + property + " of " + events + " that at least "
                        + question.measure().percent() + " % of them do not exceed";
            case DISTINCT -> "The number of different values of " + property + " on " + events;
            case PER_CUSTOMER ->
                (property == null ? "The number of " : "The sum of " + property + " over ") + events
                        + ", divided by the number of different customers with any, to 6 decimals";
        };
    }

    private static String interval(Interval interval) {
        return switch (interval) {
            case NONE -> "";
            case MINUTE -> ", by minute";
            case MINUTES_5, MINUTES_10, MINUTES_15, MINUTES_30 -> ", by stretches of " + interval.word();
            default -> ", by " + interval.word();
        };
    }

    private static String breakdown(Breakdown breakdown) {
        return ", by " + breakdown.path() + ": the " + breakdown.limit()
                + " values that come first, the rest together as (other)";
    }
}
