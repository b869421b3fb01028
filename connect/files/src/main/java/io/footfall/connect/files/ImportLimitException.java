package io.footfall.connect.files;

/** An import that would need more memory than it may; the message says what to change. */
public final class ImportLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportLimitException(String message) {
        super(message);
    }
}
