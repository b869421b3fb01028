package io.footfall.connect.files;

import java.util.HashMap;
import java.util.Map;

/**
 * How many equal rows came before a row in its file.
 *
 * <p>Rows are recognised by 64 bits of their hash: 9 to 18 bytes a row. Two different rows with the same 64 bits (one
 * chance in 20,000 over 40 million rows) merely count each other, the same way each time the file is read.
 */
final class EqualRows {

    /** The most rows of a file that can be told apart: some 600 MB. */
    static final int ROWS_MAX = 40_000_000;

    private static final byte COUNT_MAX = Byte.MAX_VALUE;

    private long[] fingerprints = new long[1 << 10];
    // 0 is a free place; COUNT_MAX means the count is in many.
    private byte[] counts = new byte[1 << 10];
    private final Map<Long, Integer> many = new HashMap<>();
    private final int rowsMax;
    private int size;

    EqualRows(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    /** Counts a row; returns how many equal ones were counted before. */
    int countBefore(RowHash row) {
        long fingerprint = row.fingerprint();
        int place = place(fingerprint);
        int before = counts[place];
        if (before == 0) {
            insert(place, fingerprint);
        } else if (before < COUNT_MAX) {
            counts[place]++;
        } else {
            before = many.merge(fingerprint, COUNT_MAX + 1, (count, ignored) -> count + 1) - 1;
        }
        return before;
    }

    private void insert(int place, long fingerprint) {
        if (size == rowsMax) {
            throw new ImportLimitException("the file has more than " + rowsMax
                    + " different rows, too many to recognise equal ones. Name an id column as message_id in the"
                    + " mapping, or split the file.");
        }
        fingerprints[place] = fingerprint;
        counts[place] = 1;
        size++;
        if (size > fingerprints.length * 3L / 4) {
            grow();
        }
    }

    private int place(long fingerprint) {
        int mask = fingerprints.length - 1;
        int place = (int) fingerprint & mask;
        while (counts[place] != 0 && fingerprints[place] != fingerprint) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldFingerprints = fingerprints;
        byte[] oldCounts = counts;
        fingerprints = new long[oldFingerprints.length * 2];
        counts = new byte[oldCounts.length * 2];
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] != 0) {
                int place = place(oldFingerprints[i]);
                fingerprints[place] = oldFingerprints[i];
                counts[place] = oldCounts[i];
            }
        }
    }
}
