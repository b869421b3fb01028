package io.footfall.connect.repair;

import io.footfall.collect.Reason;
import io.footfall.collect.Rehearsal;
import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.ObjectItems;
import io.footfall.connect.files.Outcome;
import io.footfall.connect.files.SetAsideRows;
import io.footfall.wire.FlatObject;
import io.footfall.wire.RepairBody;
import io.footfall.wire.StampedItem;
import io.footfall.wire.dialect.EventList;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of what was set aside, by a mapping or as it is, and judges them as collecting them would.
 *
 * <p>What it makes of one thing has the same id each time, its own if it has one, or else the one that it would get if it were read again,
 * so that it counts once however often it is sent and read. All rows of a file have to come by, in their order. For one thread.
 */
public final class Repair {
    private static final Set<String> OWN = Set.of("messageId", "timestamp", "originalTimestamp");

    private final Clock clock;
    private final Rehearsal rehearsal;
    private final @Nullable SetAsideRows rows;
    private final @Nullable ObjectItems objects;

    /**
     * A repair by a mapping; without one, things are judged again as they are.
     *
     * @param historyFrom from when on history is kept, in milliseconds since 1970 UTC; 0 if all is
     * @throws IllegalArgumentException if the mapping groups rows
     */
    public Repair(Optional<Mapping> mapping, long historyFrom, Clock clock) {
        this.clock = clock;
        this.rehearsal = new Rehearsal(historyFrom);
        this.rows = mapping.map(SetAsideRows::new).orElse(null);
        this.objects = mapping.orElse(null) instanceof Mapping.OfRows ofRows ? new ObjectItems(ofRows) : null;
    }

    /** What becomes of something that was set aside. */
    public sealed interface Mended {
        /** It is an event now. */
        record Ready(byte[] item) implements Mended {}

        /** The mapping says that it is to be none. */
        record LeftOut() implements Mended {}

        /** It is none even now. */
        record Failing(String reason, String detail) implements Mended {}
    }

    /** Mends one thing. */
    public Mended mend(AsideItem aside) {
        try {
            Optional<Outcome> outcome = EventList.isObject(aside.bytes()) ? object(aside) : row(aside);
            if (outcome.isEmpty()) {
                return new Mended.LeftOut();
            }
            return switch (outcome.get()) {
                case Outcome.Bad bad -> new Mended.Failing(bad.reason().code(), bad.detail());
                case Outcome.Item item -> judged(item.json(), aside);
            };
        } catch (MappingException e) {
            return new Mended.Failing("wrong_columns", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Mended.Failing("bad_text", String.valueOf(e.getMessage()));
        }
    }

    private Mended judged(byte[] item, AsideItem aside) {
        Optional<Reason> reason = rehearsal.judge(item, aside.source(), clock.millis());
        return reason.isEmpty()
                ? new Mended.Ready(item)
                : new Mended.Failing(reason.get().code(), reason.get().words());
    }

    private Optional<Outcome> row(AsideItem aside) throws IOException, MappingException {
        if (!aside.isRow()) {
            return Optional.of(new Outcome.Bad(
                    1, Outcome.BadReason.BAD_JSON, "it is no JSON object, so no mapping can read it", aside.bytes()));
        }
        return rows != null
                ? rows.of(aside.source() + " " + aside.file(), aside.bytes())
                : Optional.of(new Outcome.Bad(
                        1, Outcome.BadReason.NO_EVENT, "a row needs a mapping: give --map", aside.bytes()));
    }

    private Optional<Outcome> object(AsideItem aside) {
        Map<String, String> own = FlatObject.read(aside.bytes(), OWN).orElse(Map.of());
        String id = aside.recordId()
                .orElseGet(() -> own.getOrDefault("messageId", "quarantined-" + RepairBody.written(aside.id())));
        Instant receivedAt = Instant.ofEpochMilli(aside.receivedAt());
        if (objects != null) {
            return objects.of(aside.bytes(), Map.of("$received_at", receivedAt.toString()), id);
        }
        // One that says when it happened has an id of what it says, the same as when it is sent again.
        boolean hasTime = own.containsKey("timestamp") || own.containsKey("originalTimestamp");
        byte[] item = hasTime ? aside.bytes() : StampedItem.of(aside.bytes(), id, Optional.of(receivedAt));
        return Optional.of(new Outcome.Item(1, item));
    }
}
