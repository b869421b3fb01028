package io.footfall.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events over one response. What is called from elsewhere goes on on its event loop. */
final class OpenStream implements EventStream {
    private static final int QUEUE_BYTES_MAX = 1 << 20;

    private final HttpServerResponse response;
    private final Context context;

    // Owned by the event loop.
    private boolean isClosed;
    private boolean hasDropped;
    private @Nullable Runnable resync;
    private @Nullable Runnable closed;

    OpenStream(HttpServerResponse response, Context context, HttpCounters counters) {
        this.response = response;
        this.context = context;
        counters.streamOpened();
        response.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
        response.closeHandler(ignored -> {
            isClosed = true;
            counters.streamClosed();
            if (closed != null) {
                closed.run();
            }
        });
        response.drainHandler(ignored -> {
            if (hasDropped && resync != null) {
                hasDropped = false;
                resync.run();
            }
        });
    }

    @Override
    public void send(String event, byte[] data) {
        Buffer message = Buffer.buffer(data.length + event.length() + 16)
                .appendString("event: " + event + "\ndata: ")
                .appendBytes(data)
                .appendString("\n\n");
        context.runOnContext(ignored -> {
            if (isClosed) {
                return;
            }
            if (response.writeQueueFull()) {
                hasDropped = true;
            } else {
                response.write(message);
            }
        });
    }

    @Override
    public void onCaughtUp(Runnable newResync) {
        context.runOnContext(ignored -> resync = newResync);
    }

    @Override
    public void onClose(Runnable newClosed) {
        context.runOnContext(ignored -> {
            closed = newClosed;
            if (isClosed) {
                newClosed.run();
            }
        });
    }

    @Override
    public void close() {
        context.runOnContext(ignored -> {
            if (!isClosed) {
                response.end(Buffer.buffer(": end\n\n".getBytes(StandardCharsets.US_ASCII)));
            }
        });
    }
}
