package io.footfall.question.paths;

import io.footfall.question.InvalidQuestionException;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the row of the sum whose customers a row of paths counts. */
final class PathsMembers {
    private final PathsQuestion question;

    PathsMembers(PathsQuestion question) {
        this.question = question;
    }

    long row(RowKey key, Vocabulary vocabulary) {
        key.requireOnly(Set.of(PathsQuestion.STEP, PathsQuestion.FROM, PathsQuestion.TO));
        int step = key.whole(PathsQuestion.STEP, 1, question.steps());
        String nearField = question.isBackwards() ? PathsQuestion.TO : PathsQuestion.FROM;
        String farField = question.isBackwards() ? PathsQuestion.FROM : PathsQuestion.TO;
        int near = number(key, nearField, key.required(nearField, "a node of the answer's rows"), vocabulary);
        @Nullable Value far = key.fields().get(farField);
        return PathsRows.customers(step, near, far == null ? PathsRows.STOP : number(key, farField, far, vocabulary));
    }

    private static int number(RowKey key, String field, Value node, Vocabulary vocabulary) {
        if (node.equals(new Value.Text(RowNames.OTHER))) {
            throw new InvalidQuestionException(
                    "no_such_row",
                    "rows of " + RowNames.OTHER + " count occurrences only, so \"" + key.place() + "." + field
                            + "\" names no customers");
        }
        return RowNames.find(node, vocabulary).orElseThrow(() -> key.noSuchRow(field, "a node of the answer's rows"));
    }
}
