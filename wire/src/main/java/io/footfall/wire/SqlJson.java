package io.footfall.wire;

/** Reads {@code {"sql": "…"}}. */
public final class SqlJson {
    /** The largest body that is read, in bytes: room for the longest statement, with many of its characters escaped. */
    public static final int BYTES_MAX = 250_000;

    private SqlJson() {}

    /**
     * Reads the statement.
     *
     * @throws io.footfall.question.InvalidQuestionException if there is none
     */
    public static String read(byte[] json) {
        Fields fields = Fields.of("", JsonTree.read(json, "body", BYTES_MAX));
        String sql = fields.requiredText("sql");
        fields.end();
        return sql;
    }
}
