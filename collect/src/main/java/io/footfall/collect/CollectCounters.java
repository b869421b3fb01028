package io.footfall.collect;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What collecting has done since the start. Counted by many threads, read by any. */
public final class CollectCounters {
    private final LongAdder admitted = new LongAdder();
    private final LongAdder fallenBack = new LongAdder();
    private final LongAdder internal = new LongAdder();
    private final LongAdder refusedKeys = new LongAdder();
    private final Map<Reason, LongAdder> quarantined = new EnumMap<>(Reason.class);
    private final Map<Collected.Refusal, LongAdder> refused = new EnumMap<>(Collected.Refusal.class);

    CollectCounters() {
        for (Reason reason : Reason.values()) {
            quarantined.put(reason, new LongAdder());
        }
        for (Collected.Refusal refusal : Collected.Refusal.values()) {
            refused.put(refusal, new LongAdder());
        }
    }

    /** Events in the log. Second deliveries are among them: the timelines find those. */
    public long admitted() {
        return admitted.sum();
    }

    /** Items set aside, safe in the log, for one reason. */
    public long quarantined(Reason reason) {
        return count(quarantined.get(reason));
    }

    /** Admitted events that carried an id which is none, and count under their other one. */
    public long fallenBack() {
        return fallenBack.sum();
    }

    /** Events of the company's own people and machines, which are kept nowhere. */
    public long internal() {
        return internal.sum();
    }

    /** Bodies refused as a whole. */
    public long refused(Collected.Refusal refusal) {
        return count(refused.get(refusal));
    }

    /** Requests refused for their key. */
    public long refusedKeys() {
        return refusedKeys.sum();
    }

    void countTaken(Judged judged) {
        admitted.add(judged.events().size());
        fallenBack.add(judged.fallenBack());
        internal.add(judged.internal().size());
        for (Collected.Failure failure : judged.failures()) {
            increment(quarantined.get(failure.reason()));
        }
    }

    void countRefused(Collected.Refusal refusal) {
        increment(refused.get(refusal));
    }

    void countRefusedKey() {
        refusedKeys.increment();
    }

    private static long count(@Nullable LongAdder counter) {
        return counter == null ? 0 : counter.sum();
    }

    private static void increment(@Nullable LongAdder counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
