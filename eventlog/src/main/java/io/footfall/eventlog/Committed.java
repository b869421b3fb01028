package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import java.util.List;

/**
 * An {@link Append} that is safe on disk, with its place in the log.
 *
 * <p>Event {@code i} has the sequence {@code firstSequence + i}; then each control record takes one. Quarantined items
 * take none.
 *
 * @param firstSequence the sequence of the first event or control; if there is neither, the one the next would get
 * @param events the events, in order
 * @param quarantined the items set aside
 * @param controls the control records, in order
 */
public record Committed(
        long firstSequence, List<Event> events, List<QuarantinedItem> quarantined, List<byte[]> controls) {

    /** The last sequence it took; one less than the first if it took none. */
    public long lastSequence() {
        return firstSequence + events.size() + controls.size() - 1;
    }

    /** Appends a form of it that {@link #read} reads. */
    public void write(ByteSink sink) {
        sink.putLong(firstSequence);
        FrameBody.write(new Append(events, quarantined, controls), sink);
    }

    /**
     * Reads what {@link #write} wrote, all of {@code source}.
     *
     * @throws io.footfall.event.CorruptBytesException if the bytes are none
     */
    public static Committed read(ByteSource source) {
        return FrameBody.read(source.getLong(), source);
    }
}
