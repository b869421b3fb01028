package io.footfall.timeline;

/** Events side by side, known by their places: those that came lately ({@link Columns}), and those that are packed ({@link Packed}). */
abstract sealed class Events permits Columns, Packed {
    /** When each happened, in milliseconds since 1970 UTC. */
    final long[] timestamps;

    /** What tells a second delivery; none where none can come any more. */
    final long[] fingerprints;

    /** What tells that a second delivery says something else; as many as there are fingerprints. */
    final short[] contents;

    Events(long[] timestamps, long[] fingerprints, short[] contents) {
        this.timestamps = timestamps;
        this.fingerprints = fingerprints;
        this.contents = contents;
    }

    /** Whether a second delivery of an event is known. */
    boolean areKnownAgain() {
        return fingerprints.length > 0;
    }

    /** The place of an event in the log. */
    abstract long sequence(int index);

    /** The number of an event's name. */
    abstract int name(int index);

    /** The code of an event's type. */
    abstract byte type(int index);

    /** How long after it happened an event arrived, in milliseconds; negative if before. */
    abstract long receivedAfter(int index);

    /** The number of an event's value under a path; {@link Vocabulary#NONE} if it has none. */
    abstract int value(int index, int path);

    /** Hands over each path and value number of an event. */
    abstract void forEach(int index, EventView.Pairs pairs);
}
