package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.connect.files.Outcome.Item;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySinkTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final KeptItems kept = new KeptItems();
    private final SleptClock time = new SleptClock();
    private final ReplaySink replay = new ReplaySink(kept, 60, time.clock(), time);

    @Test
    void eachItemIsToldWhenItsShareOfTheTimeHasPassed() throws Exception {
        replay.accept(List.of(item("a", "2019-10-01T08:00:00Z"), item("b", "2019-10-01T08:00:00Z")));
        replay.accept(List.of(item("c", "2019-10-01T08:01:00Z"), item("d", "2019-10-01T09:00:00Z")));

        assertThat(kept.items)
                .containsExactly(
                        told("a", "2026-03-01T12:00:00Z"),
                        told("b", "2026-03-01T12:00:00Z"),
                        told("c", "2026-03-01T12:00:01Z"),
                        told("d", "2026-03-01T12:01:00Z"));
        assertThat(time.slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(59));
        assertThat(replay.late()).isZero();
    }

    @Test
    void whatWasLateIsLateAgainAndWhatHasNoTimeGoesAsItIs() throws Exception {
        Item timeless = new Item(3, "{\"messageId\":\"t\"}".getBytes(StandardCharsets.UTF_8));

        replay.accept(List.of(item("a", "2019-10-01T08:02:00Z"), item("b", "2019-10-01T08:00:00Z"), timeless));

        assertThat(kept.items)
                .containsExactly(
                        told("a", "2026-03-01T12:00:00Z"), told("b", "2026-03-01T11:59:58Z"), "{\"messageId\":\"t\"}");
        assertThat(time.slept).isEmpty();
        assertThat(replay.late()).isEqualTo(1);
    }

    @Test
    void aRefusedItemKeepsItsPlaceAlthoughTheItemsGoOutInParts() throws Exception {
        ItemSink refusing = new ItemSink() {
            @Override
            public Receipt accept(List<Item> items) {
                return new Receipt(1, java.util.Map.of(items.size() - 1, "bad"));
            }

            @Override
            public void quarantine(String file, List<Outcome.Bad> rows) {}
        };
        ReplaySink parts = new ReplaySink(refusing, 1, time.clock(), time);

        ItemSink.Receipt receipt = parts.accept(Stream.of("08:00:00", "08:00:00", "08:00:05")
                .map(at -> item("x", "2019-10-01T" + at + "Z"))
                .toList());

        assertThat(receipt.quarantined()).containsOnlyKeys(1, 2);
        assertThat(receipt.duplicates()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.009, 1_000_001, Double.NaN})
    void aSpeedPastItsLimitsIsRefused(double speed) {
        assertThatThrownBy(() -> new ReplaySink(kept, speed, time.clock(), time))
                .hasMessage("speed is " + speed + ", expected 0.01 to 1000000");
    }

    private static Item item(String id, String at) {
        return new Item(
                1, ("{\"messageId\":\"" + id + "\",\"timestamp\":\"" + at + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String told(String id, String at) {
        return "{\"messageId\":\"" + id + "@" + NOON.toEpochMilli() + "\",\"timestamp\":\"" + at + "\"}";
    }

    /** A clock that moves when somebody sleeps. */
    private static final class SleptClock implements Waiting, InstantSource {
        private final List<Duration> slept = new ArrayList<>();
        private Instant now = NOON;

        Clock clock() {
            return withZone(ZoneOffset.UTC);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public long nanos() {
            return now.toEpochMilli() * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {
            slept.add(duration);
            now = now.plus(duration);
        }
    }
}
