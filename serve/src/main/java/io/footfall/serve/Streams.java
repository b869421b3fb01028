package io.footfall.serve;

import io.footfall.catalog.StreamTokens;
import io.footfall.http.EventStream;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.question.InvalidQuestionException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Opens the streams that are not of one question: the newest events, and several questions at once, for pages, since a browser
 * has six connections to an address.
 */
final class Streams {
    /** The most questions of one stream; more would not fit into the first line of a request. */
    static final int QUESTIONS_MAX = 32;

    private final Broadcasts broadcasts;
    private final Tail tail;
    private final StreamTokens tokens;
    private final Clock clock;

    Streams(Broadcasts broadcasts, Tail tail, StreamTokens tokens, Clock clock) {
        this.broadcasts = broadcasts;
        this.tail = tail;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** {@code GET /api/v1/events/stream}. */
    CompletionStage<Response> events(Request request) {
        return CompletableFuture.completedFuture(new Response.Events(tail::join));
    }

    /** {@code GET /api/v1/stream?questions=a,b&events=true}, or {@code ?questions=a,b&token=ofA,ofB}. */
    CompletionStage<Response> several(Request request) {
        return Answering.guarded(() -> {
            Set<String> names = names(request);
            boolean hasEvents = hasEvents(request);
            Optional<String> written = request.queryValue("token");
            if (written.isPresent()) {
                return CompletableFuture.completedFuture(byTokens(List.copyOf(names), written.get(), hasEvents));
            }
            if (names.isEmpty() && !hasEvents) {
                throw new InvalidQuestionException(
                        "invalid_request", "questions is missing: name pinned questions, such as questions=a,b");
            }
            return CompletableFuture.completedFuture(new Response.Events(stream -> open(stream, names, hasEvents)));
        });
    }

    /** Each token opens its question; the others are told that theirs did not, and cost the rest nothing. */
    private Response byTokens(List<String> names, String written, boolean hasEvents) {
        List<String> given = List.of(written.split(",", -1));
        if (names.isEmpty() || given.size() != names.size()) {
            throw new InvalidQuestionException(
                    "invalid_request",
                    "token holds " + given.size() + " tokens for " + names.size()
                            + " questions; give one for each, in their order");
        }
        if (hasEvents) {
            throw new InvalidQuestionException(
                    "invalid_request", "events cannot be followed by token; leave it out, or send a read key");
        }
        Set<String> opened = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (tokens.open(names.get(i), given.get(i), clock.instant())) {
                opened.add(names.get(i));
            }
        }
        if (opened.isEmpty()) {
            return Problems.tokenRefused();
        }
        return new Response.Events(stream -> {
            Channels channels = new Channels(stream);
            for (String name : names) {
                EventStream channel = channels.ofQuestion(name);
                if (opened.contains(name)) {
                    broadcasts.join(name, channel, () -> Pinning.token(tokens, name, clock));
                } else {
                    channel.send("problem", Problems.tokenRefused().body());
                }
            }
        });
    }

    private void open(EventStream stream, Collection<String> names, boolean hasEvents) {
        Channels channels = new Channels(stream);
        for (String name : names) {
            broadcasts.join(name, channels.ofQuestion(name), null);
        }
        if (hasEvents) {
            tail.join(channels.plain());
        }
    }

    private static Set<String> names(Request request) {
        String written = request.queryValue("questions").orElse("");
        Set<String> names = new LinkedHashSet<>(written.isEmpty() ? List.of() : List.of(written.split(",", -1)));
        if (names.size() > QUESTIONS_MAX) {
            throw new InvalidQuestionException(
                    "invalid_request",
                    "questions names " + names.size() + ", which is more than the " + QUESTIONS_MAX
                            + " of one stream; open a second one");
        }
        for (String name : names) {
            if (!Pinning.isName(name)) {
                throw new InvalidQuestionException(
                        "invalid_name", "questions names \"" + name + "\": " + Pinning.NAME_RULE);
            }
        }
        return names;
    }

    private static boolean hasEvents(Request request) {
        String written = request.queryValue("events").orElse("false");
        if (!written.equals("true") && !written.equals("false")) {
            throw new InvalidQuestionException(
                    "invalid_request", "events is \"" + written + "\"; it must be true or false");
        }
        return written.equals("true");
    }
}
