package io.footfall.event;

/** Bytes that claim to be a stored form of ours and cannot be. */
public final class CorruptBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that says what was found, and where that helps. */
    public CorruptBytesException(String message) {
        super(message);
    }
}
