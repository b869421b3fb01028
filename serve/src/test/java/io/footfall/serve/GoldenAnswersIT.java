package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the API answers about the {@link ToldShop}: one file for each request, with the answer it gets. */
class GoldenAnswersIT {
    private static final Path FILES = Path.of("src/test/resources/golden");

    @TempDir
    Path data;

    @TestFactory
    Stream<DynamicTest> answersAsItDid() throws IOException {
        Served served = Served.on(data);
        served.take(ToldShop.events());
        served.setAside(List.of(ToldShop.bad("{"), ToldShop.bad("[]"), ToldShop.bad("null")));
        assertThat(served.put("/api/v1/questions/orders", """
                        {"kind": "trend", "event": "Order Completed", "interval": "day", "by": "properties.currency",
                         "period": {"last": "7d"}, "timezone": "Europe/Berlin"}""").statusCode()).isEqualTo(200);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.sorted().toList()) {
                tests.add(
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(served, Golden.read(file))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream().onClose(served::close);
    }

    private static void check(Served served, Golden golden) throws IOException {
        String given = golden.given();
        String head = given.lines().findFirst().orElseThrow();
        String body = given.substring(head.length()).strip();
        String[] methodAndPath = head.split(" ", 2);
        HttpResponse<String> answer = served.send(served.request(methodAndPath[0], methodAndPath[1], body));
        golden.check(answer.statusCode() + " "
                + answer.headers().firstValue("Content-Type").orElse("") + "\n" + Golden.lines(answer.body()));
    }
}
