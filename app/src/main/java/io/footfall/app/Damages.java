package io.footfall.app;

import io.footfall.eventlog.Damage;
import io.footfall.eventlog.RecoveryReport;
import io.footfall.wire.JsonText;
import java.nio.charset.StandardCharsets;

/** Says what was found damaged when the log was opened. */
final class Damages {
    private Damages() {}

    /** As the list in {@code /health}. */
    static String json(RecoveryReport report) {
        JsonText json = new JsonText().startArray();
        for (Damage damage : report.damage()) {
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
}
