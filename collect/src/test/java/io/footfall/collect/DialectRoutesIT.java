package io.footfall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other dialects, over real sockets into a real log. Bodies are told with single quotes; {@code KEY} is the write key. */
class DialectRoutesIT {
    private static final String SNOWPLOW = "/com.snowplowanalytics.snowplow/tp2";

    private CollectedOverHttp collected;

    @BeforeEach
    void start(@TempDir Path data) {
        collected = new CollectedOverHttp(data);
    }

    @AfterEach
    void stop() {
        collected.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batch", "/batch/", "/capture/", "/i/v0/e/", "/i/v0/e"})
    void postHogsLibrariesSendTheirEvents(String path) throws Exception {
        HttpResponse<String> answer = post(path, """
                {'api_key':'KEY','batch':[
                 {'event':'order paid','distinct_id':'ann','uuid':'u1','timestamp':'2026-03-01T11:59:00Z',
                  'properties':{'revenue':12.50,'$lib':'x'}},
                 {'event':'$pageview','distinct_id':'d1','uuid':'u2',
                  'properties':{'$is_identified':false,'$current_url':'https://shop.example/a','utm_campaign':'spring','title':'A'}},
                 {'event':'$identify','distinct_id':'ann','uuid':'u3',
                  'properties':{'$anon_distinct_id':'d1','$set':{'plan':'gold'}}},
                 {'event':'$create_alias','distinct_id':'old','uuid':'u4','properties':{'alias':'ann'}},
                 {'event':'$groupidentify','distinct_id':'ann','uuid':'u5',
                  'properties':{'$group_key':'acme','$group_set':{'seats':3}}}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":1}");
        assertThat(events())
                .containsExactly(
                        "track order paid u1 ann - - 11:59:00 {'properties':{'revenue':12.50,'$lib':'x'}}",
                        "page Page Viewed u2 - d1 - 12:00:00 {'context':{'page':{'url':'https://shop.example/a','title':'A'},"
                                + "'campaign':{'name':'spring'}},'properties':{'$is_identified':false,"
                                + "'$current_url':'https://shop.example/a','utm_campaign':'spring','title':'A','name':'A'}}",
                        "identify Identify u3 ann d1 - 12:00:00 {'traits':{'plan':'gold'}}",
                        "alias Alias u4 ann - old 12:00:00 {}",
                        "group Group u5 ann - - 12:00:00 {'groupId':'acme','traits':{'seats':3}}");
    }

    @Test
    void aSingleEventOfPostHogAndAListCarryTheirKeyInside() throws Exception {
        String event = "{'event':'e','distinct_id':'ann','properties':{'token':'KEY'}}";

        assertThat(post("/i/v0/e/", event).statusCode()).isEqualTo(200);
        assertThat(post("/i/v0/e/", "[" + event + "]").statusCode()).isEqualTo(200);
        assertThat(post("/capture/", "{'api_key':'KEY','event':'e','properties':{'distinct_id':'ann'}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(events()).hasSize(3).allMatch(each -> each.contains(" ann "));
    }

    @Test
    void postHogsBodyMayBeGzipWithoutAHeaderThatSaysSo() throws Exception {
        String body = filled("{'api_key':'KEY','event':'e','distinct_id':'ann'}");

        assertThat(send("/i/v0/e/?compression=gzip-js", gzip(body))).isEqualTo(200);
        assertThat(send("/i/v0/e/", gzip(body + " ".repeat(512_000)))).isEqualTo(400);
        assertThat(send("/i/v0/e/", new byte[] {0x1f, (byte) 0x8b, 8, 0})).isEqualTo(400);
        assertThat(events()).hasSize(1);
    }

    @Test
    void historyOfPostHogIsNotCorrectedByItsClock() throws Exception {
        String body = "{'api_key':'KEY','sent_at':'2026-03-01T10:00:00Z','historical_migration':HISTORY,"
                + "'batch':[{'event':'e','distinct_id':'ann','timestamp':'2026-03-01T09:00:00Z'}]}";

        post("/batch/", body.replace("HISTORY", "false"));
        post("/batch/", body.replace("HISTORY", "true"));

        assertThat(events()).element(0).asString().contains(" 11:00:00 ");
        assertThat(events()).element(1).asString().contains(" 09:00:00 ");
    }

    @Test
    void noFeatureFlagIsOn() throws Exception {
        HttpResponse<String> answer = post("/flags/?v=2", "{'token':'whatever'}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"flags\":{}", "\"errorsWhileComputingFlags\":false");
    }

    @Test
    void snowplowsTrackersSendTheirEvents() throws Exception {
        String described = "{'schema':'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',"
                + "'data':{'schema':'iglu:com.acme/sign_up/jsonschema/1-0-0','data':{'plan':'gold','seats':3}}}";
        String entities = "{'data':[{'schema':'iglu:com.acme/test/jsonschema/1-0-0','data':{'group':'b'}}]}";
        HttpResponse<String> answer =
                post(SNOWPLOW, """
                {'schema':'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4','data':[
                 {'e':'pv','aid':'KEY','eid':'e1','uid':'ann','duid':'d1','dtm':'1772366340000','stm':'1772366399000',
                  'page':'A','url':'https://shop.example/a?utm_source=mail&utm_campaign=spring%20sale#x'},
                 {'e':'se','eid':'e2','duid':'d1','se_ca':'cart','se_ac':'add','se_va':'12.50'},
                 {'e':'ue','eid':'e3','uid':'ann','ue_px':'DESCRIBED','cx':'ENTITIES'},
                 {'e':'tr','eid':'e4','uid':'ann','tr_id':'o1','tr_tt':'99.90'}]}""".replace("DESCRIBED", base64(described)).replace("ENTITIES", base64(entities)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(events())
                .containsExactly(
                        "page Page Viewed e1 ann d1 - 11:59:00 {'context':{'page':{"
                                + "'url':'https://shop.example/a?utm_source=mail&utm_campaign=spring%20sale#x','title':'A'},"
                                + "'campaign':{'source':'mail','name':'spring sale'}},'properties':{"
                                + "'url':'https://shop.example/a?utm_source=mail&utm_campaign=spring%20sale#x','title':'A',"
                                + "'name':'A'}}",
                        "track add e2 - d1 - 12:00:00 {'properties':{'category':'cart','action':'add','value':12.50}}",
                        "track sign_up e3 ann - - 12:00:00 {'context':{'snowplow':{'test':{'group':'b'}}},"
                                + "'properties':{'plan':'gold','seats':3}}",
                        "track Order Completed e4 ann - - 12:00:00 {'properties':{'order_id':'o1','revenue':99.90}}");
    }

    @Test
    void snowplowsPixelIsAnEventToo() throws Exception {
        String query = filled("/i?e=pv&eid=e1&duid=d1&page=A%20B&aid=KEY");

        assertThat(collected.send(collected.to(query)).body()).isEqualTo("ok");
        assertThat(collected.send(collected.to("/i?e=pv&duid=d1&aid=nobody")).statusCode())
                .isEqualTo(401);
        assertThat(collected
                        .send(collected.to(filled("/i?e=pv&duid=d1&aid=shop&writeKey=KEY")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(events()).hasSize(2).first().asString().startsWith("page Page Viewed e1 - d1 - ");
    }

    @Test
    void cloudEventsComeAloneInBatchesAndAsHeaders() throws Exception {
        String event =
                "{'specversion':'1.0','id':'7','source':'/shop','type':'order.paid','time':'2026-03-01T11:00:00Z',"
                        + "'subject':'o1','data':{'userId':'ann','total':5}}";
        String extended =
                "{'specversion':'1.0','id':'8','source':'/shop','type':'seen','anonymousid':'d1','data':'plain'}";
        assertThat(keyed("/v1/cloudevents", event).statusCode()).isEqualTo(200);
        assertThat(keyed("/v1/cloudevents", "[" + extended + "," + event.replace("1.0", "0.3") + "]")
                        .statusCode())
                .isEqualTo(200);
        HttpRequest.Builder binary = collected
                .postWithKey("/v1/cloudevents", "{\"total\":5}")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "9")
                .header("ce-source", "/sh%C3%B6p+x")
                .header("ce-type", "order.paid")
                .header("ce-userid", "ann");
        assertThat(collected.send(binary).body()).isEqualTo("{\"success\":true}");

        assertThat(events())
                .containsExactly(
                        "track order.paid /shop 7 ann - - 11:00:00 {'context':{'cloudevent':{'source':'/shop','subject':'o1'}},"
                                + "'properties':{'userId':'ann','total':5}}",
                        "track seen /shop 8 - d1 - 12:00:00 {'context':{'cloudevent':{'source':'/shop'}},"
                                + "'properties':{'data':'plain'}}",
                        "track order.paid /sh\u00f6p+x 9 ann - - 12:00:00 {'context':{'cloudevent':{'source':'/sh\u00f6p+x',"
                                + "'datacontenttype':'application/json'}},'properties':{'total':5}}");
        assertThat(reasons()).containsExactly("unknown_type");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachEventSentToUsIsToldWhatBecameOfIt(boolean isArray) throws Exception {
        String good = "{'messageId':'a','event':'e','userId':'ann'}";
        String bad = "{'messageId':'b','userId':'ann'}";
        List<String> items = isArray
                ? List.of(good, bad, "7", "{'messageId':'c','type':'identify','userId':'ann'}")
                : List.of(good, bad, "{'event':", "{'messageId':'c','type':'identify','userId':'ann'}");
        collected.secondDeliveries.add(2L);

        HttpResponse<String> answer =
                keyed("/v1/events", isArray ? "[" + String.join(",", items) + "]" : String.join("\n", items) + "\n\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().replace('"', '\''))
                .isEqualTo("{'results':{'a':{'result':'ok'},"
                        + "'b':{'result':'quarantined','details':'missing_event: a track call needs event, the name of what happened'},"
                        + "'#2':{'result':'quarantined','details':'no_object: the event is not a JSON object'},"
                        + "'c':{'result':'duplicate'}},'ok':1,'duplicate':1,'quarantined':2}");
        assertThat(events()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /batch/                              | 7
            /batch/                              | {'batch':7}
            /batch/                              | {'batch':[
            /v1/cloudevents                      | {'specversion'
            /com.snowplowanalytics.snowplow/tp2  | {'data':{}}
            /com.snowplowanalytics.snowplow/tp2  | [
            /v1/events                           | [{}
            """)
    void whatIsNoBodyOfEventsIsRefusedInTheFormThatLibrariesRead(String path, String body) throws Exception {
        HttpResponse<String> answer = keyed(path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"invalid_request\",\"message\":\"");
        assertThat(collected.committed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /batch/                              | {'batch':[BAD,{'event':'e','distinct_id':'ann'}]}
            /v1/cloudevents                      | [BAD,{'specversion':'1.0','type':'e','id':'1','userid':'ann'}]
            /com.snowplowanalytics.snowplow/tp2  | {'data':[BAD,{'e':'pv','uid':'ann'}]}
            /v1/events                           | [BAD,{'event':'e','userId':'ann'}]
            """)
    void oneBadEventCostsTheOthersNothing(String path, String body) throws Exception {
        List<String> bad = List.of("7", "null", "{}", "[[]]", "{'a':1,'a':2}", "[".repeat(5_000) + "]".repeat(5_000));
        for (String each : bad) {
            assertThat(keyed(path, body.replace("BAD", each)).statusCode())
                    .as(each)
                    .isEqualTo(200);
        }
        assertThat(events()).hasSize(bad.size()).allMatch(each -> each.contains(" ann "));
        assertThat(reasons()).hasSize(bad.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /batch/                              | {'batch':[]}
            /capture/                            | {'batch':[]}
            /i/v0/e/                             | {'batch':[]}
            /v1/cloudevents                      | []
            /com.snowplowanalytics.snowplow/tp2  | {'data':[]}
            /v1/events                           | []
            """)
    void onlyAWriteKeyCollects(String path, String body) throws Exception {
        assertThat(post(path, body).statusCode()).isEqualTo(401);
        assertThat(keyed(path, body).statusCode()).isEqualTo(200);
        for (KeyKind kind : new KeyKind[] {KeyKind.READ, KeyKind.ADMIN}) {
            HttpRequest.Builder other =
                    collected.post(path, filled(body)).header("Authorization", "Bearer " + collected.key(kind));
            assertThat(collected.send(other).statusCode()).as(kind.toString()).isEqualTo(403);
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return collected.send(collected.post(path, filled(body)));
    }

    private HttpResponse<String> keyed(String path, String body) throws Exception {
        return collected.send(collected.postWithKey(path, filled(body)));
    }

    private int send(String path, byte[] body) throws Exception {
        return collected
                .send(collected.to(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                .statusCode();
    }

    private String filled(String text) {
        return text.replace('\'', '"').replace("KEY", collected.key(KeyKind.WRITE));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String body) throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return compressed.toByteArray();
    }

    private List<String> events() {
        return collected.committed.stream()
                .flatMap(each -> each.events().stream())
                .map(DialectRoutesIT::told)
                .toList();
    }

    private List<String> reasons() {
        Stream<Committed> all = collected.committed.stream();
        return all.flatMap(each -> each.quarantined().stream())
                .map(item -> item.reason())
                .toList();
    }

    private static String told(Event event) {
        return String.join(
                " ",
                event.type().word(),
                event.name(),
                event.messageId(),
                event.userId() == null ? "-" : event.userId(),
                event.anonymousId() == null ? "-" : event.anonymousId(),
                event.previousId() == null ? "-" : event.previousId(),
                Instant.ofEpochMilli(event.timestamp()).toString().substring(11, 19),
                new JsonText().document(event.document()).toString().replace('"', '\''));
    }
}
