package io.footfall.engine;

import io.footfall.question.Question;
import java.io.IOException;
import java.time.Duration;

/** The batch host as the engine asks it: at one of the engine's own moments. */
interface FilesHost extends AutoCloseable {
    /**
     * The answer to an order.
     *
     * @param question what its text says
     * @throws io.footfall.question.InvalidQuestionException if it cannot be answered, or takes more time or memory than it may
     * @throws IOException if files or log cannot be read
     */
    FilesAnswer answer(FilesOrder order, Question question, Duration timeMax) throws IOException;

    /** Ends what is under way, which fails. */
    @Override
    void close();
}
