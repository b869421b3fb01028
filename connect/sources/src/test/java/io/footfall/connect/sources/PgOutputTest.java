package io.footfall.connect.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.replication.LogSequenceNumber;

class PgOutputTest {
    private final PgOutput output = new PgOutput();

    @Test
    void rowsAreReadAsTheirTableWasDescribed() {
        PgOutput.Message described = read(
                buffer('R').putInt(7),
                text("public"),
                text("orders"),
                bytes('d', 0, 2),
                bytes(1),
                text("id"),
                ints(20, -1),
                bytes(0),
                text("at"),
                ints(1184, -1));
        assertThat(described).isEqualTo(new PgOutput.Message.Other());

        PgOutput.Message.Changed added = (PgOutput.Message.Changed)
                read(buffer('I').putInt(7), bytes('N', 0, 2), value("41"), value("2026-03-01 12:00:00.5+02"));
        assertThat(added.isUpdate()).isFalse();
        assertThat(added.relation().columns()).containsExactly("id", "at");
        assertThat(added.values()).containsExactly("41", "2026-03-01T10:00:00.500Z");

        PgOutput.Message.Changed changed = (PgOutput.Message.Changed) read(
                buffer('U').putInt(7),
                bytes('K', 0, 2),
                value("41"),
                bytes('n'),
                bytes('N', 0, 2),
                value("42"),
                bytes('u'));
        assertThat(changed.isUpdate()).isTrue();
        assertThat(changed.values()).containsExactly("42", "");
    }

    @Test
    void aTransactionEndsWhereTheLogGoesOn() {
        assertThat(read(buffer('B').putLong(9))).isEqualTo(new PgOutput.Message.Begin());
        assertThat(read(buffer('C').put((byte) 0).putLong(8).putLong(9))).isEqualTo(new PgOutput.Message.Commit(9));
        assertThat(read(buffer('D').putInt(7))).isEqualTo(new PgOutput.Message.Other());
    }

    @ParameterizedTest
    @CsvSource({
        "timestamptz, 2026-03-01 10:00:00+00, 2026-03-01T10:00:00Z",
        "timestamptz, 2026-03-01 15:30:00.123456+05:30, 2026-03-01T10:00:00.123456Z",
        "timestamptz, infinity, infinity",
        "timestamp, 2026-03-01 10:00:00, 2026-03-01T10:00:00",
        "bool, t, true",
        "bool, f, false",
        "numeric, 1.50, 1.50",
    })
    void valuesAreWrittenAsMappingsReadThem(String type, String text, String read) {
        assertThat(PgText.of(type, text)).isEqualTo(read);
    }

    @Test
    void aPositionIsReadAsItWasKept() {
        ChangesPosition position = new ChangesPosition("73", LogSequenceNumber.valueOf("1/A0"), true);
        assertThat(position.text()).isEqualTo("1 73 1/A0 changes");
        assertThat(ChangesPosition.of(position.text())).contains(position);
        assertThat(ChangesPosition.of("2 73 1/A0 changes more")).isEmpty();
    }

    private PgOutput.Message read(ByteBuffer beginning, byte[]... rest) {
        for (byte[] part : rest) {
            beginning.put(part);
        }
        return output.read(beginning.flip());
    }

    private static ByteBuffer buffer(char kind) {
        return ByteBuffer.allocate(200).put((byte) kind);
    }

    private static byte[] value(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + utf8.length)
                .put((byte) 't')
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ints(int first, int second) {
        return ByteBuffer.allocate(8).putInt(first).putInt(second).array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
