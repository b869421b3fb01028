package io.footfall.app;

import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.testkit.Until;
import io.footfall.wire.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The real engine as a process of its own over a data folder, and a client of it. */
final class EngineProcess implements AutoCloseable {
    private final FootfallProcess process;
    private final URI address;
    private final Keys keys;
    private final HttpClient http = HttpClient.newHttpClient();

    private EngineProcess(FootfallProcess process, URI address, Keys keys) {
        this.process = process;
        this.address = address;
        this.keys = keys;
    }

    /** Starts an engine on a free port, and waits until it answers. */
    static EngineProcess start(Path data) throws IOException {
        return start(data, 0, List.of());
    }

    /** Starts an engine, and waits until it answers. */
    static EngineProcess start(Path data, int port, List<String> options) throws IOException {
        return start(data, port, options, List.of());
    }

    /** Starts an engine that seals whatever of the log is closed within a second, and waits until it answers. */
    static EngineProcess startSealing(Path data) throws IOException {
        return start(data, 0, List.of(), List.of("--seal-bytes", "1"));
    }

    /** Starts an engine with more arguments of its command, and waits until it answers. */
    static EngineProcess start(Path data, int port, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(command(data, port));
        command.addAll(arguments);
        FootfallProcess process = FootfallProcess.start(options, command);
        String line = process.lineThatBegins("Open");
        URI open = URI.create(line.substring(line.indexOf("http")));
        return new EngineProcess(process, open.resolve("/"), Keys.open(data, new SecureRandom()));
    }

    static List<String> command(Path data, int port) {
        return List.of("serve", "--data", data.toString(), "--port", Integer.toString(port));
    }

    /** A command that seals whatever of the log is closed, within a second. */
    static List<String> sealing(Path data) {
        return List.of("serve", "--data", data.toString(), "--port", "0", "--seal-bytes", "1");
    }

    URI address() {
        return address;
    }

    FootfallProcess process() {
        return process;
    }

    String key(KeyKind kind) {
        return keys.first(kind).secret();
    }

    /** Posts a body to be collected. */
    HttpResponse<String> collect(String path, byte[] body) throws IOException, InterruptedException {
        return send(to(path, KeyKind.WRITE).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path, KeyKind.READ).GET());
    }

    HttpResponse<String> ask(String question) throws IOException, InterruptedException {
        return send(to("/api/v1/answer", KeyKind.READ).POST(BodyPublishers.ofString(question)));
    }

    HttpResponse<String> members(String asked) throws IOException, InterruptedException {
        return send(to("/api/v1/members", KeyKind.READ).POST(BodyPublishers.ofString(asked)));
    }

    HttpResponse<String> pin(String name, String question) throws IOException, InterruptedException {
        return send(to("/api/v1/questions/" + name, KeyKind.READ).PUT(BodyPublishers.ofString(question)));
    }

    HttpResponse<String> unpin(String name) throws IOException, InterruptedException {
        return send(to("/api/v1/questions/" + name, KeyKind.READ).DELETE());
    }

    /** Runs a statement; its result is comma separated. */
    HttpResponse<String> sql(String statement) throws IOException, InterruptedException {
        byte[] body = new JsonText()
                .startObject()
                .key("sql")
                .text(statement)
                .endObject()
                .toBytes();
        return send(
                to("/api/v1/sql", KeyKind.READ).header("Accept", "text/csv").POST(BodyPublishers.ofByteArray(body)));
    }

    /** A metric's value, by its name and labels as they are scraped. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + name));
    }

    private HttpRequest.Builder to(String path, KeyKind kind) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + key(kind));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        process.close();
    }

    /** How many events of a name are answered. */
    long count(String event) {
        try {
            String answer =
                    ask("{\"kind\":\"trend\",\"event\":\"" + event + "\"}").body();
            return Long.parseLong(answer.replaceAll("(?s).*\"rows\":\\[\\{\"value\":(\\d+)}].*", "$1"));
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** Waits until it says all these words of its sources: an event counts a moment before its source says that it was read. */
    void awaitSources(String... words) {
        Until.holds(
                () -> {
                    String said = sources();
                    return Stream.of(words).allMatch(said::contains);
                },
                this::sources);
    }

    /** What it says of its sources. */
    String sources() {
        try {
            return get("/api/v1/sources").body();
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
