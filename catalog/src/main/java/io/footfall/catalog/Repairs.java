package io.footfall.catalog;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which quarantined items were repaired, by their ids, and how many there ever were. One thread adds, any reads.
 *
 * <p>Only the newest {@value #KEPT_MAX} ids are remembered: ten times as many as sealed files keep items. One that is forgotten and
 * repaired again would be the same event again, which the timelines know.
 */
public final class Repairs {
    static final int KEPT_MAX = 100_000;

    private final Object lock = new Object();
    // Guarded by lock.
    private final LinkedHashSet<Long> ids = new LinkedHashSet<>();
    private long forgotten;

    void add(ControlRecord.Repaired repaired) {
        synchronized (lock) {
            forgotten += repaired.before();
            for (Long id : repaired.ids()) {
                if (ids.add(id) && ids.size() > KEPT_MAX) {
                    Iterator<Long> oldest = ids.iterator();
                    oldest.next();
                    oldest.remove();
                    forgotten++;
                }
            }
        }
    }

    /** Whether an item was repaired. */
    public boolean has(long id) {
        synchronized (lock) {
            return ids.contains(id);
        }
    }

    /** How many items ever were. */
    public long count() {
        synchronized (lock) {
            return forgotten + ids.size();
        }
    }

    /** All of it as one record. */
    ControlRecord.Repaired record() {
        synchronized (lock) {
            return new ControlRecord.Repaired(forgotten, List.copyOf(ids));
        }
    }
}
