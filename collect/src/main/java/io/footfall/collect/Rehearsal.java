package io.footfall.collect;

import io.footfall.wire.ClientTime;
import io.footfall.wire.EventParser;
import io.footfall.wire.SentBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Judges items as collecting them would, and takes none. Not thread-safe. */
public final class Rehearsal {
    private final EventParser parser = new EventParser(1);
    private final Admission admission;

    /**
     * Judges as of now.
     *
     * @param historyFrom from when on history is kept, in milliseconds since 1970 UTC; 0 if all is
     */
    public Rehearsal(long historyFrom) {
        this.admission = new Admission(CollectConfig.DEFAULTS.itemBytesMax(), () -> historyFrom);
    }

    /**
     * Why an item would be set aside; empty if it would be admitted.
     *
     * @param source where it comes from
     * @param receivedAt when it would be collected, in milliseconds since 1970 UTC
     */
    public Optional<Reason> judge(byte[] item, String source, long receivedAt) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(item.length + 16);
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(item);
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        if (!(parser.parseBatch(body.toByteArray()) instanceof SentBody.Items items)
                || items.items().size() != 1) {
            return Optional.of(Reason.BAD_JSON);
        }
        Arrival arrival = new Arrival(source, receivedAt, ClientTime.ABSENT, true, null, Sender.NOBODY);
        return admission.judge(items.items().getFirst(), arrival) instanceof Verdict.Quarantined(Reason reason)
                ? Optional.of(reason)
                : Optional.empty();
    }
}
