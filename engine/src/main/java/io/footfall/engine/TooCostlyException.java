package io.footfall.engine;

/** What came would hold the engine's thread, or fill the memory, more than one pinned question may. */
final class TooCostlyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooCostlyException(String message) {
        super(message);
    }
}
