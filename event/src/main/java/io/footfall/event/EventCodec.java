package io.footfall.event;

import org.jspecify.annotations.Nullable;

/**
 * The stored form of an {@link Event}, version 1.
 *
 * <pre>
 *   byte    version
 *   byte    type
 *   8 bytes timestamp, milliseconds since 1970 UTC
 *   signed  receivedAt − timestamp
 *   text    name, source, messageId
 *   byte    which of userId (1), anonymousId (2), previousId (4) follow
 *   text    those, in that order
 *   varint  length of the document, and the document
 * </pre>
 *
 * Writing uses the newest version; reading accepts every one there ever was.
 */
public final class EventCodec {
    private static final byte VERSION = 1;

    private EventCodec() {}

    /** Appends the stored form of {@code event}. */
    public static void write(Event event, ByteSink sink) {
        sink.put(VERSION);
        sink.put(event.type().code());
        sink.putLong(event.timestamp());
        sink.putSigned(event.receivedAt() - event.timestamp());
        sink.putText(event.name());
        sink.putText(event.source());
        sink.putText(event.messageId());
        sink.put((event.userId() != null ? 1 : 0)
                | (event.anonymousId() != null ? 2 : 0)
                | (event.previousId() != null ? 4 : 0));
        putIfPresent(event.userId(), sink);
        putIfPresent(event.anonymousId(), sink);
        putIfPresent(event.previousId(), sink);
        byte[] document = event.document().bytes();
        sink.putVarint(document.length);
        sink.put(document, 0, document.length);
    }

    /**
     * Reads one event.
     *
     * @throws CorruptBytesException if the bytes are none
     */
    public static Event read(ByteSource source) {
        byte version = source.get();
        if (version != VERSION) {
            throw new CorruptBytesException("an event of version " + version + "; this program reads up to " + VERSION);
        }
        EventType type = EventType.of(source.get());
        long timestamp = source.getLong();
        long receivedAt = timestamp + source.getSigned();
        String name = source.getText();
        String from = source.getText();
        String messageId = source.getText();
        byte ids = source.get();
        String userId = (ids & 1) != 0 ? source.getText() : null;
        String anonymousId = (ids & 2) != 0 ? source.getText() : null;
        String previousId = (ids & 4) != 0 ? source.getText() : null;
        if (userId == null && anonymousId == null) {
            throw new CorruptBytesException("an event that nobody did");
        }
        int length = source.getLength();
        int start = source.skip(length);
        byte[] document = new byte[length];
        System.arraycopy(source.array(), start, document, 0, length);
        return new Event(
                type,
                name,
                from,
                messageId,
                userId,
                anonymousId,
                previousId,
                timestamp,
                receivedAt,
                new PackedDocument(document));
    }

    private static void putIfPresent(@Nullable String text, ByteSink sink) {
        if (text != null) {
            sink.putText(text);
        }
    }
}
