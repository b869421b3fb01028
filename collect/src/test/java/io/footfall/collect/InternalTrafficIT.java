package io.footfall.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.Event;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of the company's own people are answered as taken, counted, and kept nowhere; nobody else's are. */
@Timeout(900)
class InternalTrafficIT {
    private static final CollectConfig CONFIG = CollectConfig.DEFAULTS.leavingOut(new InternalTraffic(
            List.of("10.1.0.0/16", "2001:db8::/32", "192.0.2.7"), Set.of("qa-1"), List.of("X-Load-Test")));

    @TempDir
    Path data;

    @Test
    void leavesOutWhatComesWithTheirHeaderIdsAndAddresses() throws Exception {
        try (CollectedOverHttp collected = new CollectedOverHttp(data, CONFIG)) {
            send(collected.postWithKey("/v1/track", event("a", "ann", "")).header("x-load-test", "1"), collected);
            send(collected.postWithKey("/v1/track", event("b", "qa-1", "")), collected);
            send(collected.postWithKey("/v1/track", event("c", "ann", "10.1.2.3")), collected);
            send(
                    collected
                            .postWithKey("/v1/track", event("d", "ann", ""))
                            .header("X-Forwarded-For", "192.0.2.7, 10.0.0.1"),
                    collected);
            // A server of theirs that says where its customer is.
            send(
                    collected
                            .postWithKey("/v1/track", event("e", "ann", "198.51.100.4"))
                            .header("X-Forwarded-For", "10.1.0.9"),
                    collected);
            send(collected.postWithKey("/v1/track", event("f", "qa-10", "10.2.0.1")), collected);

            assertThat(kept(collected)).containsExactly("e", "f");
            assertThat(collected.collector.counters().internal()).isEqualTo(4);
            assertThat(collected.collector.counters().admitted()).isEqualTo(2);
        }
    }

    @Test
    void tellsOfEachEventThatItWasLeftOut() throws Exception {
        try (CollectedOverHttp collected = new CollectedOverHttp(data, CONFIG)) {
            String body = "[" + event("a", "qa-1", "") + "," + event("b", "ann", "") + ",7]";
            HttpResponse<String> response = collected.send(collected.postWithKey("/v1/events", body));

            assertThat(response.body())
                    .contains("\"a\":{\"result\":\"ok\",\"details\":\"internal traffic, left out\"}")
                    .contains("\"b\":{\"result\":\"ok\"}")
                    .contains("\"#2\":{\"result\":\"quarantined\"")
                    .contains("\"ok\":2,");
            assertThat(kept(collected)).containsExactly("b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.255.255, true",
        "10.2.0.0, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "2001:db8:1::1, true",
        "2001:db9::1, false",
        "::ffff:10.1.0.1, true",
        "example.com, false",
        "10.1, false",
    })
    void knowsAnAddressByItsFirstBits(String address, boolean isInternal) throws Exception {
        try (CollectedOverHttp collected = new CollectedOverHttp(data, CONFIG)) {
            send(collected.postWithKey("/v1/track", event("a", "ann", address)), collected);

            assertThat(kept(collected)).hasSize(isInternal ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"office", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "300.1.1.1", "", "7"})
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> new InternalTraffic(List.of(address), Set.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + address + "\" is no address");
    }

    private static void send(HttpRequest.Builder request, CollectedOverHttp collected) throws Exception {
        HttpResponse<String> response = collected.send(request);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"success\":true");
    }

    private static List<String> kept(CollectedOverHttp collected) {
        return collected.committed.stream()
                .flatMap(each -> each.events().stream())
                .map(Event::messageId)
                .toList();
    }

    private static String event(String id, String user, String address) {
        String context = address.isEmpty() ? "" : ",\"context\":{\"ip\":\"" + address + "\"}";
        return "{\"type\":\"track\",\"event\":\"X\",\"messageId\":\"" + id + "\",\"userId\":\"" + user + "\"" + context
                + "}";
    }
}
