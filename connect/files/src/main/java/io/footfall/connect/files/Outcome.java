package io.footfall.connect.files;

import java.util.Locale;

/** What became of one row, or of the rows of one group. */
public sealed interface Outcome {

    /**
     * An item ready to be collected.
     *
     * @param line the line of the item's (first) row, from 1
     * @param json the item as the collector takes it, UTF-8
     */
    record Item(long line, byte[] json) implements Outcome {}

    /**
     * A row no item could be made of; it belongs in quarantine.
     *
     * @param line the line the row begins on, from 1
     * @param reason why, for counting
     * @param detail why, for a person: the value and what was expected
     * @param bytes the row as it stands in the file
     */
    record Bad(long line, BadReason reason, String detail, byte[] bytes) implements Outcome, Read {}

    /** Why a row is bad. Every reason is also a line of the import's summary and a test. */
    enum BadReason {
        /** The row has another number of columns than the file's header. */
        WRONG_COLUMNS,
        /** A quoted value does not end, or goes on after its closing quote. */
        BAD_QUOTES,
        /** The bytes are not text in the file's encoding. */
        BAD_TEXT,
        /** A line of a file of items is no JSON object. */
        BAD_JSON,
        /** The row, or the item made of it, is too long. */
        TOO_LARGE,
        /** The time is empty or does not have the mapping's format. */
        BAD_TIMESTAMP,
        /** A value that should be a number is none. */
        BAD_NUMBER,
        /** A value that should be true or false is neither. */
        BAD_BOOLEAN,
        /** None of the customer columns holds anything. */
        NO_CUSTOMER,
        /** The event column is empty, or holds a value the mapping has no name for. */
        NO_EVENT,
        /** Another row of the same group is bad, so the group's sums would be wrong. */
        INCOMPLETE_GROUP;

        /** The reason as it is written on a screen, in lower case with underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
