package io.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.CorruptBytesException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aPinIsThereOnceItsRecordIsApplied() {
        Catalog catalog = new Catalog();
        catalog.apply(pinned("orders", "{\"kind\":\"trend\"}").toBytes());

        assertThat(catalog.pin("orders")).contains(new Pin("orders", "{\"kind\":\"trend\"}", NOW));
        assertThat(catalog.pin("carts")).isEmpty();
    }

    @Test
    void theLaterRecordWins() {
        Catalog catalog = new Catalog();
        catalog.apply(pinned("orders", "first"));
        catalog.apply(pinned("orders", "second"));
        assertThat(catalog.pins()).extracting(Pin::question).containsExactly("second");

        catalog.apply(new ControlRecord.Unpinned("orders").toBytes());
        assertThat(catalog.pins()).isEmpty();
    }

    @Test
    void listsPinsByName() {
        Catalog catalog = new Catalog();
        catalog.apply(pinned("b", ""));
        catalog.apply(pinned("a", ""));
        assertThat(catalog.pins()).extracting(Pin::name).containsExactly("a", "b");
    }

    @Test
    void hasRoomUpToItsLimitAndForReplacing() {
        Catalog catalog = new Catalog(2);
        catalog.requireRoomFor("a");
        catalog.apply(pinned("a", ""));
        catalog.requireRoomFor("b");
        catalog.apply(pinned("b", ""));

        catalog.requireRoomFor("a");
        assertThatThrownBy(() -> catalog.requireRoomFor("c"))
                .isInstanceOf(PinLimitException.class)
                .hasMessageContaining("2 pins");
    }

    @Test
    void recordsKeepTheirStoredForm() {
        assertThat(pinned("a", "{}").toBytes()).isEqualTo(HexFormat.of().parseHex("01010161027b7d80b4b98d9567"));
        assertThat(new ControlRecord.Unpinned("a").toBytes())
                .isEqualTo(HexFormat.of().parseHex("01020161"));
        assertThat(moved("a", "b", "7").toBytes()).isEqualTo(HexFormat.of().parseHex("0103016101620137"));
    }

    @Test
    void aSourceHasThePositionThatItMovedToLast() {
        Catalog catalog = new Catalog();
        catalog.apply(moved("orders", "a.csv", "10").toBytes());
        catalog.apply(moved("orders", "b.csv", "3").toBytes());
        catalog.apply(moved("orders", "a.csv", "20").toBytes());

        assertThat(catalog.positions("orders")).containsExactly(Map.entry("a.csv", "20"), Map.entry("b.csv", "3"));
        assertThat(catalog.positions("carts")).isEmpty();
        assertThat(catalog.pins()).isEmpty();
    }

    @Test
    void aLookupTableHasTheVersionThatWasRecordedLastUntilItIsDropped() {
        LookupShape shape = new LookupShape(
                "p",
                "event",
                new LookupColumn("id", LookupColumn.Type.TEXT),
                List.of(
                        new LookupColumn("a", LookupColumn.Type.NUMBER),
                        new LookupColumn("b", LookupColumn.Type.BOOLEAN)));
        LookupVersion first = new LookupVersion(shape, 1, NOW, 2, 3, 0x01020304);
        LookupVersion second = new LookupVersion(shape, 2, NOW, 9, 9, -1);
        byte[] stored = new ControlRecord.LookedUp(first).toBytes();
        assertThat(stored)
                .isEqualTo(HexFormat.of()
                        .parseHex("0104" + "0170" + "056576656e74" + "02696400" + "02" + "016101" + "016202" + "02"
                                + "80b4b98d9567" + "04" + "06" + "04030201"));
        Catalog catalog = new Catalog();
        catalog.apply(stored);
        assertThat(catalog.lookups()).isEqualTo(Map.of("p", first));
        byte[] newer = new ControlRecord.LookedUp(second).toBytes();
        catalog.apply(newer);
        assertThat(catalog.lookups()).isEqualTo(Map.of("p", second));
        byte[] dropped = new ControlRecord.LookupDropped("p").toBytes();
        catalog.apply(dropped);
        assertThat(catalog.lookups()).isEmpty();

        assertThat(ControlRecord.compacted(List.of(stored, newer))).containsExactly(stored, newer);
        assertThat(ControlRecord.compacted(List.of(stored, newer, dropped))).isEmpty();
    }

    @Test
    void theFewVersionsBeforeTheCurrentOneAreKnownAndWhichWasCurrentWhen() {
        List<byte[]> records = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            records.add(new ControlRecord.LookedUp(version("p", number)).toBytes());
        }
        records.add(new ControlRecord.LookedUp(version("q", 1)).toBytes());
        List<byte[]> kept = ControlRecord.compacted(ControlRecord.compacted(records));
        assertThat(kept).containsExactlyElementsOf(records.subList(2, 7));

        Catalog whole = new Catalog();
        records.forEach(whole::apply);
        Catalog sealed = new Catalog();
        kept.forEach(sealed::apply);
        for (Catalog catalog : List.of(whole, sealed)) {
            LookupVersions versions = catalog.lookupVersions();
            assertThat(versions.current()).isEqualTo(Map.of("p", version("p", 6), "q", version("q", 1)));
            assertThat(versions.at(Instant.ofEpochSecond(5))).containsEntry("p", version("p", 5));
            assertThat(versions.at(Instant.ofEpochSecond(5).minusMillis(1))).containsEntry("p", version("p", 4));
            assertThat(versions.at(Instant.ofEpochSecond(3))).containsEntry("p", version("p", 3));
            assertThat(versions.at(Instant.ofEpochSecond(2)))
                    .as("what is not known any more is the current one")
                    .isEqualTo(versions.current());
        }
        sealed.apply(new ControlRecord.LookupDropped("p").toBytes());
        assertThat(sealed.lookupVersions().at(Instant.ofEpochSecond(9))).containsOnlyKeys("q");
    }

    /** A version that is current from the second of its number on. */
    private static LookupVersion version(String table, int number) {
        LookupShape shape = new LookupShape(
                table,
                "event",
                new LookupColumn("id", LookupColumn.Type.TEXT),
                List.of(new LookupColumn("a", LookupColumn.Type.TEXT)));
        return new LookupVersion(shape, number, Instant.ofEpochSecond(number), 1, 2, number);
    }

    @Test
    void whatWasRepairedIsKnownAndCountedThroughPuttingRecordsTogether() {
        byte[] first = new ControlRecord.Repaired(0, List.of(7L, -1L)).toBytes();
        assertThat(first)
                .isEqualTo(HexFormat.of().parseHex("0106" + "00" + "02" + "0700000000000000" + "ffffffffffffffff"));
        byte[] second = new ControlRecord.Repaired(0, List.of(7L, 9L)).toBytes();
        List<byte[]> together =
                ControlRecord.compacted(List.of(first, pinned("a", "{}").toBytes(), second));
        assertThat(together).hasSize(2);
        Catalog catalog = new Catalog();
        together.forEach(catalog::apply);
        assertThat(catalog.repairs().count()).isEqualTo(3);
        assertThat(catalog.repairs().has(-1)).isTrue();
        assertThat(catalog.repairs().has(8)).isFalse();
    }

    @Test
    void ofRepairsBeyondTheLimitTheOldestAreOnlyCounted() {
        List<Long> most = LongStream.range(0, Repairs.KEPT_MAX).boxed().toList();
        byte[] all = new ControlRecord.Repaired(0, most).toBytes();
        byte[] more = new ControlRecord.Repaired(0, List.of(-5L)).toBytes();
        Catalog catalog = new Catalog();
        ControlRecord.compacted(ControlRecord.compacted(List.of(all, more))).forEach(catalog::apply);
        assertThat(catalog.repairs().count()).isEqualTo(Repairs.KEPT_MAX + 1);
        assertThat(catalog.repairs().has(0)).isFalse();
        assertThat(catalog.repairs().has(1)).isTrue();
        assertThat(catalog.repairs().has(-5)).isTrue();
    }

    @Test
    void whatIsKeptNeverReachesFurtherBackAgain() {
        byte[] earlier = new ControlRecord.KeptFrom(86_400_000).toBytes();
        byte[] later = new ControlRecord.KeptFrom(172_800_000).toBytes();
        assertThat(earlier).as("the stored form").isEqualTo(HexFormat.of().parseHex("010780f0b252"));
        Catalog catalog = new Catalog();
        catalog.apply(later);
        catalog.apply(earlier);

        assertThat(catalog.historyFrom()).isEqualTo(172_800_000);
        assertThat(ControlRecord.compacted(List.of(later, earlier))).containsExactly(later);
    }

    @Test
    void recordsOfANewerProgramChangeNothing() {
        Catalog catalog = new Catalog();
        catalog.apply(new byte[] {1, 99, 5});
        catalog.apply(new byte[] {2, 1, 5});
        assertThat(catalog.pins()).isEmpty();
    }

    @Test
    void bytesThatEndTooEarlyAreCorrupt() {
        byte[] whole = pinned("orders", "{}").toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ControlRecord.read(cut)).isInstanceOf(CorruptBytesException.class);
        }
    }

    private static ControlRecord moved(String source, String unit, String at) {
        return new ControlRecord.Moved(new SourcePosition(source, unit, at));
    }

    private static ControlRecord pinned(String name, String question) {
        return new ControlRecord.Pinned(new Pin(name, question, NOW));
    }
}
