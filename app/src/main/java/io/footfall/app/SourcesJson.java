package io.footfall.app;

import io.footfall.connect.sources.SourceStatus;
import io.footfall.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes how sources are doing, as {@code GET /api/v1/sources} tells it. */
final class SourcesJson {
    private SourcesJson() {}

    static String write(List<SourceStatus> sources, long now) {
        JsonText json = new JsonText().startArray();
        for (SourceStatus source : sources) {
            json.startObject();
            json.key("name").text(source.name());
            json.key("kind").text(source.kind());
            json.key("state").text(source.state().name().toLowerCase(Locale.ROOT));
            json.key("problem").text(source.problem().isEmpty() ? null : source.problem());
            json.key("notice").text(source.notice().isEmpty() ? null : source.notice());
            json.key("events").number(source.events());
            json.key("quarantined").number(source.quarantined());
            json.key("passedOver").number(source.passedOver());
            json.key("deliveredAt")
                    .text(source.deliveredAt()
                            .map(at -> Instant.ofEpochMilli(at).toString())
                            .orElse(null));
            json.key("lag").startObject();
            json.key("bytes").number(source.lagBytes());
            json.key("records").number(source.lagRecords());
            json.key("seconds").number(source.lagMillis(now) / 1000);
            json.endObject().endObject();
        }
        return new String(json.endArray().toBytes(), StandardCharsets.UTF_8);
    }
}
