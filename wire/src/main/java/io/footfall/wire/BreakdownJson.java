package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Breakdown;
import io.footfall.question.Paths;
import java.io.IOException;
import java.util.Optional;

/** Reads and writes by which property an answer is split: the fields {@code by} and {@code limit}. */
final class BreakdownJson {
    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 1_000;

    private BreakdownJson() {}

    static Optional<Breakdown> read(Fields fields) {
        Optional<JsonTree> by = fields.take("by");
        int limit = fields.whole("limit", 1, LIMIT_MAX, LIMIT);
        if (by.isEmpty()) {
            if (fields.has("limit")) {
                throw Fields.invalid("\"limit\" says how many values of \"by\" have rows; there is no \"by\"");
            }
            return Optional.empty();
        }
        if (by.get() instanceof JsonTree.ObjectTree) {
            throw Fields.notYet("attribution, an object as \"by\", is not there yet; expected a path");
        }
        String path = Fields.textOf(fields.place("by"), by.get());
        Paths.check(path);
        if (Paths.isInstant(path)) {
            throw Fields.invalid("\"by\" is " + path
                    + "; to break down by time expected an interval, timestamp.hour or timestamp.weekday");
        }
        return Optional.of(new Breakdown(path, limit));
    }

    static void write(Optional<Breakdown> by, JsonGenerator json) throws IOException {
        if (by.isPresent()) {
            json.writeStringField("by", by.get().path());
            if (by.get().limit() != LIMIT) {
                json.writeNumberField("limit", by.get().limit());
            }
        }
    }
}
