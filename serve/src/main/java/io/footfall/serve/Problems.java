package io.footfall.serve;

import io.footfall.http.Response;
import io.footfall.wire.JsonText;
import java.util.List;

/** Refusals as problem details (RFC 9457), with a stable {@code code} that {@code docs/reference/errors.md} lists. */
final class Problems {
    private Problems() {}

    static Response.Whole refuse(int status, String code, String message) {
        byte[] body = new JsonText()
                .startObject()
                .key("type")
                .text("about:blank")
                .key("title")
                .text(title(status))
                .key("status")
                .number(status)
                .key("code")
                .text(code)
                .key("detail")
                .text(message)
                .endObject()
                .toBytes();
        return new Response.Whole(status, "application/problem+json", List.of(), body);
    }

    static Response.Whole notPinned(String name) {
        return refuse(404, "not_found", "no question is pinned as \"" + name + "\"");
    }

    static Response.Whole tokenRefused() {
        return refuse(401, "unauthorized", "this stream token was used already, is over, or is of another question");
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "This cannot be answered as it stands";
            case 401 -> "A key is needed";
            case 403 -> "This key is of another kind";
            case 404 -> "There is nothing here";
            case 408 -> "The request took too long";
            case 413 -> "The body is too large";
            case 429, 503 -> "Try again soon";
            case 504 -> "It did not happen in time";
            default -> "This request failed";
        };
    }
}
