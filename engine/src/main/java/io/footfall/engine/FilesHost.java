package io.footfall.engine;

import java.io.IOException;
import java.time.Duration;

/** The batch host as the engine asks it: at one of the engine's own moments. */
interface FilesHost extends AutoCloseable {
    /**
     * What comes of an order: how many events were found as a varint, then what is wanted.
     *
     * @throws io.footfall.question.InvalidQuestionException if it cannot be answered, or takes more time or memory than it may
     * @throws IOException if files or log cannot be read
     */
    byte[] answer(FilesOrder order, Duration timeMax) throws IOException;

    /** Ends what is under way, which fails. */
    @Override
    void close();
}
