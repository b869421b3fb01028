package io.footfall.app;

import io.footfall.question.InvalidQuestionException;
import io.footfall.wire.FlatObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small file with a flat JSON object a line. */
final class ObjectLines {
    private static final int BYTES_MAX = 1_000_000;

    private ObjectLines() {}

    /**
     * The object of one line.
     *
     * @param fields its fields as texts
     * @param place where it stands, for messages
     */
    record Line(Map<String, String> fields, String place) {
        /**
         * The text of a field.
         *
         * @throws InvalidQuestionException if it is not there
         */
        String required(String field) {
            String text = fields.get(field);
            if (text == null) {
                throw new InvalidQuestionException("invalid_question", place + ": " + field + " is missing");
            }
            return text;
        }
    }

    /**
     * Reads the lines that are not blank.
     *
     * @param fields the fields that are read; others are left out
     * @throws InvalidQuestionException if the file is too large, or a line is no object, naming it
     */
    static List<Line> read(Path file, Set<String> fields) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new InvalidQuestionException(
                    "invalid_question", file + ": has " + Files.size(file) + " bytes, the limit is " + BYTES_MAX);
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                String place = file + ", line " + number;
                lines.add(new Line(
                        FlatObject.read(line.getBytes(StandardCharsets.UTF_8), fields)
                                .orElseThrow(() -> new InvalidQuestionException(
                                        "invalid_question", place + ": this is no JSON object")),
                        place));
            }
        }
        return lines;
    }
}
