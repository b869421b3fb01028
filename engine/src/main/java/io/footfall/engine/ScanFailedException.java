package io.footfall.engine;

/** A scan of all timelines that did not come to its end. */
public final class ScanFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScanFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
