package io.footfall.engine;

import io.footfall.question.Memo;
import io.footfall.question.Reads;
import io.footfall.timeline.Vocabulary;

/** Says by the number of an event's name whether a question reads it. Owned by one thread. */
final class ReadNames {
    private final boolean everyName;
    private final Memo isRead;

    ReadNames(Vocabulary vocabulary, Reads reads) {
        this.everyName = reads.everyName();
        this.isRead = new Memo(number -> reads.names().contains(vocabulary.textOf(number)));
    }

    boolean reads(int name) {
        return everyName || isRead.test(name);
    }
}
