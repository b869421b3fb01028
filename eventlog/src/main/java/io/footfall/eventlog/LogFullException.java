package io.footfall.eventlog;

/** The log takes nothing more for now, because its inbox or its share of the disk is full; try again later. */
public final class LogFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that says which limit was met. */
    public LogFullException(String message) {
        super(message, null, false, false);
    }
}
