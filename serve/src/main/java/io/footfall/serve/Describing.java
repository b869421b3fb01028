package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.engine.Schema;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.Value;
import io.footfall.wire.JsonText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Says which events there are, and what they say. */
final class Describing {
    private final Engine engine;

    Describing(Engine engine) {
        this.engine = engine;
    }

    /** {@code GET /api/v1/schema}. */
    CompletionStage<Response> schema(Request request) {
        return Answering.guarded(() -> engine.schema().thenApply(Describing::written));
    }

    private static Response written(Schema schema) {
        JsonText json = new JsonText().startObject().key("asOf").startObject();
        json.key("sequence").number(schema.asOf().sequence());
        json.key("time").text(instant(schema.asOf().millis()));
        json.key("eventTime");
        json.text(schema.eventTime().isPresent() ? instant(schema.eventTime().getAsLong()) : null);
        json.endObject().key("events").startArray();
        for (Schema.Name event : schema.events()) {
            json.startObject().key("event").text(event.name()).key("type").text(event.type());
            json.key("count").number(event.count());
            json.key("lastSeen").text(instant(event.lastSeen())).endObject();
        }
        json.endArray().key("properties").startArray();
        schema.properties().forEach(property -> write(property, json));
        json.endArray().key("lookups").startArray();
        schema.lookups().forEach(table -> write(table, json));
        json.endArray().key("leftOut").startObject();
        json.key("events").number(schema.eventsLeftOut());
        json.key("properties").number(schema.propertiesLeftOut());
        return Response.json(json.endObject().endObject().toBytes());
    }

    private static void write(Schema.Property property, JsonText json) {
        json.startObject().key("property").text(property.path());
        json.key("count").number(property.count()).key("types").startObject();
        property.types().forEach(typed -> json.key(typed.type()).number(typed.count()));
        json.endObject().key("distinct");
        OptionalLong distinct = property.distinct();
        if (distinct.isPresent()) {
            json.number(distinct.getAsLong());
        } else {
            json.nothing();
        }
        json.key("top").startArray();
        for (Schema.Counted counted : property.top()) {
            json.startObject().key("value");
            write(counted.value(), json);
            json.key("count").number(counted.count()).endObject();
        }
        json.endArray();
        if (!property.isInMemory()) {
            json.key("inMemory").bool(false);
        }
        json.endObject();
    }

    private static void write(LookupTable table, JsonText json) {
        LookupTable.Head head = table.head();
        json.startObject().key("table").text(head.name()).key("on").text(head.on());
        json.key("version").number(head.version()).key("since").text(instant(head.since()));
        json.key("rows").number(table.rows()).key("columns").startArray();
        for (LookupTable.Column column : head.columns()) {
            json.startObject().key("property").text("lookup." + head.name() + "." + column.name());
            json.key("type").text(column.type()).endObject();
        }
        json.endArray().endObject();
    }

    private static void write(Value value, JsonText json) {
        switch (value) {
            case Value.Text(String text) -> json.text(text);
            case Value.Number(BigDecimal number) -> json.number(number);
            case Value.Bool(boolean bool) -> json.bool(bool);
            case Value.Array ignored -> json.nothing();
            case Value.Structure ignored -> json.nothing();
        }
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
