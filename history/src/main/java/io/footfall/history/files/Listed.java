package io.footfall.history.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The manifest that is listed now, those that somebody holds still, and the files that are listed no more and lie there still. For any
 * thread.
 */
final class Listed {
    private final Object lock = new Object();

    // Guarded by the lock.
    private final Map<Object, Manifest> held = new HashMap<>();
    private final Map<Object, Set<String>> read = new HashMap<>();

    private Manifest manifest = Manifest.EMPTY;

    /** When each of them was replaced, in milliseconds since 1970 UTC. */
    private final Map<String, Long> replaced = new HashMap<>();

    Manifest now() {
        synchronized (lock) {
            return manifest;
        }
    }

    /** Lists these from now on. */
    void list(Manifest next) {
        synchronized (lock) {
            manifest = next;
        }
    }

    /** Lists these from now on, and takes note of files that are listed no more. */
    void list(Manifest next, long nowMillis) {
        synchronized (lock) {
            Set<String> gone = new HashSet<>(manifest.names());
            gone.removeAll(next.names());
            gone.forEach(name -> replaced.put(name, nowMillis));
            manifest = next;
        }
    }

    void hold(Object holder) {
        synchronized (lock) {
            held.put(holder, manifest);
        }
    }

    Manifest heldBy(Object holder) {
        synchronized (lock) {
            return held.getOrDefault(holder, manifest);
        }
    }

    void release(Object holder) {
        synchronized (lock) {
            held.remove(holder);
        }
    }

    /** Holds the files that are listed now, whatever is listed later; but not the log. */
    Manifest read(Object reader) {
        synchronized (lock) {
            read.put(reader, manifest.names());
            return manifest;
        }
    }

    /** From now on holds only these. */
    void read(Object reader, Set<String> names) {
        synchronized (lock) {
            read.put(reader, names);
        }
    }

    void readNoMore(Object reader) {
        synchronized (lock) {
            read.remove(reader);
        }
    }

    /** Whether somebody holds a manifest of another place in the log. */
    boolean isLogHeld() {
        synchronized (lock) {
            return held.values().stream().anyMatch(each -> !each.sealed().equals(manifest.sealed()));
        }
    }

    /** The files that were replaced before an instant, and that nobody holds. */
    List<String> unread(long beforeMillis) {
        synchronized (lock) {
            Set<String> inUse = new HashSet<>();
            held.values().forEach(each -> inUse.addAll(each.names()));
            read.values().forEach(inUse::addAll);
            List<String> unread = new ArrayList<>();
            replaced.forEach((name, since) -> {
                if (since <= beforeMillis && !inUse.contains(name)) {
                    unread.add(name);
                }
            });
            return unread;
        }
    }

    void deleted(String name) {
        synchronized (lock) {
            replaced.remove(name);
        }
    }

    /** How many files lie there that are listed no more. */
    int replacedCount() {
        synchronized (lock) {
            return replaced.size();
        }
    }
}
