package io.footfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private final RouteTable table =
            new RouteTable(List.of(route("GET", "/api/questions"), route("GET", "/api/questions/{name}/answer")));

    private static Route route(String method, String path) {
        Refusals refusals = (status, code, message) -> Response.json(status, message.getBytes(StandardCharsets.UTF_8));
        return new Route(method, path, Needs.READ, 100, false, refusals, request -> new CompletableFuture<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/questions", "/api/questions/", "/%61pi/questions"})
    void findsAPathHoweverItIsWritten(String path) {
        assertThat(table.find("GET", path)).isPresent();
    }

    @Test
    void readsTheNamedPartsOfAPath() {
        assertThat(table.find("GET", "/api/questions/orders%20today/answer"))
                .map(RouteTable.Match::parameters)
                .contains(Map.of("name", "orders today"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "/",
                "/api",
                "/api//questions",
                "//api/questions",
                "/api/./questions",
                "/api/x/../questions",
                "/api/%2e%2e/questions",
                "/api/questions/a%2fb/answer",
                "/api/questions/a%5cb/answer",
                "/api/questions/a%00b/answer",
                "/api/questions//answer",
                "/api/questions/a%zz/answer",
                "/API/questions"
            })
    void findsNothingElse(String path) {
        assertThat(table.find("GET", path)).isEmpty();
    }

    @Test
    void tellsMethodsApart() {
        assertThat(table.find("POST", "/api/questions")).isEmpty();
    }
}
