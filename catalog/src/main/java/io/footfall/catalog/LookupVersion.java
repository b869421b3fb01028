package io.footfall.catalog;

import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A version of a lookup table: the one that is current from its record in the log on, until there is another.
 *
 * @param shape what the table is
 * @param number its number, 1 for the first of a table
 * @param since from when on it is current
 * @param rows how many rows it has
 * @param bytes how long its {@linkplain LookupText text} is
 * @param checksum the CRC32C of that
 */
public record LookupVersion(LookupShape shape, long number, Instant since, long rows, long bytes, int checksum) {

    /** The version with a text. */
    public static LookupVersion of(LookupShape shape, long number, Instant since, long rows, byte[] text) {
        return new LookupVersion(shape, number, since, rows, text.length, checksum(text));
    }

    /** What the table is called. */
    public String name() {
        return shape.name();
    }

    /** Whether a text is this version's. */
    public boolean isOf(byte[] text) {
        return text.length == bytes && checksum(text) == checksum;
    }

    private static int checksum(byte[] text) {
        CRC32C crc = new CRC32C();
        crc.update(text, 0, text.length);
        return (int) crc.getValue();
    }
}
