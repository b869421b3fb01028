package io.footfall.history.sql;

/** How a result is written. */
public enum SqlFormat {
    /** {@code {"columns": […], "rows": [[…]], "asOf": {…}}}. */
    JSON("application/json"),
    /** As RFC 4180 says, with a line of names; cells that a spreadsheet would take for formulas are guarded. */
    CSV("text/csv; charset=utf-8"),
    /** An Arrow stream, which pandas and Polars read with types and without parsing. */
    ARROW("application/vnd.apache.arrow.stream"),
    /** A table to be read in a terminal. */
    TABLE("text/plain; charset=utf-8");

    private final String contentType;

    SqlFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The content type of a result. */
    public String contentType() {
        return contentType;
    }
}
