package io.footfall.question;

/** A question that cannot be answered as it stands, with a stable code and a message that names what to change. */
public final class InvalidQuestionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A refusal.
     *
     * @param code one of the codes in {@code docs/reference/errors.md}, such as {@code invalid_question} or {@code not_yet}
     * @param message what was found and what was expected
     */
    public InvalidQuestionException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
