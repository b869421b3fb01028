package io.footfall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.wire.EventParser;
import io.footfall.wire.JsonText;
import io.footfall.wire.SentBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Judges items told as JSON with single quotes, arriving at noon. */
final class Judgements {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Judgements() {}

    /** The verdict on one item of a batch whose further fields, such as {@code 'sentAt':…}, are {@code around}. */
    static Verdict judge(String item, String around, boolean isHistory) {
        return judge(item, around, isHistory, Instant.EPOCH);
    }

    /** The same where history is kept from an instant on. */
    static Verdict judge(String item, String around, boolean isHistory, Instant historyFrom) {
        String body = "{'batch':[" + item + "]" + (around.isEmpty() ? "" : "," + around) + "}";
        byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        SentBody.Items items = (SentBody.Items) new EventParser(1).parseBatch(json);
        Arrival arrival =
                new Arrival("web", NOON.toEpochMilli(), items.sentAt(), isHistory, items.context(), Sender.NOBODY);
        return new Admission(CollectConfig.DEFAULTS.itemBytesMax(), historyFrom::toEpochMilli)
                .judge(items.items().getFirst(), arrival);
    }

    static Event admitted(String item, String around) {
        return admitted(judge(item, around, false));
    }

    static Event admitted(String item) {
        return admitted(item, "");
    }

    static Event admitted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
        return ((Verdict.Admitted) verdict).event();
    }

    static Reason quarantined(String item) {
        Verdict verdict = judge(item, "", false);
        assertThat(verdict).as(item).isInstanceOf(Verdict.Quarantined.class);
        return ((Verdict.Quarantined) verdict).reason();
    }

    static String document(Event event) {
        return new JsonText().document(event.document()).toString().replace('"', '\'');
    }
}
