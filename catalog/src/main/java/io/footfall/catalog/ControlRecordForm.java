package io.footfall.catalog;

/** The numbers that stand for kinds in stored control records; they never change. */
final class ControlRecordForm {
    static final byte VERSION = 1;
    static final byte PINNED = 1;
    static final byte UNPINNED = 2;
    static final byte MOVED = 3;

    private ControlRecordForm() {}
}
