package io.footfall.history.sql;

/** What came of a statement. */
public sealed interface SqlResult {

    /**
     * It ran.
     *
     * @param format how the body is written
     * @param sequence the newest sequence it saw
     * @param body its rows
     */
    record Rows(SqlFormat format, long sequence, byte[] body) implements SqlResult {}

    /**
     * It did not.
     *
     * @param code why, as {@code docs/reference/errors.md} lists it
     * @param message the same in words
     */
    record Refused(String code, String message) implements SqlResult {}
}
