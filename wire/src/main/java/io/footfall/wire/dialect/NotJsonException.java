package io.footfall.wire.dialect;

/** Bytes that are no JSON. */
final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;

    NotJsonException(String words) {
        super(words);
        this.words = words;
    }

    /** Why, for whoever sent them. */
    String words() {
        return words;
    }
}
