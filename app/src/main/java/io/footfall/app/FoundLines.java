package io.footfall.app;

import io.footfall.question.Instants;
import io.footfall.reconcile.Find;
import io.footfall.reconcile.ReportedIncident;
import io.footfall.reconcile.Watched;
import io.footfall.simulate.Repair;
import io.footfall.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of what was found, one object a line: what had gone wrong, and when live answers and the batch showed it. */
final class FoundLines {
    private static final Set<String> FIELDS = Set.of("what", "live", "batch");

    private FoundLines() {}

    static void write(Watched watched, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ReportedIncident incident : watched.incidents()) {
            JsonText json = new JsonText().startObject().key("what").text(incident.what());
            Optional<Find> find = watched.firstOf(incident);
            if (find.isPresent() && find.get().liveSecond().isPresent()) {
                json.key("live")
                        .text(Instant.ofEpochSecond(find.get().liveSecond().getAsLong())
                                .toString());
            }
            if (find.isPresent() && find.get().isInBatch()) {
                json.key("batch")
                        .text(Instant.ofEpochSecond(watched.batchSecond()).toString());
            }
            lines.append(json.endObject()).append('\n');
        }
        Files.writeString(file, lines);
    }

    /**
     * Reads a file.
     *
     * @param reaction how long after something is found it is put right
     * @throws io.footfall.question.InvalidQuestionException if a line is nothing that was found, naming it
     */
    static List<Repair> read(Path file, Duration reaction) throws IOException {
        List<Repair> repairs = new ArrayList<>();
        for (ObjectLines.Line line : ObjectLines.read(file, FIELDS)) {
            repairs.add(new Repair(
                    line.required("what"), instant(line, "live", reaction), instant(line, "batch", reaction)));
        }
        return repairs;
    }

    private static Optional<Instant> instant(ObjectLines.Line line, String field, Duration reaction) {
        return Optional.ofNullable(line.fields().get(field))
                .map(text -> Instants.millis(line.place() + ": " + field, text, ZoneOffset.UTC))
                .map(millis -> Instant.ofEpochMilli(millis).plus(reaction));
    }
}
