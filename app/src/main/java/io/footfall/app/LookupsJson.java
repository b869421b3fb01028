package io.footfall.app;

import io.footfall.catalog.LookupVersion;
import io.footfall.connect.sources.LookupConfig;
import io.footfall.connect.sources.LookupSink;
import io.footfall.connect.sources.LookupStatus;
import io.footfall.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes how lookup tables are doing, as {@code GET /api/v1/lookups} tells it. */
final class LookupsJson {
    private LookupsJson() {}

    static String write(List<LookupStatus> lookups, LookupSink sink) {
        JsonText json = new JsonText().startArray();
        for (LookupStatus lookup : lookups) {
            LookupConfig config = lookup.config();
            Optional<LookupVersion> current = sink.current(lookup.name());
            json.startObject();
            json.key("table").text(lookup.name());
            json.key("kind").text(config.from().kind());
            json.key("from").text(config.from().place());
            json.key("on").text(config.shape().on());
            json.key("problem").text(lookup.problem().isEmpty() ? null : lookup.problem());
            json.key("readAt").text(lookup.readAt().map(Object::toString).orElse(null));
            json.key("version");
            if (current.isEmpty()) {
                json.nothing();
            } else {
                LookupVersion version = current.get();
                json.startObject().key("number").number(version.number());
                json.key("since").text(version.since().toString());
                json.key("rows").number(version.rows());
                json.key("bytes").number(version.bytes()).endObject();
            }
            json.endObject();
        }
        return new String(json.endArray().toBytes(), StandardCharsets.UTF_8);
    }
}
