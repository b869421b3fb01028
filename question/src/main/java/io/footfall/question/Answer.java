package io.footfall.question;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a question's answer is at one as-of.
 *
 * @param question what was asked
 * @param period its period at that as-of; {@link Range#ALL} when it has none
 * @param asOf when it is true
 * @param eventTime the timestamp of the newest event before the as-of, in milliseconds since 1970 UTC
 * @param computedAt when it was computed, in milliseconds since 1970 UTC
 * @param ignored how many events of the period match but were left out of the measure for their type or size
 * @param table the rows
 * @param aside what is said beside them
 * @param robots how many events of robots that match were left out
 * @param lookedUp the lookup tables it was read through
 * @param historyFrom what happened before is not kept, and so not counted, in milliseconds since 1970 UTC; 0 if all is
 * @param isFromFiles whether an engine had it from files and log, as not all that it reads was in memory
 */
public record Answer(
        Question question,
        Range period,
        AsOf asOf,
        OptionalLong eventTime,
        long computedAt,
        long ignored,
        Table table,
        Aside aside,
        long robots,
        List<LookedUp> lookedUp,
        long historyFrom,
        boolean isFromFiles) {
    /** Copies the list. */
    public Answer {
        lookedUp = List.copyOf(lookedUp);
    }

    /** Nothing beside the rows, no robots, no lookup tables, and all of history. */
    public Answer(
            Question question,
            Range period,
            AsOf asOf,
            OptionalLong eventTime,
            long computedAt,
            long ignored,
            Table table) {
        this(question, period, asOf, eventTime, computedAt, ignored, table, Aside.NONE, 0, List.of(), 0, false);
    }

    /** What is counted, in sentences that decide every number. */
    public String definition() {
        StringBuilder words = new StringBuilder(question.definition());
        lookedUp.forEach(each -> words.append(' ').append(each.words()));
        return words.toString();
    }

    /** The same, had from files and log. */
    public Answer fromFiles() {
        return new Answer(
                question,
                period,
                asOf,
                eventTime,
                computedAt,
                ignored,
                table,
                aside,
                robots,
                lookedUp,
                historyFrom,
                true);
    }

    /** The same rows, true at a later as-of too. */
    public Answer at(AsOf later, OptionalLong laterEventTime, long laterComputedAt) {
        return new Answer(
                question,
                period,
                later,
                laterEventTime,
                laterComputedAt,
                ignored,
                table,
                aside,
                robots,
                lookedUp,
                historyFrom,
                isFromFiles);
    }
}
