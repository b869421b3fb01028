package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Question;
import io.footfall.question.Scope;
import java.io.IOException;

/**
 * How one kind of question is read and written.
 *
 * @param <Q> the question
 */
interface QuestionKind<Q extends Question> {
    /** The questions of this kind. */
    Class<Q> type();

    /** Makes the question of the fields that are the kind's own; those of every kind are read already. */
    Q read(Fields fields, Scope scope);

    /** Writes the fields that are the kind's own. */
    void write(Q question, JsonGenerator json) throws IOException;
}
