package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentMergeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'traits':{'a':1}}             | {'x':1,'y':[2]}       | {'traits':{'a':1},'context':{'x':1,'y':[2]}}",
                "{'context':{'x':9}}            | {'x':1,'y':{'z':[2]}} | {'context':{'x':9,'y':{'z':[2]}}}",
                "{'context':{'x':{'y':1}}}      | {'y':2}               | {'context':{'x':{'y':1},'y':2}}",
                "{'context':{}}                 | {'x':{'y':1},'z':2.50}| {'context':{'x':{'y':1},'z':2.50}}",
                "{'context':7}                  | {'x':1}               | {'context':7}",
                "{'traits':{'context':{'a':1}}} | {'x':1} | {'traits':{'context':{'a':1}},'context':{'x':1}}",
                "{'context':{'x':[{'y':1}]}}    | {'x':[1],'y':[{'x':1},true,null,'t']} "
                        + "| {'context':{'x':[{'y':1}],'y':[{'x':1},true,null,'t']}}",
            })
    void addsWhatTheSectionLacks(String document, String additions, String merged) {
        PackedDocument added = DocumentMerge.merge(packed(document), "context", context(additions));

        assertThat(new JsonText().document(added).toString().replace('"', '\'')).isEqualTo(merged);
    }

    private static PackedDocument packed(String json) {
        SentBody body = new EventParser(1)
                .parseSingle(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), EventType.TRACK);
        return ((SentItem.Readable) ((SentBody.Items) body).items().getFirst()).document();
    }

    private static PackedDocument context(String json) {
        String body = "{\"batch\":[],\"context\":" + json.replace('\'', '"') + "}";
        return Objects.requireNonNull(
                ((SentBody.Items) new EventParser(1).parseBatch(body.getBytes(StandardCharsets.UTF_8))).context());
    }
}
