package io.footfall.reconcile;

import io.footfall.question.Instants;
import io.footfall.wire.JsonText;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes comparisons as JSON: everything, numbers that agree too. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /** Comparisons as {@code {"comparisons":[…]}}. */
    public static byte[] write(List<Comparison> comparisons, BigDecimal tolerance) {
        JsonText json = new JsonText().startObject().key("comparisons").startArray();
        comparisons.forEach(each -> write(each, tolerance, json));
        return json.endArray().endObject().toBytes();
    }

    private static void write(Comparison comparison, BigDecimal tolerance, JsonText json) {
        ZoneId zone = comparison.zone();
        json.startObject().key("name").text(comparison.name());
        json.key("definition").text(comparison.definition());
        json.key("timezone").text(zone.getId());
        json.key("from").text(Instants.written(comparison.period().from(), zone));
        json.key("to").text(Instants.written(comparison.period().to(), zone));
        json.key("batch").text(comparison.batch());
        json.key("batchAt").text(Instants.written(comparison.batchSecond() * 1000, zone));
        json.key("liveAt").text(Instants.written(comparison.liveSecond() * 1000, ZoneOffset.UTC));
        json.key("unexplained").number(comparison.unexplained(tolerance));
        json.key("numbers").startArray();
        comparison.numbers().forEach(number -> write(number, comparison, json));
        json.endArray().endObject();
    }

    private static void write(ComparedNumber number, Comparison comparison, JsonText json) {
        json.startObject().key("row").startObject();
        Place place = number.place();
        for (int i = 0; i < place.names().size(); i++) {
            cell(place.cells().get(i), json.key(place.names().get(i)));
        }
        json.endObject().key("field").text(place.field());
        number(number.live(), json.key("live"));
        number(number.batch(), json.key("batch"));
        number(number.difference(), json.key("difference"));
        json.key("causes").startObject();
        number.causes().forEach((cause, added) -> number(added, json.key(cause.word())));
        json.endObject();
        if (number.liveSince().isPresent()) {
            long since = number.liveSince().getAsLong();
            json.key("liveSince").text(Instants.written(since * 1000, comparison.zone()));
            json.key("earlierSeconds").number(comparison.batchSecond() - since);
        }
        json.endObject();
    }

    private static void number(@Nullable BigDecimal number, JsonText json) {
        if (number == null) {
            json.nothing();
        } else {
            json.number(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        }
    }

    private static void cell(@Nullable Object cell, JsonText json) {
        switch (cell) {
            case null -> json.nothing();
            case BigDecimal number -> number(number, json);
            case Boolean bool -> json.bool(bool);
            case List<?> texts -> {
                json.startArray();
                texts.forEach(text -> json.text(String.valueOf(text)));
                json.endArray();
            }
            default -> json.text(String.valueOf(cell));
        }
    }
}
