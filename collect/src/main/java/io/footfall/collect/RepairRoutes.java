package io.footfall.collect;

import io.footfall.http.Needs;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.wire.RepairBody;
import io.footfall.wire.SentBody;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The path by which mended items of the quarantine come in: {@code POST /api/v1/quarantine/repair}. Its events and what says that the
 * items were repaired are safe together; an item that is no event even now stays as it was, and is named in the answer.
 */
final class RepairRoutes {
    private static final String EXPECTED = "expected {\"source\": where the items came from, \"batch\": [items],"
            + " \"repairs\": [the id of the quarantined item that each is made of],"
            + " \"leftOut\": [ids of those that make no event]}, up to " + RepairBody.IDS_MAX + " of each";

    private final Collector collector;
    private final Intake intake;
    private final CollectConfig config;

    RepairRoutes(Collector collector, Intake intake, CollectConfig config) {
        this.collector = collector;
        this.intake = intake;
        this.config = config;
    }

    List<Route> routes() {
        return List.of(new Route(
                "POST",
                "/api/v1/quarantine/repair",
                Needs.ADMIN,
                config.bodyBytesMax(),
                false,
                CollectAnswers::refuse,
                this::repair));
    }

    private CompletionStage<Response> repair(Request request) {
        if (collector.isBehind()) {
            return intake.behind();
        }
        SentBody read = collector.read(request.body(), null);
        Optional<RepairBody> besides = RepairBody.read(request.body());
        return switch (read) {
            case SentBody.Refused(String message) -> invalid(message);
            case SentBody.Items items
            when besides.isEmpty()
                    || besides.get().repairs().size() != items.items().size() -> invalid(EXPECTED);
            case SentBody.Items items ->
                collector
                        .repair(items, besides.get())
                        .thenCompose(collected -> intake.answer(collected, RepairRoutes::answer));
        };
    }

    private CompletionStage<Response> invalid(String message) {
        return collector
                .refused(Collected.Refusal.INVALID, message)
                .thenCompose(collected -> intake.answer(collected, RepairRoutes::answer));
    }

    private static CompletionStage<Response> answer(Collected.Taken taken) {
        Response.Whole answer = taken.failures().isEmpty()
                ? CollectAnswers.success()
                : CollectAnswers.failed(taken.events().size(), taken.failures());
        return Intake.now(answer.with("X-Footfall-Sequence", Long.toString(taken.sequence())));
    }
}
