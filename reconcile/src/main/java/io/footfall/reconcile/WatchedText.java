package io.footfall.reconcile;

import io.footfall.question.Instants;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes what was found on a day for people. */
public final class WatchedText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String GAP = "  ";

    private WatchedText() {}

    /** The day, its incidents if some are known, and what else was found. */
    public static String write(Watched watched) {
        StringBuilder text = new StringBuilder(200)
                .append(Instants.written(watched.day().from(), watched.zone()), 0, 10)
                .append(" in ")
                .append(watched.zone().getId())
                .append(", as it was received and as the batch saw it at ")
                .append(Instants.written(watched.batchSecond() * 1000, watched.zone()))
                .append("\nfound is: under half the lowest or over twice the highest of the same time of day in the ")
                .append(watched.daysBefore())
                .append(" days before, by at least ")
                .append(OrdinaryRange.LEAST)
                .append("\n\n");
        if (!watched.incidents().isEmpty()) {
            incidents(watched, text);
        }
        others(watched, text);
        return text.toString();
    }

    private static void incidents(Watched watched, StringBuilder text) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("what went wrong", "began", "live", "batch", "earlier", "as seen in"));
        for (ReportedIncident incident : watched.incidents()) {
            Optional<Find> find = watched.firstOf(incident);
            lines.add(line(incident.what(), clock(watched, incident.began()), find, watched));
        }
        table(lines, text);
        long live = watched.incidents().stream()
                .flatMap(incident -> watched.firstOf(incident).stream())
                .filter(find -> find.liveSecond().isPresent())
                .count();
        text.append('\n')
                .append(live)
                .append(" of ")
                .append(watched.incidents().size())
                .append(" were found live, before the batch\n");
    }

    private static void others(Watched watched, StringBuilder text) {
        List<Find> others = watched.others();
        String besides = watched.incidents().isEmpty() ? "" : "besides them, ";
        text.append(besides)
                .append(others.isEmpty() ? "nothing" : others.size() + " rows")
                .append(" left the ordinary, of ")
                .append(watched.judged())
                .append(" numbers that were judged\n");
        if (!others.isEmpty()) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of("found", "from", "live", "batch", "earlier", "as seen in"));
            others.forEach(find -> lines.add(line(
                    find.isAbove() ? "too high" : "too low",
                    clock(watched, find.interval().from()),
                    Optional.of(find),
                    watched)));
            table(lines, text);
        }
    }

    private static List<String> line(String what, String from, Optional<Find> found, Watched watched) {
        if (found.isEmpty()) {
            return List.of(what, from, "-", "-", "", "");
        }
        Find find = found.get();
        String live =
                find.liveSecond().isPresent() ? clock(watched, find.liveSecond().getAsLong() * 1000) : "-";
        String batch = find.isInBatch() ? clock(watched, watched.batchSecond() * 1000) : "-";
        String earlier = find.liveSecond().isPresent() && find.isInBatch()
                ? hours(watched.batchSecond() - find.liveSecond().getAsLong())
                : "";
        String seen = find.question() + (find.row().isEmpty() ? "" : " " + find.row()) + ": "
                + written(find.number()) + " from "
                + clock(watched, find.interval().from()) + " on, before "
                + written(find.lowest()) + " to " + written(find.highest());
        return List.of(what, from, live, batch, earlier, seen);
    }

    private static void table(List<List<String>> lines, StringBuilder text) {
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                row.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(GAP);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    /** The time of day; with a day after the one that was watched, that one too. */
    private static String clock(Watched watched, long millis) {
        String time = CLOCK.format(Instant.ofEpochMilli(millis).atZone(watched.zone()));
        return millis < watched.day().to() ? time : time + " next day";
    }

    private static String hours(long seconds) {
        return seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    private static String written(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
