package io.footfall.app;

import io.footfall.question.Instants;
import io.footfall.reconcile.ReportedIncident;
import io.footfall.simulate.Incident;
import io.footfall.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file of incidents, one object a line: what happened, when it began, and the row of a question in which it should show. */
final class IncidentLines {
    private static final Set<String> FIELDS = Set.of("what", "began", "question", "row");

    private IncidentLines() {}

    static void write(List<Incident> incidents, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Incident incident : incidents) {
            JsonText json = new JsonText().startObject();
            json.key("what").text(incident.what()).key("began").text(String.valueOf(incident.began()));
            json.key("question").text(incident.question()).key("row").text(incident.row());
            lines.append(json.endObject()).append('\n');
        }
        Files.writeString(file, lines);
    }

    /**
     * Reads a file.
     *
     * @throws io.footfall.question.InvalidQuestionException if a line is no incident, naming it
     */
    static List<ReportedIncident> read(Path file) throws IOException {
        List<ReportedIncident> incidents = new ArrayList<>();
        for (ObjectLines.Line line : ObjectLines.read(file, FIELDS)) {
            incidents.add(new ReportedIncident(
                    line.required("what"),
                    Instants.millis(line.place() + ": began", line.required("began"), ZoneOffset.UTC),
                    line.required("question"),
                    line.fields().getOrDefault("row", "")));
        }
        return incidents;
    }
}
