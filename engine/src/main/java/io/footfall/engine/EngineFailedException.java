package io.footfall.engine;

/** The engine has met a fault of its own and takes in nothing more. What was answered 200 is in the log; a restart reads it. */
public final class EngineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFailedException(Throwable cause) {
        super(
                "the engine has failed and takes in nothing more (" + cause.getMessage()
                        + "); what was answered 200 is safe, start the engine again",
                cause);
    }
}
