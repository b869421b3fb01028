package io.footfall.question.lifecycle;

import io.footfall.question.Interval;
import io.footfall.question.Words;

/** What a lifecycle counts, in words. */
final class LifecycleDefinition {
    private LifecycleDefinition() {}

    static String of(LifecycleQuestion question) {
        String interval = question.interval().word();
        return "For each " + interval + (question.interval() == Interval.WEEK ? " from Monday" : "")
                + ", the customers who did " + Words.did(question.selector())
                + " in it: new, if they did so for the first time"
                + " ever; returning, if in the " + interval + " before too; resurrecting, if earlier, but not in the "
                + interval + " before. Dormant, below zero, are those who did so in the " + interval
                + " before and not in this one, once it is over. Each " + interval
                + " that the period touches is counted whole. " + Words.of(question.scope()) + Words.sessions(question);
    }
}
