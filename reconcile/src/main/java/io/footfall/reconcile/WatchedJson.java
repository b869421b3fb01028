package io.footfall.reconcile;

import io.footfall.question.Instants;
import io.footfall.wire.JsonText;
import java.util.Optional;

/** Writes what was found on a day as JSON. */
public final class WatchedJson {
    private WatchedJson() {}

    /** The day as an object with {@code incidents} and {@code otherFinds}. */
    public static byte[] write(Watched watched) {
        JsonText json = new JsonText().startObject();
        json.key("timezone").text(watched.zone().getId());
        json.key("from").text(at(watched, watched.day().from()));
        json.key("to").text(at(watched, watched.day().to()));
        json.key("batchAt").text(at(watched, watched.batchSecond() * 1000));
        json.key("stepSeconds").number(watched.step().toSeconds());
        json.key("daysBefore").number(watched.daysBefore());
        json.key("judged").number(watched.judged());
        json.key("incidents").startArray();
        for (ReportedIncident incident : watched.incidents()) {
            json.startObject().key("what").text(incident.what());
            json.key("began").text(at(watched, incident.began()));
            Optional<Find> find = watched.firstOf(incident);
            json.key("find");
            find.ifPresentOrElse(found -> write(found, watched, json), json::nothing);
            json.endObject();
        }
        json.endArray().key("otherFinds").startArray();
        watched.others().forEach(find -> write(find, watched, json));
        return json.endArray().endObject().toBytes();
    }

    private static void write(Find find, Watched watched, JsonText json) {
        json.startObject().key("question").text(find.question()).key("row").text(find.row());
        json.key("from").text(at(watched, find.interval().from()));
        json.key("to").text(at(watched, find.interval().to()));
        json.key("is").text(find.isAbove() ? "above" : "below");
        json.key("number").number(find.number());
        json.key("lowestBefore").number(find.lowest()).key("highestBefore").number(find.highest());
        if (find.liveSecond().isPresent()) {
            long live = find.liveSecond().getAsLong();
            json.key("live").text(at(watched, live * 1000));
            if (find.isInBatch()) {
                json.key("earlierSeconds").number(watched.batchSecond() - live);
            }
        }
        json.key("inBatch").bool(find.isInBatch());
        json.endObject();
    }

    private static String at(Watched watched, long millis) {
        return Instants.written(millis, watched.zone());
    }
}
