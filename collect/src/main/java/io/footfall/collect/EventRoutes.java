package io.footfall.collect;

import io.footfall.http.Needs;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.wire.JsonText;
import io.footfall.wire.dialect.EventList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** The path for programs that want to know what became of each event: {@code POST /v1/events}. */
final class EventRoutes {
    /** How long an answer waits to know which events were there already. */
    private static final int ANALYSIS_SECONDS_MAX = 5;

    private final Intake intake;
    private final SecondDeliveries secondDeliveries;
    private final CollectConfig config;

    EventRoutes(Intake intake, SecondDeliveries secondDeliveries, CollectConfig config) {
        this.intake = intake;
        this.secondDeliveries = secondDeliveries;
        this.config = config;
    }

    List<Route> routes() {
        return List.of(new Route(
                "POST", "/v1/events", Needs.WRITE, config.bodyBytesMax(), true, CollectAnswers::refuse, this::collect));
    }

    private CompletionStage<Response> collect(Request request) {
        return intake.take(
                request,
                collector -> collector.readTranslated(EventList.translate(request.body())),
                taken -> secondDeliveries
                        .upTo(taken.firstSequence() + taken.events().size() - 1)
                        .toCompletableFuture()
                        // An event is safe whether or not it is known in time that it was there before.
                        .completeOnTimeout(sequence -> false, ANALYSIS_SECONDS_MAX, TimeUnit.SECONDS)
                        .thenApply(isSecond -> answer(taken, isSecond)));
    }

    /** What became of each event, by its id, or by its place if it has none: {@code #0} is the first. */
    private static Response answer(Collected.Taken taken, LongPredicate isSecond) {
        Map<Integer, Collected.Failure> failures = new HashMap<>();
        taken.failures().forEach(failure -> failures.put(failure.index(), failure));
        Map<Integer, Collected.LeftOut> internal = new HashMap<>();
        taken.internal().forEach(each -> internal.put(each.index(), each));
        Set<String> told = new HashSet<>();
        JsonText json = new JsonText().startObject().key("results").startObject();
        int duplicates = 0;
        int next = 0;
        int items = taken.events().size() + failures.size() + internal.size();
        for (int index = 0; index < items; index++) {
            Collected.Failure failure = failures.get(index);
            Collected.LeftOut leftOut = internal.get(index);
            if (leftOut != null) {
                tell(json, told, leftOut.messageId(), "ok", "internal traffic, left out");
            } else if (failure == null) {
                boolean isDuplicate = isSecond.test(taken.firstSequence() + next);
                duplicates += isDuplicate ? 1 : 0;
                tell(json, told, taken.events().get(next++).messageId(), isDuplicate ? "duplicate" : "ok", "");
            } else {
                String id = failure.messageId() == null ? "#" + index : failure.messageId();
                tell(
                        json,
                        told,
                        id,
                        "quarantined",
                        failure.reason().code() + ": " + failure.reason().words());
            }
        }
        json.endObject();
        json.key("ok").number(taken.events().size() + internal.size() - duplicates);
        json.key("duplicate").number(duplicates);
        json.key("quarantined").number(failures.size());
        return Response.json(json.endObject().toBytes()).with("X-Footfall-Sequence", Long.toString(taken.sequence()));
    }

    /** Of an id that was sent twice in one body, the first is told. */
    private static void tell(JsonText json, Set<String> told, String id, String result, String details) {
        if (told.add(id)) {
            json.key(id).startObject().key("result").text(result);
            if (!details.isEmpty()) {
                json.key("details").text(details);
            }
            json.endObject();
        }
    }
}
