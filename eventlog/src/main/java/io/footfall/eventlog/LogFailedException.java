package io.footfall.eventlog;

import org.jspecify.annotations.Nullable;

/** The log could not make an append safe; nothing of it was published, and it may be tried again. */
public final class LogFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that says what failed. */
    public LogFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
