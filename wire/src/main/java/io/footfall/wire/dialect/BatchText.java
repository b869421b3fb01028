package io.footfall.wire.dialect;

import io.footfall.wire.JsonText;

/** The body of {@code /v1/batch} while it is written. */
final class BatchText {
    private final JsonText json = new JsonText().startObject().key("batch").startArray();

    void add(String item) {
        json.raw(item);
    }

    /**
     * The whole of it.
     *
     * @param writeKey the key it carries; empty if none
     * @param sentAt when it was sent by the client's clock, as JSON; nothing if it does not say
     */
    byte[] end(String writeKey, RawJson sentAt) {
        json.endArray();
        if (!writeKey.isEmpty()) {
            json.key("writeKey").text(writeKey);
        }
        if (!sentAt.isNothing()) {
            json.key("sentAt").raw(sentAt.json());
        }
        return json.endObject().toBytes();
    }
}
