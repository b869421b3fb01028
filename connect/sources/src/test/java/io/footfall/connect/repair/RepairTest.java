package io.footfall.connect.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.repair.Repair.Mended;
import io.footfall.event.QuarantinedItem;
import io.footfall.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepairTest {
    private static final String BY_USER = "customer: { user_id: user }\nevent: e\ntime: { column: at }\n";
    private static final String OBJECT = "{\"user\":\"ann\",\"at\":\"2026-03-01T10:00:00Z\",\"messageId\":\"m\"}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T06:00:00Z"));

    @Test
    void aRecordOfATopicGetsTheIdThatItHasWhenItIsReadAgain() throws Exception {
        Repair repair = new Repair(Optional.of(mapping(BY_USER)), 0, clock);

        assertThat(mended(repair, "row:bad_timestamp", "shop web/3/1207 #6lD8Xz2fQ5ePbWnKyQn1wA/4", OBJECT))
                .contains("\"messageId\":\"6lD8Xz2fQ5ePbWnKyQn1wA/3/4/1207\"");
    }

    @Test
    void anItemKeepsItsOwnId() throws Exception {
        Repair repair = new Repair(Optional.of(mapping(BY_USER)), 0, clock);

        assertThat(mended(repair, "missing_id", "shop web/3/1207", OBJECT)).contains("\"messageId\":\"m\"");
        assertThat(mended(repair, "missing_id", "http", OBJECT)).contains("\"messageId\":\"m\"");
    }

    @Test
    void aMappingThatGroupsRowsIsRefusedWithTheReason() throws Exception {
        Mapping grouped = mapping("group: { by: order }\n" + BY_USER);

        assertThatThrownBy(() -> new Repair(Optional.of(grouped), 0, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the mapping groups rows, and a row that was set aside is one of a group:"
                        + " import the file again with it, which adds nothing twice");
    }

    @Test
    void whatHappenedBeforeHistoryIsKeptIsNoEvent() throws Exception {
        long from = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
        Mapping mapping = mapping(BY_USER);

        assertThat(new Repair(Optional.of(mapping), from, clock).mend(aside("missing_id", "http", OBJECT)))
                .isInstanceOf(Mended.Ready.class);
        assertThat(new Repair(Optional.of(mapping), from + 1, clock).mend(aside("missing_id", "http", OBJECT)))
                .isInstanceOfSatisfying(
                        Mended.Failing.class,
                        failing -> assertThat(failing.reason()).isEqualTo("before_history"));
    }

    private static String mended(Repair repair, String reason, String source, String bytes) {
        Mended mended = repair.mend(aside(reason, source, bytes));
        assertThat(mended).isInstanceOf(Mended.Ready.class);
        return new String(((Mended.Ready) mended).item(), StandardCharsets.UTF_8);
    }

    private static AsideItem aside(String reason, String source, String bytes) {
        long receivedAt = Instant.parse("2026-03-02T05:00:00Z").toEpochMilli();
        return AsideItem.of(new QuarantinedItem(reason, source, receivedAt, bytes.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mapping mapping(String yaml) throws Exception {
        return MappingReader.read("orders.yaml", yaml);
    }
}
