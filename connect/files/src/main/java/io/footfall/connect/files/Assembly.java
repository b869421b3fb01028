package io.footfall.connect.files;

import java.io.IOException;

/** Makes items of the rows of one file. */
interface Assembly {

    /** The most groups held in memory at once; each takes some 500 bytes. */
    int GROUPS_MAX = 1_000_000;

    /** Takes the file's next row, and hands on what is finished by it. */
    void next(Row row, Outcomes outcomes) throws IOException, InterruptedException;

    /** Hands on what the end of the file finishes. */
    void end(Outcomes outcomes) throws IOException, InterruptedException;

    /** How many rows the mapping leaves out so far. */
    long leftOut();
}
