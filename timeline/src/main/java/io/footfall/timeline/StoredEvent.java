package io.footfall.timeline;

import io.footfall.event.DocumentReader;

/** An event as it lies stored. Whoever reads events hands over one object for all of them, which says the next one each time. */
public interface StoredEvent {
    /** Its place in the log. */
    long sequence();

    /** When it happened, in milliseconds since 1970 UTC. */
    long timestamp();

    /** When it arrived, in milliseconds since 1970 UTC. */
    long receivedAt();

    /** The word that stands for its type. */
    Utf8 type();

    /** Its name. */
    Utf8 name();

    /** Where it came from. */
    Utf8 source();

    /** Its id there; nothing where it is not read. */
    Utf8 messageId();

    /** The user id it carried; nothing without. */
    Utf8 userId();

    /** The anonymous id it carried; nothing without. */
    Utf8 anonymousId();

    /** The id before, of an alias call; nothing without. */
    Utf8 previousId();

    /** Walks what is read of its document. */
    void walk(DocumentReader.Visitor visitor);
}
