package io.footfall.bench;

import io.footfall.app.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine in a process of its own, as {@code footfall serve} starts it, over a data folder; and a client of its API. */
final class EngineProcess implements AutoCloseable {
    /** More options for the engine's virtual machine, such as a flight recording. */
    private static final String OPTIONS = "FOOTFALL_BENCH_ENGINE_OPTS";

    /** What is answered when a sequence is not analysed within the time that one request may wait for it. */
    private static final int GATEWAY_TIMEOUT = 504;

    private static final Duration REQUEST_MAX = Duration.ofMinutes(5);
    private static final Pattern PIN = Pattern.compile("\"name\":\"([^\"]+)\"");

    private final JavaProcess process;
    private final URI address;
    private final String writeKey;
    private final String adminKey;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private EngineProcess(JavaProcess process, URI address, String writeKey, String adminKey) {
        this.process = process;
        this.address = address;
        this.writeKey = writeKey;
        this.adminKey = adminKey;
    }

    /** Starts an engine over an empty folder, on a free port, with no question pinned. Returns when it takes events in. */
    static EngineProcess start(Path data, List<String> options) throws IOException, InterruptedException {
        return start(data, options, List.of());
    }

    /** The same with more arguments of its command. */
    static EngineProcess start(Path data, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        List<String> all = new ArrayList<>(options);
        Optional.ofNullable(System.getenv(OPTIONS)).ifPresent(more -> all.addAll(Arrays.asList(more.split(" "))));
        List<String> command = new ArrayList<>(List.of("serve", "--data", data.toString(), "--port", "0"));
        command.addAll(arguments);
        JavaProcess process =
                JavaProcess.start(Main.class.getName(), all, command, data.resolveSibling(data.getFileName() + ".err"));
        try {
            String writeKey = process.await("Write key");
            String adminKey = process.await("Admin key");
            URI collecting = URI.create(process.await("Collecting"));
            EngineProcess engine = new EngineProcess(process, collecting.resolve("/"), writeKey, adminKey);
            engine.unpinAll();
            return engine;
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    long pid() {
        return process.pid();
    }

    URI address() {
        return address;
    }

    String writeKey() {
        return writeKey;
    }

    String adminKey() {
        return adminKey;
    }

    /** Pins questions, and waits until each has an answer. */
    void pin(Map<String, String> questions) throws IOException, InterruptedException {
        for (Map.Entry<String, String> question : questions.entrySet()) {
            call("PUT", "api/v1/questions/" + question.getKey(), question.getValue());
        }
        for (String name : questions.keySet()) {
            answer(name, 0);
        }
    }

    /** A pinned answer that shows everything up to a sequence, however long that takes, as JSON. */
    String answer(String name, long after) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> response = send("GET", "api/v1/questions/" + name + "/answer?after=" + after, "");
            if (response.statusCode() != GATEWAY_TIMEOUT) {
                return body(response);
            }
        }
    }

    /** The answer to a question that is asked once, which shows everything up to a sequence, as JSON. */
    String ask(String question, long after) throws IOException, InterruptedException {
        return call("POST", "api/v1/answer?after=" + after, question);
    }

    /** Returns once everything up to a sequence is on timelines. */
    void analysed(long sequence) throws IOException, InterruptedException {
        String anyQuestion = "{\"kind\":\"trend\",\"event\":\"Order Completed\"}";
        while (send("POST", "api/v1/answer?after=" + sequence, anyQuestion).statusCode() == GATEWAY_TIMEOUT) {
            // It waits by itself, for some seconds each time.
        }
    }

    /** One of the engine's metrics, by its name and, if it has any, its labels. */
    double metric(String name) throws IOException, InterruptedException {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(call("GET", "metrics", ""));
        if (!line.find()) {
            throw new IOException("the engine has no metric " + name);
        }
        return Double.parseDouble(line.group(1));
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }

    private void unpinAll() throws IOException, InterruptedException {
        Matcher pin = PIN.matcher(call("GET", "api/v1/questions", ""));
        while (pin.find()) {
            call("DELETE", "api/v1/questions/" + pin.group(1), "");
        }
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        return body(send(method, path, body));
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(REQUEST_MAX)
                .header("Authorization", "Bearer " + adminKey)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String body(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.request().method() + " " + response.uri() + " was answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
