package io.footfall.engine;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.question.Question;
import io.footfall.testkit.Document;
import io.footfall.wire.QuestionJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Events and questions, told in few words. */
final class Told {
    private Told() {}

    /** A question, written with single quotes. */
    static Question question(String json) {
        return QuestionJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** What a customer did at an instant, known again by its message id. */
    static Event event(String customer, String name, String messageId, String at) {
        return event(customer, name, messageId, Instant.parse(at).toEpochMilli());
    }

    static Event event(String customer, String name, String messageId, long timestamp) {
        return new Event(
                EventType.TRACK,
                name,
                "web",
                messageId,
                customer,
                null,
                null,
                timestamp,
                timestamp,
                Document.of(Map.of()));
    }
}
