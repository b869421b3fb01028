package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import java.util.concurrent.CompletableFuture;

/** An append that waits to be made safe, already in its stored form. */
record Pending(Append append, ByteSink body, CompletableFuture<Committed> future) {

    int bytes() {
        return body.size();
    }
}
