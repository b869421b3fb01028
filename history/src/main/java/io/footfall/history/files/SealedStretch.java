package io.footfall.history.files;

import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What sealing a stretch of the log gave.
 *
 * @param events the file of its events; none if it had none
 * @param quarantined the file of its quarantined items; none if it had none
 * @param quarantinedCount how many items it set aside
 * @param controls its control records, in order
 * @param damage what of it could not be read
 */
public record SealedStretch(
        List<SealedFile> events,
        List<SealedFile> quarantined,
        long quarantinedCount,
        List<byte[]> controls,
        List<Damage> damage) {

    /** The manifest that lists it too, in the form in which it also travels between processes. */
    Manifest after(Manifest before, LogStart to, List<byte[]> allControls) {
        return new Manifest(
                before.generation() + 1,
                to,
                joined(before.events(), events),
                joined(before.quarantined(), quarantined),
                before.quarantinedCount() + quarantinedCount,
                allControls,
                joined(before.damage(), damage),
                before.replaced());
    }

    /** This alone as a manifest. */
    Manifest alone(LogStart to) {
        return new Manifest(0, to, events, quarantined, quarantinedCount, controls, damage, Map.of());
    }

    /** What {@link #alone} says. */
    static SealedStretch of(Manifest alone) {
        return new SealedStretch(
                alone.events(), alone.quarantined(), alone.quarantinedCount(), alone.controls(), alone.damage());
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }
}
