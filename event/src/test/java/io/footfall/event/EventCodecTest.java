package io.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final String GOLDEN = "event-1.bin";

    @Test
    void readsWhatItWrote() {
        ByteSink sink = new ByteSink(16);
        EventCodec.write(full(), sink);
        EventCodec.write(bare(), sink);

        ByteSource source = new ByteSource(sink.toBytes());
        assertThat(EventCodec.read(source)).isEqualTo(full());
        assertThat(EventCodec.read(source)).isEqualTo(bare());
        assertThat(source.remaining()).isZero();
    }

    @Test
    void readsTheBytesOfVersion1ForEver() throws IOException {
        ByteSink sink = new ByteSink(16);
        EventCodec.write(full(), sink);
        if (Boolean.getBoolean("golden.update")) {
            Files.write(Path.of("src/test/resources/formats", GOLDEN), sink.toBytes());
        }
        try (InputStream golden = Objects.requireNonNull(
                EventCodecTest.class.getResourceAsStream("/formats/" + GOLDEN), "the golden file is missing")) {
            byte[] bytes = golden.readAllBytes();
            assertThat(EventCodec.read(new ByteSource(bytes))).isEqualTo(full());
            assertThat(sink.toBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void refusesAnotherVersion() {
        byte[] bytes = stored(full());
        bytes[0] = 2;
        assertThatThrownBy(() -> EventCodec.read(new ByteSource(bytes)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void refusesBytesThatEndTooEarly() {
        byte[] bytes = stored(full());
        for (int length = 0; length < bytes.length; length++) {
            ByteSource cut = new ByteSource(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> EventCodec.read(cut)).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void anEventMustHaveBeenDoneBySomebody() {
        assertThatThrownBy(() -> new Event(
                        EventType.TRACK, "Viewed", "shop", "m1", null, null, null, 1, 1, PackedDocument.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m1");
    }

    @Test
    void carriesTheUserIdBeforeTheAnonymousOne() {
        assertThat(full().identity()).isEqualTo(IdentityKey.user("ann"));
        assertThat(bare().identity()).isEqualTo(IdentityKey.anonymous("a-1"));
    }

    static byte[] stored(Event event) {
        ByteSink sink = new ByteSink(16);
        EventCodec.write(event, sink);
        return sink.toBytes();
    }

    static Event full() {
        PackedDocument document = new DocumentWriter(16)
                .startObject()
                .key("properties")
                .startObject()
                .key("price")
                .number(new BigDecimal("12.50"))
                .key("quantity")
                .number(-3)
                .key("large")
                .number(new BigDecimal("123456789012345678901234567890.5"))
                .key("name")
                .text("Grüße, 世界 🛒")
                .key("tags")
                .startArray()
                .bool(true)
                .bool(false)
                .nothing()
                .endArray()
                .endObject()
                .endObject()
                .toDocument();
        return new Event(
                EventType.ALIAS,
                "Alias",
                "shop",
                "m-1",
                "ann",
                "a-1",
                "old-ann",
                1_772_359_200_000L,
                1_772_359_199_000L,
                document);
    }

    private static Event bare() {
        return new Event(EventType.PAGE, "Page Viewed", "shop", "", null, "a-1", null, 0, 5, PackedDocument.EMPTY);
    }
}
