package io.footfall.eventlog;

/** Another engine has the data folder open. */
public final class LogLockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that names the folder and who holds it. */
    public LogLockedException(String message) {
        super(message);
    }
}
