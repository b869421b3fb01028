package io.footfall.http;

/** An address at which this machine, or this user, cannot listen. */
public class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
