package io.footfall.question.paths;

import io.footfall.question.Words;

/** What is counted of paths, in words. */
final class PathsDefinition {
    private PathsDefinition() {}

    static String of(PathsQuestion question) {
        boolean isBySession = question.stretch() == PathsQuestion.Stretch.SESSION;
        String nodes = question.property().map(path -> "the " + path + " of ").orElse("") + "what customers do";
        String gap = Words.length(question.scope().gap().toSeconds());
        return "Paths through " + nodes
                + (isBySession ? " in a session" : " in the period")
                + (question.isBackwards() ? ", back from the last " : ", from the first ")
                + Words.event(question.anchor()) + " in it: the " + (question.isBackwards() ? "last " : "first ")
                + (question.steps() == 1 ? "link" : question.steps() + " links")
                + ", and who takes each how often. "
                + (question.hide().isEmpty()
                        ? ""
                        : String.join(", ", question.hide()) + (question.hide().size() == 1 ? " is" : " are")
                                + " left out. ")
                + "What comes several times in a row counts as once. Beyond the 50 most frequent nodes of a step all others are"
                + " together in (other). "
                + (isBySession
                        ? "A session belongs to the period if its first event does, and ends when a customer does nothing for more than "
                                + gap + ". "
                        : "")
                + Words.of(question.scope());
    }
}
