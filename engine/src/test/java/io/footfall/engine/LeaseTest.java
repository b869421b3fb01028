package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.history.sql.Lease;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which properties a statement has columns of. */
final class LeaseTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-30T05:00:00Z"));
    private long made;

    @TempDir
    Path data;

    @Test
    void thereIsAColumnOfAPropertyAsSoonAsItsEventIsAnalysed() {
        try (Running running = Running.on(data, clock, 1)) {
            append(running, Map.of("name", "cup"));
            assertThat(properties(running)).containsExactly(property("properties.name", Lease.Type.TEXT));

            append(running, Map.of("price", BigDecimal.ONE));
            append(running, Map.of("price", BigDecimal.TWO));
            assertThat(properties(running))
                    .as("what is there most often comes first")
                    .containsExactly(
                            property("properties.price", Lease.Type.NUMBER),
                            property("properties.name", Lease.Type.TEXT));
        }
        try (Running again = Running.on(data, clock, 2)) {
            assertThat(properties(again))
                    .containsExactly(
                            property("properties.price", Lease.Type.NUMBER),
                            property("properties.name", Lease.Type.TEXT));
        }
    }

    @Test
    void whatIsOfSeveralKindsIsTextAndListsHaveNone() {
        try (Running running = Running.on(data, clock, 1)) {
            append(running, Map.of("size", "large", "gift", true, "tags", "none"));
            append(running, Map.of("size", BigDecimal.TEN, "gift", false, "tags", List.of("new")));

            assertThat(properties(running))
                    .containsExactly(
                            property("properties.gift", Lease.Type.BOOLEAN),
                            property("properties.size", Lease.Type.TEXT));
        }
    }

    private static Lease.TypedProperty property(String path, Lease.Type type) {
        return new Lease.TypedProperty(path, type);
    }

    private static List<Lease.TypedProperty> properties(Running running) {
        try (HeldLease held = running.engine().lease().join()) {
            return held.lease().properties();
        }
    }

    private void append(Running running, Map<String, ?> properties) {
        long at = clock.millis() - 1_000;
        Event event = new Event(
                EventType.TRACK,
                "Product Viewed",
                "web",
                "m" + made++,
                "ann",
                null,
                null,
                at,
                at,
                Document.of(Map.of("properties", properties)));
        long sequence = running.append(List.of(event)).join().getLast().sequence();
        running.engine().after(sequence).join();
    }
}
