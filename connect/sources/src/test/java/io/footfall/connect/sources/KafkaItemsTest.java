package io.footfall.connect.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.files.Outcome;
import io.footfall.connect.kafka.Message;
import io.footfall.connect.kafka.Partition;
import io.footfall.connect.kafka.Place;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaItemsTest {
    private final KafkaItems asTheyAre = new KafkaItems(Optional.empty());

    @Test
    void aRecordWithoutIdAndTimeGetsThoseOfItsPlace() {
        assertThat(item(asTheyAre, "{\"userId\":\"a\"}"))
                .isEqualTo("{\"messageId\":\"T/3/5/70\",\"timestamp\":\"1970-01-01T00:00:01Z\",\"userId\":\"a\"}");
        assertThat(item(asTheyAre, "{\"messageId\":\"m\",\"timestamp\":1}"))
                .isEqualTo("{\"messageId\":\"m\",\"timestamp\":1}");
    }

    @Test
    void anObjectIsReadByItsPathsAndItsKey() throws Exception {
        KafkaItems mapped = mapped("""
                customer: { user_id: $key }
                event: { column: what.name }
                time: { column: at }
                properties: { total: { column: cart.total, type: number }, topic: $topic }
                leave_out: [{ column: what.isTest, equals: "true" }]
                """);
        String object = "{\"what\":{\"name\":\"buy\"},\"at\":\"2026-03-01T10:00:00Z\",\"cart\":{\"total\":7.10}}";
        assertThat(item(mapped, object))
                .contains("\"messageId\":\"T/3/5/70\"", "\"event\":\"buy\"", "\"userId\":\"k\"", "\"total\":7.10")
                .contains("\"topic\":\"orders\"");
        assertThat(mapped.of(message(object.replace("\"buy\"", "\"buy\",\"isTest\":true")), "T"))
                .isEmpty();
        assertThat(reason(mapped, "{\"what\":")).isEqualTo(Outcome.BadReason.BAD_JSON);
        assertThat(reason(mapped, object.replace("7.10", "\"much\""))).isEqualTo(Outcome.BadReason.BAD_NUMBER);
    }

    @Test
    void anIdOfItsOwnIsKept() throws Exception {
        KafkaItems mapped = mapped(
                "customer: { user_id: u }\nevent: e\ntime: { column: $timestamp, format: epoch_millis }\nmessage_id: id\n");
        assertThat(item(mapped, "{\"u\":1,\"id\":\"o-7\"}")).contains("\"messageId\":\"o-7\"", "1970-01-01T00:00:01Z");
        assertThat(item(mapped, "{\"u\":1,\"id\":null}")).contains("\"messageId\":\"T/3/5/70\"");
    }

    @Test
    void whatIsNoObjectIsSetAsideAndNothingIsPassedOver() {
        assertThat(reason(asTheyAre, "[]")).isEqualTo(Outcome.BadReason.BAD_JSON);
        assertThat(reason(asTheyAre, "")).isEqualTo(Outcome.BadReason.BAD_JSON);
        assertThat(item(asTheyAre, "{\"a\":\"" + "x".repeat(32_760) + "\"}")).hasSizeGreaterThan(32_768);
        assertThat(reason(asTheyAre, "{\"a\":\"" + "x".repeat(32_761) + "\"}")).isEqualTo(Outcome.BadReason.TOO_LARGE);
        assertThat(asTheyAre.of(message(null), "T")).isEmpty();
    }

    @Test
    void aPositionIsReadAsItWasKept() {
        KafkaPosition position = new KafkaPosition("T", new Place(70, Place.NO_EPOCH));
        assertThat(position.text()).isEqualTo("1 T 70 -1");
        assertThat(KafkaPosition.of(position.text())).contains(position);
        assertThat(KafkaPosition.of("2 T 70 -1 more")).isEmpty();
        assertThat(Partition.of(new Partition("a-b", 12).text())).contains(new Partition("a-b", 12));
        assertThat(Partition.of("orders.csv")).isEmpty();
    }

    private static KafkaItems mapped(String mapping) throws Exception {
        return new KafkaItems(Optional.of((Mapping.OfRows) MappingReader.read("m", mapping)));
    }

    private static Message message(@Nullable String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new Message(new Partition("orders", 3), 70, 5, 1_000, "k".getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static String item(KafkaItems items, String value) {
        Outcome.Item item = (Outcome.Item) items.of(message(value), "T").orElseThrow();
        return new String(item.json(), StandardCharsets.UTF_8);
    }

    private static Outcome.BadReason reason(KafkaItems items, String value) {
        return ((Outcome.Bad) items.of(message(value), "T").orElseThrow()).reason();
    }
}
