package io.footfall.bench.questions;

import io.footfall.app.Main;
import io.footfall.bench.JavaProcess;
import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An engine that is started on a filled folder, while we knock. */
final class StartedEngine implements AutoCloseable {
    private static final int OK = 200;
    private static final int FAILURE = 500;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final Duration REQUEST_MAX = Duration.ofMinutes(5);
    private static final long STARTED_MAX_NANOS = Duration.ofMinutes(30).toNanos();

    private final JavaProcess process;
    private final Path complaints;
    private final URI address;
    private final Keys keys;
    private final long begun = System.nanoTime();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private StartedEngine(JavaProcess process, Path complaints, URI address, Keys keys) {
        this.process = process;
        this.complaints = complaints;
        this.address = address;
        this.keys = keys;
    }

    /** Starts one, and does not wait. */
    static StartedEngine on(Path folder) throws IOException {
        int port = freePort();
        Path complaints = folder.resolveSibling(folder.getFileName() + ".err");
        JavaProcess process = JavaProcess.start(
                Main.class.getName(),
                List.of(),
                List.of("serve", "--data", folder.toString(), "--port", String.valueOf(port)),
                complaints);
        Keys keys = Keys.open(folder, new SecureRandom());
        return new StartedEngine(process, complaints, URI.create("http://127.0.0.1:" + port + "/"), keys);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    double secondsSinceStart() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Sends an event until it is safe; its sequence. */
    long sendOne() throws IOException, InterruptedException {
        return ok("v1/batch", KeyKind.WRITE, """
                {"batch":[{"type":"track","event":"Restarted","anonymousId":"bench","messageId":"%s"}]}""".replace("%s", "restart " + begun))
                .headers()
                .firstValueAsLong("X-Footfall-Sequence")
                .orElseThrow(() -> new IOException("no sequence was told"));
    }

    /** The rows of an answer that shows everything up to a sequence, as they are sent. */
    String rows(String question, long after) throws IOException, InterruptedException {
        String body = ok("api/v1/answer?after=" + after, KeyKind.READ, question).body();
        int from = body.indexOf("\"rows\":");
        if (from < 0) {
            throw new IOException("an answer without rows: " + body);
        }
        return body.substring(from);
    }

    /** What an endpoint answers once it does so well. */
    private HttpResponse<String> ok(String path, KeyKind kind, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(REQUEST_MAX)
                .header("Authorization", "Bearer " + keys.first(kind).secret())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        while (process.isAlive() && System.nanoTime() - begun < STARTED_MAX_NANOS) {
            HttpResponse<String> response = null;
            try {
                response = client.send(request, BodyHandlers.ofString());
            } catch (IOException notYet) {
                // It will listen in a moment.
            }
            if (response != null && response.statusCode() == OK) {
                return response;
            }
            if (response != null && response.statusCode() < FAILURE) {
                throw new IOException(path + " was answered " + response.statusCode() + ": " + response.body());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException(
                path + " was not answered: " + Files.readString(complaints).strip());
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        client.close();
        process.kill();
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
