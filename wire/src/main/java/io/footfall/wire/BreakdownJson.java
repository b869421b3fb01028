package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Attribution;
import io.footfall.question.Attribution.Touch;
import io.footfall.question.Breakdown;
import io.footfall.question.Paths;
import io.footfall.question.Selector;
import io.footfall.question.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Reads and writes by which property an answer is split: the fields {@code by} and {@code limit}. */
final class BreakdownJson {
    private static final String BY = "by";
    private static final String PROPERTY = "property";
    private static final String OF = "of";
    private static final String TOUCH = "touch";
    private static final String WITHIN = "within";
    private static final String NO_LIMIT = "none";
    private static final Map<String, Touch> TOUCHES = Fields.words(Touch.values(), Touch::word);
    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 1_000;

    private BreakdownJson() {}

    static Optional<Breakdown> read(Fields fields, ZoneId zone) {
        Optional<JsonTree> by = fields.take(BY);
        int limit = fields.whole("limit", 1, LIMIT_MAX, LIMIT);
        if (by.isEmpty()) {
            if (fields.has("limit")) {
                throw Fields.invalid("\"limit\" says how many values of \"by\" have rows; there is no \"by\"");
            }
            return Optional.empty();
        }
        if (by.get() instanceof JsonTree.ObjectTree) {
            return Optional.of(attributed(Fields.of(fields.place(BY), by.get()), limit, zone));
        }
        return Optional.of(new Breakdown(path(fields.place(BY), Fields.textOf(fields.place(BY), by.get())), limit));
    }

    private static Breakdown attributed(Fields by, int limit, ZoneId zone) {
        String path = path(by.place(PROPERTY), by.requiredText(PROPERTY));
        JsonTree of = by.take(OF).orElseThrow(() -> by.missing(OF, "an object that says which events are touches"));
        Fields touches = Fields.of(by.place(OF), of);
        Selector selector = SelectorJson.read(touches, zone);
        touches.end();
        Touch touch = by.word(TOUCH, TOUCHES, Touch.LAST);
        Optional<Duration> within = by.text(WITHIN)
                .filter(written -> !written.equals(NO_LIMIT))
                .map(written -> Duration.ofSeconds(Durations.seconds(by.place(WITHIN), written)));
        by.end();
        return new Breakdown(path, limit, Optional.of(new Attribution(selector, touch, within)));
    }

    private static String path(String place, String path) {
        Paths.check(path);
        if (Paths.isInstant(path)) {
            throw Fields.invalid("\"" + place + "\" is " + path
                    + "; to break down by time expected an interval, timestamp.hour or timestamp.weekday");
        }
        return path;
    }

    static void write(Optional<Breakdown> by, JsonGenerator json) throws IOException {
        if (by.isPresent()) {
            write(by.get(), json);
            if (by.get().limit() != LIMIT) {
                json.writeNumberField("limit", by.get().limit());
            }
        }
    }

    private static void write(Breakdown by, JsonGenerator json) throws IOException {
        if (by.attribution().isEmpty()) {
            json.writeStringField(BY, by.path());
            return;
        }
        Attribution attribution = by.attribution().get();
        json.writeObjectFieldStart(BY);
        json.writeStringField(PROPERTY, by.path());
        json.writeObjectFieldStart(OF);
        SelectorJson.write(attribution.of(), json);
        json.writeEndObject();
        json.writeStringField(TOUCH, attribution.touch().word());
        if (attribution.within().isPresent()) {
            json.writeStringField(
                    WITHIN, Words.duration(attribution.within().get().toSeconds()));
        }
        json.writeEndObject();
    }
}
