package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import io.footfall.event.Event;
import io.footfall.event.EventCodec;
import io.footfall.event.QuarantinedItem;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of one {@link Append}, version 1.
 *
 * <pre>
 *   byte    version
 *   varint  number of events; the events, as {@link EventCodec} writes them
 *   varint  number of quarantined items; each as text reason, text source, signed receivedAt, varint length, bytes
 *   varint  number of controls; each as varint length, bytes
 * </pre>
 */
final class FrameBody {
    private static final byte VERSION = 1;

    private FrameBody() {}

    static void write(Append append, ByteSink sink) {
        sink.put(VERSION);
        sink.putVarint(append.events().size());
        for (Event event : append.events()) {
            EventCodec.write(event, sink);
        }
        sink.putVarint(append.quarantined().size());
        for (QuarantinedItem item : append.quarantined()) {
            sink.putText(item.reason());
            sink.putText(item.source());
            sink.putSigned(item.receivedAt());
            putBytes(item.bytes(), sink);
        }
        sink.putVarint(append.controls().size());
        for (byte[] control : append.controls()) {
            putBytes(control, sink);
        }
    }

    /**
     * Reads what {@link #write} wrote, all of {@code source}.
     *
     * @throws CorruptBytesException if the bytes are none
     */
    static Committed read(long firstSequence, ByteSource source) {
        byte version = source.get();
        if (version != VERSION) {
            throw new CorruptBytesException("a frame of version " + version + "; this program reads up to " + VERSION);
        }
        int eventCount = source.getLength();
        List<Event> events = new ArrayList<>(eventCount);
        for (int i = 0; i < eventCount; i++) {
            events.add(EventCodec.read(source));
        }
        int quarantinedCount = source.getLength();
        List<QuarantinedItem> quarantined = new ArrayList<>(quarantinedCount);
        for (int i = 0; i < quarantinedCount; i++) {
            quarantined.add(
                    new QuarantinedItem(source.getText(), source.getText(), source.getSigned(), getBytes(source)));
        }
        int controlCount = source.getLength();
        List<byte[]> controls = new ArrayList<>(controlCount);
        for (int i = 0; i < controlCount; i++) {
            controls.add(getBytes(source));
        }
        if (source.remaining() > 0) {
            throw new CorruptBytesException(source.remaining() + " bytes too many in a frame");
        }
        return new Committed(firstSequence, events, quarantined, controls);
    }

    private static void putBytes(byte[] bytes, ByteSink sink) {
        sink.putVarint(bytes.length);
        sink.put(bytes, 0, bytes.length);
    }

    private static byte[] getBytes(ByteSource source) {
        int length = source.getLength();
        int from = source.skip(length);
        byte[] bytes = new byte[length];
        System.arraycopy(source.array(), from, bytes, 0, length);
        return bytes;
    }
}
