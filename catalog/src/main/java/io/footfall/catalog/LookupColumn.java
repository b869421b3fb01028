package io.footfall.catalog;

/**
 * A column of a lookup table.
 *
 * @param name what it is called, in the table and in questions
 * @param type what its values are
 */
public record LookupColumn(String name, Type type) {

    /** What the values of a column are. */
    public enum Type {
        /** A text. */
        TEXT,
        /** An exact decimal. */
        NUMBER,
        /** True or false. */
        BOOLEAN
    }
}
