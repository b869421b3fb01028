package io.footfall.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads one request's body: within its limit, within its time, inflated. Runs on the request's event loop. */
final class Body {
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final Route route;
    private final Duration timeout;
    private final List<Buffer> received = new ArrayList<>();
    private int count;
    private boolean isDone;

    Body(HttpServerRequest request, Vertx vertx, Route route, Duration timeout) {
        this.request = request;
        this.vertx = vertx;
        this.route = route;
        this.timeout = timeout;
    }

    void read(Consumer<byte[]> whole, Consumer<Response.Whole> refused) {
        long timer = vertx.setTimer(timeout.toMillis(), ignored -> {
            if (!isDone) {
                isDone = true;
                refused.accept(route.refusals()
                        .refuse(408, "timeout", "the request was not whole within " + timeout.toSeconds() + " s"));
            }
        });
        request.handler(chunk -> {
            if (isDone) {
                return;
            }
            if (count + chunk.length() > route.bodyBytesMax()) {
                isDone = true;
                vertx.cancelTimer(timer);
                refused.accept(tooLarge());
                return;
            }
            received.add(chunk);
            count += chunk.length();
        });
        request.exceptionHandler(gone -> {
            isDone = true;
            vertx.cancelTimer(timer);
        });
        request.endHandler(ended -> {
            vertx.cancelTimer(timer);
            if (!isDone) {
                isDone = true;
                inflate(whole, refused);
            }
        });
    }

    private void inflate(Consumer<byte[]> whole, Consumer<Response.Whole> refused) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            whole.accept(bytes());
            return;
        }
        if (!encoding.strip().equalsIgnoreCase("gzip")) {
            refused.accept(route.refusals()
                    .refuse(415, "unsupported_encoding", "the body's Content-Encoding is neither gzip nor identity"));
            return;
        }
        switch (Inflation.inflate(bytes(), route.bodyBytesMax())) {
            case Inflation.Inflated.Body(byte[] bytes) -> whole.accept(bytes);
            case Inflation.Inflated.TooLarge() -> refused.accept(tooLarge());
            case Inflation.Inflated.NotGzip() ->
                refused.accept(
                        route.refusals().refuse(400, "invalid_request", "the body is not the gzip it says it is"));
        }
    }

    /** What came, in one piece. It is put together once: until then it takes what was received, whatever was announced. */
    private byte[] bytes() {
        byte[] whole = new byte[count];
        int end = 0;
        for (Buffer chunk : received) {
            chunk.getBytes(whole, end);
            end += chunk.length();
        }
        return whole;
    }

    private Response.Whole tooLarge() {
        return route.refusals()
                .refuse(413, "too_large", "the body is larger than " + route.bodyBytesMax() + " bytes, the limit here");
    }
}
