package io.footfall.reconcile;

import io.footfall.question.Range;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What was found on a day, live and by the batch after it.
 *
 * @param zone the zone of its calendar
 * @param day the day
 * @param batchSecond when the batch ran, in seconds since 1970 UTC
 * @param step how exactly it is told since when a number was too high
 * @param daysBefore how many days before the day say what is ordinary
 * @param judged how many numbers of the day were judged
 * @param finds what left the ordinary, in the order in which it was found
 * @param incidents what is known to have gone wrong
 */
public record Watched(
        ZoneId zone,
        Range day,
        long batchSecond,
        Duration step,
        int daysBefore,
        long judged,
        List<Find> finds,
        List<ReportedIncident> incidents) {
    /** Copies the lists. */
    public Watched {
        finds = List.copyOf(finds);
        incidents = List.copyOf(incidents);
    }

    /** The first find that is of an incident. */
    public Optional<Find> firstOf(ReportedIncident incident) {
        return finds.stream().filter(incident::isBehind).findFirst();
    }

    /** The finds of which no incident is known: false ones, or ones that nobody knew. */
    public List<Find> others() {
        return finds.stream()
                .filter(find -> incidents.stream().noneMatch(incident -> incident.isBehind(find)))
                .toList();
    }
}
