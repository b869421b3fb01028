package io.footfall.question;

import io.footfall.timeline.EventView;
import java.util.List;

/**
 * Counts the events of robots that a question would look for, in its period, if they were not left out. For one thread.
 *
 * <p>They belong to no session.
 */
public final class LeftOut {
    private final List<Matcher> matchers;
    private final Visibility visibility;

    /** Counts for a question; the context's surroundings are its own. */
    public LeftOut(Question question, FoldContext context) {
        matchers = question.selectors().stream()
                .map(selector -> new Matcher(selector, question.scope(), context))
                .toList();
        visibility = context.visibility();
    }

    /** Takes an event that is left out. */
    public void take(EventView event, Changes changes) {
        long enters = visibility.enters(event.timestamp());
        long leaves = visibility.leaves(event.timestamp());
        if (enters < leaves && matchers.stream().anyMatch(matcher -> matcher.matches(event))) {
            changes.add(enters, Row.ROBOTS, 0, 1);
            if (leaves != Visibility.NEVER) {
                changes.add(leaves, Row.ROBOTS, 0, -1);
            }
        }
    }
}
