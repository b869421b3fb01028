package io.footfall.collect;

import io.footfall.http.Response;
import io.footfall.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The answers that every Segment library understands. */
final class CollectAnswers {
    static final String INVALID_REQUEST = "invalid_request";

    /** The one success: with other statuses, or without this body, some library sends everything again. */
    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);

    private CollectAnswers() {}

    static Response.Whole success() {
        return Response.json(SUCCESS);
    }

    /** Too large is 400 here, and so is an encoding nobody knows: the libraries send 413 and 415 again. */
    static Response.Whole refuse(int status, String code, String message) {
        boolean isInvalid = status == 413 || status == 415;
        JsonText json = begin(isInvalid ? INVALID_REQUEST : code, message).endObject();
        return Response.json(isInvalid ? 400 : status, json.toBytes());
    }

    /** What strict mode answers when items were set aside. */
    static Response.Whole failed(int admitted, List<Collected.Failure> failures) {
        int sent = admitted + failures.size();
        JsonText json = begin(INVALID_REQUEST, failures.size() + " of " + sent + " events were set aside");
        json.key("failed_records").startArray();
        for (Collected.Failure failure : failures) {
            json.startObject()
                    .key("index")
                    .number(failure.index())
                    .key("code")
                    .text(failure.reason().code())
                    .key("message")
                    .text(failure.reason().words())
                    .endObject();
        }
        return Response.json(400, json.endArray().endObject().toBytes());
    }

    private static JsonText begin(String code, String message) {
        return new JsonText()
                .startObject()
                .key("success")
                .bool(false)
                .key("code")
                .text(code)
                .key("message")
                .text(message);
    }
}
