package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.engine.Members;
import io.footfall.engine.MembersAsked;
import io.footfall.engine.PinnedQuestion;
import io.footfall.event.IdentityKey;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.question.Question;
import io.footfall.wire.JsonText;
import io.footfall.wire.MembersJson;
import io.footfall.wire.QuestionJson;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists the customers behind a number. */
final class Membership {
    private final Engine engine;

    Membership(Engine engine) {
        this.engine = engine;
    }

    /** {@code POST /api/v1/members}. */
    CompletionStage<Response> members(Request request) {
        return Answering.guarded(() -> {
            MembersJson.Wanted wanted = MembersJson.read(request.body(), engine.audiences());
            if (wanted.name().isPresent()) {
                String name = wanted.name().get();
                Optional<PinnedQuestion> pinned = engine.pinned(name);
                return pinned.isEmpty()
                        ? CompletableFuture.completedFuture(Problems.notPinned(name))
                        : find(wanted, pinned.get().question(), OptionalLong.empty());
            }
            QuestionJson.Asked asked = wanted.question().orElseThrow();
            return find(wanted, asked.question(), asked.asOfSecond());
        });
    }

    private CompletableFuture<Response> find(MembersJson.Wanted wanted, Question question, OptionalLong asOfSecond) {
        Optional<IdentityKey> after = wanted.after().map(Paging::customer);
        return engine.members(new MembersAsked(question, wanted.row(), wanted.not(), asOfSecond, after, wanted.limit()))
                .thenApply(Membership::written);
    }

    private static Response written(Members members) {
        JsonText json = new JsonText().startObject().key("items").startArray();
        for (IdentityKey customer : members.customers()) {
            json.startObject()
                    .key("customer")
                    .text(customer.id())
                    .key("anonymous")
                    .bool(!customer.isUser())
                    .endObject();
        }
        json.endArray().key("next");
        json.text(members.hasMore() ? Paging.cursor(members.customers().getLast()) : null);
        Paging.writeFrom(members.isFromFiles(), json);
        return Response.json(json.endObject().toBytes());
    }
}
