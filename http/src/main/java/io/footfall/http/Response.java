package io.footfall.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a route answers: bytes at once, or a stream of events. */
public sealed interface Response {

    /**
     * An answer that is whole.
     *
     * @param status the HTTP status
     * @param contentType the type of the body
     * @param headers more headers
     * @param body the body
     */
    record Whole(int status, String contentType, List<Map.Entry<String, String>> headers, byte[] body)
            implements Response {
        /** Copies the headers. */
        public Whole {
            headers = List.copyOf(headers);
        }

        /** The same with one more header. */
        public Whole with(String name, String value) {
            List<Map.Entry<String, String>> more = new ArrayList<>(headers);
            more.add(Map.entry(name, value));
            return new Whole(status, contentType, more, body);
        }
    }

    /**
     * Server-sent events.
     *
     * @param opened is handed the stream once its head is sent
     */
    record Events(Consumer<EventStream> opened) implements Response {}

    /** JSON with status 200. */
    static Whole json(byte[] body) {
        return json(200, body);
    }

    /** JSON. */
    static Whole json(int status, byte[] body) {
        return new Whole(status, "application/json", List.of(), body);
    }
}
