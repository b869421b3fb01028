package io.footfall.engine;

/** A pinned question whose answer cannot be kept true for now: a fault of ours, not of who asks. It is tried again by itself. */
public final class PinFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PinFailedException(Throwable cause, long pauseMillis) {
        super(
                "the question could not be folded (" + cause.getMessage() + "); it is tried again after "
                        + pauseMillis / 1000 + " s",
                cause);
    }
}
