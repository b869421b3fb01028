package io.footfall.http;

import java.util.concurrent.CompletionStage;

/** Answers the requests of a route. Called on an event loop, so it never waits. */
@FunctionalInterface
public interface Handler {
    /** The answer, now or later. */
    CompletionStage<Response> handle(Request request);
}
