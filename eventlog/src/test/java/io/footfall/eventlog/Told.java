package io.footfall.eventlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Opens logs over a simulated disk and reads what they tell. */
final class Told {
    private Told() {}

    static EventLog open(SimulatedDisk disk) throws IOException {
        return open(disk, LogStart.BEGINNING);
    }

    static EventLog open(SimulatedDisk disk, LogStart start) throws IOException {
        return EventLog.open(disk, Samples.SMALL, Samples.CLOCK, () -> 0, () -> {}, start);
    }

    static List<Committed> replay(EventLog log) {
        List<Committed> all = new ArrayList<>();
        log.replay(all::add);
        return all;
    }

    static List<Committed> replay(SimulatedDisk disk) throws IOException {
        try (EventLog log = open(disk)) {
            return replay(log);
        }
    }
}
