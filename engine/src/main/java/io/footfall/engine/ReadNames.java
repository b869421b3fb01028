package io.footfall.engine;

import io.footfall.question.Reads;
import io.footfall.timeline.Vocabulary;
import java.util.Arrays;

/** Says by the number of an event's name whether a question reads it. Owned by one thread. */
final class ReadNames {
    private static final byte UNKNOWN = 0;
    private static final byte READ = 1;
    private static final byte NOT_READ = 2;

    private final Vocabulary vocabulary;
    private final Reads reads;
    private byte[] verdicts = new byte[64];

    ReadNames(Vocabulary vocabulary, Reads reads) {
        this.vocabulary = vocabulary;
        this.reads = reads;
    }

    boolean reads(int name) {
        if (reads.everyName()) {
            return true;
        }
        if (name >= verdicts.length) {
            verdicts = Arrays.copyOf(verdicts, Math.max(name + 1, verdicts.length * 2));
        }
        if (verdicts[name] == UNKNOWN) {
            verdicts[name] = reads.names().contains(vocabulary.textOf(name)) ? READ : NOT_READ;
        }
        return verdicts[name] == READ;
    }
}
