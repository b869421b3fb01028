package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.engine.FoundCustomers;
import io.footfall.engine.Profile;
import io.footfall.engine.TimelinePage;
import io.footfall.event.IdentityKey;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.timeline.Value;
import io.footfall.wire.JsonText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds customers, and tells what is known of one and what they did. */
final class Customers {
    private static final int SEARCH_CHARACTERS_MAX = 200;

    private final Engine engine;

    Customers(Engine engine) {
        this.engine = engine;
    }

    /** {@code GET /api/v1/customers?q=…}. */
    CompletionStage<Response> search(Request request) {
        return Answering.guarded(() -> {
            String text = request.queryValue("q").orElse("").strip();
            if (text.length() > SEARCH_CHARACTERS_MAX) {
                throw Paging.invalid("q has " + text.length() + " characters, the limit is " + SEARCH_CHARACTERS_MAX);
            }
            Optional<IdentityKey> after = request.queryValue("after").map(Paging::customer);
            return engine.customers(text, after, Paging.limit(request)).thenApply(Customers::written);
        });
    }

    /** {@code GET /api/v1/customers/{id}}. */
    CompletionStage<Response> profile(Request request) {
        return Answering.guarded(() -> firstOf(request, engine::profile, Customers::written));
    }

    /** {@code GET /api/v1/customers/{id}/timeline}. */
    CompletionStage<Response> timeline(Request request) {
        return Answering.guarded(() -> {
            int limit = Paging.limit(request);
            TimelinePage.Place before = request.queryValue("after")
                    .map(Customers::place)
                    .orElse(new TimelinePage.Place(Long.MAX_VALUE, Long.MAX_VALUE));
            return firstOf(request, id -> engine.timeline(id, before, limit), Customers::written);
        });
    }

    private interface Look<T> {
        CompletableFuture<Optional<T>> up(IdentityKey id);
    }

    private interface Writing<T> {
        Response write(T found);
    }

    /** An id is a user id if there is such a one, else an anonymous id; {@code ?anonymous=} decides. */
    private static <T> CompletableFuture<Response> firstOf(Request request, Look<T> look, Writing<T> writing) {
        String id = request.parameter("id");
        Optional<Boolean> isAnonymous = request.queryValue("anonymous").map(Customers::bool);
        CompletableFuture<Optional<T>> found = isAnonymous.orElse(false)
                ? look.up(IdentityKey.anonymous(id))
                : look.up(IdentityKey.user(id))
                        .thenCompose(user -> user.isPresent() || isAnonymous.isPresent()
                                ? CompletableFuture.completedFuture(user)
                                : look.up(IdentityKey.anonymous(id)));
        return found.thenApply(known -> known.map(writing::write)
                .orElseGet(() -> Problems.refuse(404, "not_found", "no customer has the id \"" + id + "\"")));
    }

    private static boolean bool(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Paging.invalid("anonymous is \"" + written + "\"; it must be true or false");
        };
    }

    private static Response written(FoundCustomers found) {
        JsonText json = new JsonText().startObject().key("items").startArray();
        for (FoundCustomers.Found one : found.customers()) {
            json.startObject();
            write(one.customer(), json);
            json.key("found").startObject().key("in").text(one.where());
            json.key("value").text(one.value()).endObject().endObject();
        }
        json.endArray().key("next");
        json.text(found.hasMore() ? Paging.cursor(found.customers().getLast().customer()) : null);
        Paging.writeFrom(found.isFromFiles(), json);
        return Response.json(json.endObject().toBytes());
    }

    private static Response written(Profile profile) {
        JsonText json = new JsonText().startObject();
        write(profile.customer(), json);
        json.key("firstSeen").text(instant(profile.firstSeen()));
        json.key("lastSeen").text(instant(profile.lastSeen()));
        json.key("events").number(profile.events());
        json.key("sessions").number(profile.sessions());
        json.key("orders").number(profile.orders());
        json.key("revenue").number(profile.revenue());
        json.key("traits");
        write(Nested.of(profile.traits()), json);
        json.key("sources").startArray();
        profile.sources().forEach(json::text);
        json.endArray().key("identities").startArray();
        profile.identities().forEach(identity -> write(identity, json));
        json.endArray().key("asOf").startObject();
        json.key("sequence").number(profile.asOf().sequence());
        json.key("time").text(instant(profile.asOf().millis())).endObject();
        Paging.writeFrom(profile.isFromFiles(), json);
        return Response.json(json.endObject().toBytes());
    }

    private static void write(Profile.Identity identity, JsonText json) {
        json.startObject().key("id").text(identity.key().id());
        json.key("anonymous").bool(!identity.key().isUser());
        json.key("events").number(identity.events()).key("joinedBy");
        if (identity.joined().isPresent()) {
            Profile.Joined joined = identity.joined().get();
            json.startObject().key("userId").text(joined.userId());
            json.key("timestamp").text(instant(joined.timestamp()));
            json.key("sequence").number(joined.sequence()).endObject();
        } else {
            json.nothing();
        }
        json.endObject();
    }

    private static Response written(TimelinePage page) {
        JsonText json = new JsonText().startObject().key("items").startArray();
        for (TimelinePage.Entry entry : page.events()) {
            json.startObject().key("event").text(entry.event()).key("type").text(entry.type());
            json.key("timestamp").text(instant(entry.timestamp()));
            json.key("receivedAt").text(instant(entry.receivedAt()));
            json.key("sequence").number(entry.sequence());
            Map<String, Value> values = new TreeMap<>();
            entry.values().forEach(value -> values.put(value.path(), value.value()));
            Nested.of(values).fields().forEach((key, nested) -> write(nested, json.key(key)));
            json.endObject();
        }
        json.endArray().key("next");
        json.text(page.hasMore() ? cursor(page.events().getLast()) : null);
        Paging.writeFrom(page.isFromFiles(), json);
        return Response.json(json.endObject().toBytes());
    }

    private static String cursor(TimelinePage.Entry last) {
        return last.timestamp() + "." + last.sequence();
    }

    private static TimelinePage.Place place(String cursor) {
        List<String> parts = List.of(cursor.split("\\.", -1));
        try {
            if (parts.size() == 2) {
                return new TimelinePage.Place(Long.parseLong(parts.getFirst()), Long.parseLong(parts.getLast()));
            }
        } catch (NumberFormatException ignored) {
            // Said below, as for what no page has handed out either.
        }
        throw Paging.otherPage(cursor);
    }

    private static void write(IdentityKey customer, JsonText json) {
        json.key("customer").text(customer.id()).key("anonymous").bool(!customer.isUser());
    }

    private static void write(Nested nested, JsonText json) {
        switch (nested) {
            case Nested.Leaf(Value value) -> write(value, json);
            case Nested.Branch(Map<String, Nested> fields) -> {
                json.startObject();
                fields.forEach((key, field) -> write(field, json.key(key)));
                json.endObject();
            }
        }
    }

    private static void write(Value value, JsonText json) {
        switch (value) {
            case Value.Text(String text) -> json.text(text);
            case Value.Number(BigDecimal number) -> json.number(number);
            case Value.Bool(boolean bool) -> json.bool(bool);
            case Value.Array(List<Value> elements) -> {
                json.startArray();
                elements.forEach(element -> write(element, json));
                json.endArray();
            }
            case Value.Structure ignored -> json.startObject().endObject();
        }
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
