package io.footfall.app;

import io.footfall.question.Instants;
import io.footfall.question.InvalidQuestionException;
import io.footfall.reconcile.ReportedIncident;
import io.footfall.simulate.Incident;
import io.footfall.wire.FlatObject;
import io.footfall.wire.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A file of incidents, one object a line: what happened, when it began, and the row of a question in which it should show. */
final class IncidentLines {
    private static final int BYTES_MAX = 1_000_000;
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
     * @throws InvalidQuestionException if a line is no incident, naming it
     */
    static List<ReportedIncident> read(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw wrong(file, "has " + Files.size(file) + " bytes, the limit is " + BYTES_MAX);
        }
        List<ReportedIncident> incidents = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                incidents.add(incident(line, file, number));
            }
        }
        return incidents;
    }

    private static ReportedIncident incident(String line, Path file, int number) {
        Map<String, String> fields = FlatObject.read(line.getBytes(StandardCharsets.UTF_8), FIELDS)
                .orElseThrow(() -> wrong(file, "line " + number + " is no JSON object"));
        String place = file + ", line " + number + ": ";
        for (String field : List.of("what", "began", "question")) {
            if (!fields.containsKey(field)) {
                throw new InvalidQuestionException("invalid_question", place + field + " is missing");
            }
        }
        return new ReportedIncident(
                fields.getOrDefault("what", ""),
                Instants.millis(place + "began", fields.getOrDefault("began", ""), ZoneOffset.UTC),
                fields.getOrDefault("question", ""),
                fields.getOrDefault("row", ""));
    }

    private static InvalidQuestionException wrong(Path file, String message) {
        return new InvalidQuestionException("invalid_question", file + ": " + message);
    }
}
