package io.footfall.question.sessions;

import io.footfall.question.Words;

/** What is counted of sessions, in words. */
final class SessionsDefinition {
    private SessionsDefinition() {}

    static String of(SessionsQuestion question) {
        return "The number of sessions"
                + question.by().map(breakdown -> ", by " + Words.by(breakdown)).orElse("")
                + Words.forEach(question.interval())
                + ", the customers who have any, and what the sessions are like. A session is what a customer does with at most "
                + Words.length(question.scope().gap().toSeconds())
                + " between one event and the next; what is done to them is no part of it. It is counted whole where its first event"
                + " lies, and lasts from its first event to its last. A bounce is a session of one event that is a page or a"
                + " screen. "
                + question.by()
                        .map(breakdown -> Words.rows(breakdown, "the most sessions over the whole period"))
                        .orElse("")
                + Words.of(question.scope());
    }
}
