package io.footfall.question.experiment;

import io.footfall.question.Words;
import java.util.stream.Collectors;

/** What an experiment counts, in words. */
final class ExperimentDefinition {
    private ExperimentDefinition() {}

    static String of(ExperimentQuestion question) {
        String shares = question.split().isEmpty()
                ? "equal shares"
                : question.split().entrySet().stream()
                        .map(share -> share.getValue().toPlainString() + " for \"" + share.getKey() + "\"")
                        .collect(Collectors.joining(", ", "shares of ", ""));
        return "For each value of " + question.variation() + ", the customers whose first "
                + Words.event(question.exposure()) + " in the period has it, and how many of them then did "
                + Words.did(question.goal()) + " "
                + question.within()
                        .map(within -> "within " + Words.length(within.toSeconds()) + " of that")
                        .orElse("at any time after that")
                + ". Who was shown two values in the period is left out. Only the exposure has to lie in the period."
                + " Each rate is set beside that of " + Words.of(question.control())
                + ": the difference with its 95 % interval (unpooled), and z and p of the two-sided test of two"
                + " proportions (pooled). The sample ratio is Pearson's test against " + shares + ". "
                + Words.of(question.scope()) + Words.sessions(question);
    }
}
