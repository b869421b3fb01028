package io.footfall.app;

import io.footfall.catalog.KeyKind;
import io.footfall.connect.files.CollectClient;
import io.footfall.connect.files.HttpSink;
import io.footfall.connect.files.ItemSink;
import io.footfall.connect.files.Outcome;
import io.footfall.engine.Engine;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.question.Answer;
import io.footfall.wire.AnswerJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The whole program on a folder, in this process; it can be stopped and started again. */
final class Host implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Platform platform;

    Host(Path folder) {
        this.folder = folder;
        this.platform = start(folder);
    }

    private static Platform start(Path folder) {
        Platform started = Platform.start(
                folder, HistoryConfig.DEFAULTS, HttpConfig.DEFAULTS.at("127.0.0.1", 0), false, Clock.systemUTC());
        started.engine().replayed().join();
        return started;
    }

    /** Runs the command line, and returns what it prints. */
    static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        if (code != 0) {
            throw new AssertionError(String.join(" ", arguments) + " ended with " + code + ": " + out);
        }
        return out.toString();
    }

    void restart() {
        platform.close();
        platform = start(folder);
    }

    String address() {
        return platform.address();
    }

    String writeKey() {
        return platform.key(KeyKind.WRITE);
    }

    Engine engine() {
        return platform.engine();
    }

    /** Collects items in this process, {@code batch} at once. */
    void collect(List<Outcome.Item> items, int batch) throws IOException, InterruptedException {
        send(
                items,
                batch,
                new LogSink(platform.collector(), platform.engine(), platform.log(), Clock.systemUTC(), new Pacing()));
    }

    /** Collects items over HTTP, {@code batch} at once. */
    void post(List<Outcome.Item> items, int batch) throws IOException, InterruptedException {
        URI address = URI.create(platform.address());
        try (CollectClient client = new CollectClient(address, platform.key(KeyKind.WRITE), PATIENCE, new Pacing())) {
            send(items, batch, new HttpSink(client));
        }
    }

    private static void send(List<Outcome.Item> items, int batch, ItemSink sink)
            throws IOException, InterruptedException {
        for (int from = 0; from < items.size(); from += batch) {
            ItemSink.Receipt receipt = sink.accept(items.subList(from, Math.min(items.size(), from + batch)));
            if (!receipt.quarantined().isEmpty()) {
                throw new AssertionError("quarantined: " + receipt.quarantined());
            }
        }
    }

    void pin(String name, String question) {
        engine().pin(name, question).join();
    }

    /** The rows that a pinned question has once all is analysed. */
    String pinned(String name) {
        Answer answer = engine().pinned(name)
                .orElseThrow()
                .answerAfter(platform.log().lastSequence())
                .join();
        return new String(AnswerJson.rows(answer.table()), StandardCharsets.UTF_8);
    }

    /** The rows of a question asked over HTTP. */
    String asked(String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.address() + "/api/v1/answer?after="
                        + platform.log().lastSequence()))
                .header("Authorization", "Bearer " + platform.key(KeyKind.READ))
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        return rows(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** The rows of a question answered by the batch host. */
    String batch(String question) throws IOException {
        Path file = Files.writeString(folder.resolveSibling(folder.getFileName() + "-question.json"), question);
        return rows(run("answer", file.toString(), "--data", folder.toString()).strip());
    }

    @Override
    public void close() {
        http.close();
        platform.close();
    }

    /** The part {@code rows}, the last of an answer. */
    private static String rows(String answer) {
        int from = answer.indexOf("\"rows\":[");
        if (from < 0) {
            throw new AssertionError("no answer: " + answer);
        }
        return answer.substring(from + "\"rows\":".length(), answer.length() - 1);
    }
}
