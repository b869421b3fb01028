package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final String GOOD = "{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"ann\"}";

    private final EventParser parser = new EventParser(10);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String batch(String... items) {
        return "{\"batch\":[" + String.join(",", items) + "]}";
    }

    private SentBody.Items items(String body) {
        SentBody read = parser.parseBatch(utf8(body));
        assertThat(read).as(body).isInstanceOf(SentBody.Items.class);
        return (SentBody.Items) read;
    }

    private SentItem item(String item) {
        List<SentItem> items = items(batch(GOOD, item, GOOD)).items();
        assertThat(items).hasSize(3);
        assertThat(items.getFirst()).isInstanceOf(SentItem.Readable.class);
        assertThat(items.getLast()).isInstanceOf(SentItem.Readable.class);
        return items.get(1);
    }

    private SentItem.Readable readable(String item) {
        return (SentItem.Readable) item(item);
    }

    private String document(String item) {
        return new JsonText().document(readable(item).document()).toString();
    }

    @Test
    void readsWhatAnItemSays() {
        SentItem.Readable item = readable("""
                {"type":"page","name":"Home","messageId":"m1","userId":7,"anonymousId":"b","previousId":"p",
                 "timestamp":"2026-03-01T10:00:00.123Z","sentAt":"2026-03-01T10:00:01Z","other":[1,{}]}""");

        assertThat(item.type()).isEqualTo("page");
        assertThat(item.pageName()).isEqualTo("Home");
        assertThat(item.messageId()).isEqualTo("m1");
        assertThat(item.userId()).isEqualTo("7");
        assertThat(item.anonymousId()).isEqualTo("b");
        assertThat(item.previousId()).isEqualTo("p");
        assertThat(item.time()).isEqualTo(1_772_359_200_123L);
        assertThat(item.sentAt()).isEqualTo(1_772_359_201_000L);
    }

    @Test
    void keepsPropertiesContextTraitsAndGroupAsSent() {
        String kept =
                "{\"properties\":{\"a\":[1,2.50,-3,1e3,true,null,{}],\"é\":\"\\\"ü€😀\"},\"context\":{\"ip\":null},"
                        + "\"traits\":{},\"groupId\":7}";
        String item = "{\"integrations\":{\"All\":true}," + kept.substring(1, kept.length() - 1) + ",\"userId\":\"a\"}";

        assertThat(document(item)).isEqualTo(kept.replace("1e3", "1E+3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\t\"", "true", "{}", "[\"a\"]"})
    void takesWhatIsNoIdForAbsent(String id) {
        assertThat(readable("{\"userId\":" + id + ",\"anonymousId\":\"b\"}").userId())
                .isNull();
    }

    @Test
    void keepsIdsExactlyAsSent() {
        assertThat(readable("{\"userId\":\" a \"}").userId()).isEqualTo(" a ");
        assertThat(readable("{\"userId\":1.0}").userId()).isEqualTo("1.0");
    }

    @Test
    void saysWhereInTheBodyEachItemStands() {
        String item = "{\"userId\": \"é\" }";
        String body = "{ \"batch\" : [ " + GOOD + " , " + item + ",7, [1] ] }";
        SentBody.Items read = items(body);

        assertThat(read.items())
                .extracting(at -> new String(read.json(), at.from(), at.size(), StandardCharsets.UTF_8))
                .containsExactly(GOOD, item, "7", "[1]");
        assertThat(read.items().get(2)).isInstanceOf(SentItem.NoObject.class);
    }

    @Test
    void readsWhatAppliesToAllItemsWhereverItStands() {
        SentBody.Items read = items("{\"batch\":[" + GOOD + "],\"sentAt\":\"2026-03-01T10:00:01Z\",\"writeKey\":\"k\","
                + "\"context\":{\"library\":{\"name\":\"java\"}},\"sequence\":1}");

        assertThat(read.writeKey()).isEqualTo("k");
        assertThat(read.sentAt()).isEqualTo(1_772_359_201_000L);
        assertThat(read.context()).isNotNull();
    }

    @Test
    void passesOverAContextThatIsNone() {
        assertThat(items("{\"context\":7,\"batch\":[" + GOOD + "]}").context()).isNull();
        assertThat(items("{\"context\":{\"a\":1,\"a\":{}},\"batch\":[" + GOOD + "]}")
                        .items())
                .hasSize(1);
    }

    @Test
    void readsASingleCallWithTheTypeOfItsPath() {
        SentBody read = parser.parseSingle(
                utf8("{\"type\":\"page\",\"event\":\"Seen\",\"userId\":\"a\",\"writeKey\":\"k\"}"), EventType.TRACK);

        assertThat(read).isInstanceOfSatisfying(SentBody.Items.class, items -> {
            assertThat(items.writeKey()).isEqualTo("k");
            assertThat(((SentItem.Readable) items.items().getFirst()).type()).isEqualTo("track");
        });
    }

    @Test
    void takes64OpenObjectsAndNo65() {
        assertThat(item(nested(64))).isInstanceOf(SentItem.Readable.class);
        assertThat(item(nested(65))).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item(nested(20_000))).isInstanceOf(SentItem.Unreadable.class);
    }

    /** An item with this many objects and arrays open at its deepest. */
    private static String nested(int depth) {
        return "{\"properties\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void takes64DigitsAndNo65() {
        String digits = "1".repeat(64);
        assertThat(document("{\"traits\":" + digits + "}")).isEqualTo("{\"traits\":" + digits + "}");
        assertThat(item("{\"traits\":" + digits + "1}")).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item("{\"other\":" + digits + "1}")).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item("{\"userId\":" + digits + "1}")).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item("{\"timestamp\":" + digits + "1}")).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item("{\"traits\":-0." + "1".repeat(63) + "}")).isInstanceOf(SentItem.Readable.class);
        assertThat(item("{\"traits\":" + "1".repeat(100_000) + "}")).isInstanceOf(SentItem.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "1E+0400"})
    void takesAnExponentAtTheLimit(String number) {
        assertThat(item("{\"traits\":" + number + "}")).isInstanceOf(SentItem.Readable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e401", "1e-401", "1e99999999999999999999"})
    void setsAnExponentPastTheLimitAside(String number) {
        assertThat(item("{\"traits\":" + number + "}")).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item("{\"messageId\":" + number + "}")).isInstanceOf(SentItem.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"a\",\"userId\":\"a\"}",
                "{\"properties\":{\"a\":1,\"b\":2,\"a\":3}}",
                "{\"other\":{\"x\":[{\"a\":1,\"\\u0061\":3}]}}",
                "{\"properties\":null,\"properties\":{}}"
            })
    void setsAnItemWithAKeyTwiceAside(String item) {
        assertThat(item(item)).isInstanceOf(SentItem.Unreadable.class);
    }

    @Test
    void takesTheSameKeyInDifferentObjects() {
        assertThat(item("{\"a\":{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]},\"b\":{\"a\":1}}"))
                .isInstanceOf(SentItem.Readable.class);
    }

    @Test
    void findsAKeyTwiceAmongThousands() {
        StringBuilder keys = new StringBuilder("{\"properties\":{");
        for (int key = 0; key < 4_000; key++) {
            keys.append("\"k").append(key).append("\":1,");
        }
        assertThat(item(keys + "\"last\":1}}")).isInstanceOf(SentItem.Readable.class);
        assertThat(item(keys + "\"k3999\":1}}")).isInstanceOf(SentItem.Unreadable.class);
        assertThat(item(keys + "\"k5\":1}}")).isInstanceOf(SentItem.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"\\ud800\"}",
                "{\"event\":\"\\udc00x\"}",
                "{\"properties\":{\"a\":\"\\ud83d\"}}",
                "{\"properties\":{\"\\ud83d\":1}}",
                "{\"other\":[\"\\ud83d\\ud83d\"]}"
            })
    void setsHalfOfASurrogatePairAside(String item) {
        assertThat(item(item)).isInstanceOf(SentItem.Unreadable.class);
    }

    @Test
    void takesAWholeSurrogatePair() {
        assertThat(readable("{\"userId\":\"\\ud83d\\ude00\"}").userId()).isEqualTo("😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"a\"", "[]", "true"})
    void seesPropertiesThatAreNone(String properties) {
        assertThat(readable("{\"properties\":" + properties + "}").isPropertiesLegal())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "{\"batch\":[{]}",
                "{\"batch\":[" + GOOD + "]",
                "{\"batch\":[" + GOOD + "]} x",
                "{\"batch\":[" + GOOD + "]}{}",
                "{\"batch\":[" + GOOD + ",]}",
                "{\"batch\":[NaN]}",
                "{\"batch\":[01]}",
                "{\"batch\":[\"\t\"]}",
                "{'batch':[]}",
                "[]",
                "7",
                "{}",
                "{\"batch\":{}}",
                "{\"batch\":[],\"batch\":[]}",
                "\0{\"batch\":[]}"
            })
    void refusesABodyThatIsNoBatch(String body) {
        assertThat(parser.parseBatch(utf8(body))).isInstanceOf(SentBody.Refused.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] body = utf8(batch("{\"userId\":\"??\"}"));
        for (int[] pair : new int[][] {{0xFF, 0x20}, {0xC0, 0x80}, {0xE2, 0x82}, {0xED, 0xA0}, {0x80, 0x80}}) {
            for (int at = 0; at < body.length; at++) {
                if (body[at] == '?') {
                    body[at] = (byte) pair[0];
                    body[at + 1] = (byte) pair[1];
                    break;
                }
            }
            assertThat(parser.parseBatch(body)).isInstanceOf(SentBody.Refused.class);
            body = utf8(batch("{\"userId\":\"??\"}"));
        }
        assertThat(parser.parseBatch("{\"batch\":[]}".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(SentBody.Refused.class);
        assertThat(parser.parseBatch("{\"batch\":[]}".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(SentBody.Refused.class);
    }

    @Test
    void skipsOneByteOrderMark() {
        SentBody.Items read = items("\uFEFF" + batch(GOOD));

        SentItem item = read.items().getFirst();
        assertThat(new String(read.json(), item.from(), item.size(), StandardCharsets.UTF_8))
                .isEqualTo(GOOD);
        assertThat(parser.parseBatch(utf8("\uFEFF\uFEFF" + batch(GOOD)))).isInstanceOf(SentBody.Refused.class);
    }

    @Test
    void takesABatchAtItsLimitAndRefusesOnePastIt() {
        String[] items = new String[10];
        java.util.Arrays.fill(items, GOOD);
        assertThat(items(batch(items)).items()).hasSize(10);
        String[] more = new String[11];
        java.util.Arrays.fill(more, "7");
        assertThat(parser.parseBatch(utf8(batch(more)))).isInstanceOf(SentBody.Refused.class);
    }
}
