package io.footfall.history.files;

import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What sealing a stretch of the log gave.
 *
 * @param events the file of its events; none if it had none
 * @param quarantined the file of its quarantined items; none if it had none
 * @param quarantinedCount how many items it set aside
 * @param controls its control records, in order
 * @param damage what of it could not be read
 * @param letGo the names of earlier files that are let go of
 */
public record SealedStretch(
        List<SealedFile> events,
        List<SealedFile> quarantined,
        long quarantinedCount,
        List<byte[]> controls,
        List<Damage> damage,
        Set<String> letGo) {
    /** Copies the set. */
    public SealedStretch {
        letGo = Set.copyOf(letGo);
    }

    /** The same, with all earlier files as they are. */
    SealedStretch lettingNothingGo() {
        return new SealedStretch(events, quarantined, quarantinedCount, controls, damage, Set.of());
    }

    /**
     * The manifest that lists it too.
     *
     * @param historyFrom what was let go of happened before
     * @param isNamed whether a snapshot names a file of some name
     */
    Manifest after(
            Manifest before, LogStart to, List<byte[]> allControls, long historyFrom, Predicate<String> isNamed) {
        List<SealedFile> kept = new ArrayList<>();
        Map<String, Integer> gone = new TreeMap<>(before.replaced());
        long rows = before.letGo();
        for (SealedFile file : before.events()) {
            if (letGo.contains(file.name())) {
                gone.put(file.name(), file.checksum());
                rows += file.rows();
            } else {
                kept.add(file);
            }
        }
        gone.keySet().removeIf(isNamed.negate());
        return new Manifest(
                before.generation() + 1,
                to,
                joined(kept, events),
                joined(before.quarantined(), quarantined),
                before.quarantinedCount() + quarantinedCount,
                allControls,
                joined(before.damage(), damage),
                gone,
                historyFrom,
                rows);
    }

    /** This alone as a manifest, in which form it travels between processes; files that are let go of are named among those replaced. */
    Manifest alone(LogStart to) {
        Map<String, Integer> named = new TreeMap<>();
        letGo.forEach(name -> named.put(name, 0));
        return new Manifest(0, to, events, quarantined, quarantinedCount, controls, damage, named, 0, 0);
    }

    /** What {@link #alone} says. */
    static SealedStretch of(Manifest alone) {
        return new SealedStretch(
                alone.events(),
                alone.quarantined(),
                alone.quarantinedCount(),
                alone.controls(),
                alone.damage(),
                alone.replaced().keySet());
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }
}
