package io.footfall.app;

import io.footfall.eventlog.Damage;
import io.footfall.wire.JsonText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Says what was found damaged in a log. */
final class Damages {
    private Damages() {}

    /** As the list in {@code /health}. */
    static String json(List<Damage> found) {
        JsonText json = new JsonText().startArray();
        for (Damage damage : found) {
            json.startObject()
                    .key("file")
                    .text(damage.file())
                    .key("kind")
                    .text(damage.kind().toString())
                    .key("from")
                    .number(damage.from())
                    .key("to")
                    .number(damage.to())
                    .key("events")
                    .number(damage.events())
                    .endObject();
        }
        return new String(json.endArray().toBytes(), StandardCharsets.UTF_8);
    }

    /** As lines for whoever started the command. */
    static void say(List<Damage> found, PrintWriter err) {
        for (Damage damage : found) {
            err.println("footfall: " + words(damage));
        }
        err.flush();
    }

    static String words(Damage damage) {
        String bytes = count(damage.toByte() - damage.fromByte()) + " bytes";
        String lost = damage.events() == 0
                ? ""
                : "; lost with it: up to " + count(damage.events()) + " events, of the sequences " + damage.from()
                        + " to " + damage.to();
        return switch (damage.kind()) {
            case CUT ->
                "the log ended within a write, as after a kill: cut " + bytes + " off " + damage.file()
                        + ", none of which was acknowledged";
            case SKIPPED ->
                "damage in " + damage.file() + ": " + bytes + " from byte " + damage.fromByte() + " on were skipped"
                        + lost;
            case MISSING -> "the log file " + damage.file() + " is missing" + lost;
        };
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
