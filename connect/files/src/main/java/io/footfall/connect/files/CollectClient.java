package io.footfall.connect.files;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of a collector's HTTP API.
 *
 * <p>A request that was not answered, or answered with 429 or a 5xx, is sent again until the client's patience ends:
 * items that carry a messageId are then counted once all the same. Any thread may use it, several at a time.
 */
public final class CollectClient implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration REQUEST_MAX = Duration.ofSeconds(30);
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(60);

    /** A JSON object without objects in it; text may hold braces. */
    private static final Pattern FLAT_OBJECT =
            Pattern.compile("\\{(?:[^{}\\[\\]\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\")*+\\}");

    private static final Pattern INDEX = Pattern.compile("\"index\"\\s*:\\s*(\\d{1,6})");
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"(\\w+)\"");

    private final URI address;
    private final String authorization;
    private final Duration patience;
    private final Waiting waiting;
    private final HttpClient http;

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param address the collector's address without a path, such as {@code http://localhost:8080}
     * @param patience how long a request is tried again before giving up
     */
    public CollectClient(URI address, String writeKey, Duration patience, Waiting waiting) {
        this.address = address;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        this.patience = patience;
        this.waiting = waiting;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .build();
    }

    /** What the collector made of a request. */
    public sealed interface Answer {

        /**
         * The items are safe.
         *
         * @param duplicates how many were there already, as far as the collector says
         * @param quarantined the reasons of refused items, by index; known only when asked for
         */
        record Accepted(int duplicates, Map<Integer, String> quarantined) implements Answer {
            public Accepted {
                quarantined = Map.copyOf(quarantined);
            }
        }

        /** The whole request is refused; sending it again would not help. */
        record Refused(int status, String body) implements Answer {}
    }

    /**
     * Posts a body of JSON to a path such as {@code /v1/batch} and waits for the answer.
     *
     * @param isStrict whether to be told about each refused item
     * @throws IOException if there was no answer within the client's patience
     */
    public Answer post(String path, byte[] body, boolean isStrict) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, body);
        return send((isStrict ? request.header("X-Strict-Mode", "1") : request).build());
    }

    /**
     * Posts a body of JSON to be told about each refused item, and waits until the others are in answers, so that nothing of it is in
     * the way of what others send. The answer then says how many were there already.
     *
     * @throws IOException if there was no answer within the client's patience
     */
    public Answer postGivingWay(String path, byte[] body) throws IOException, InterruptedException {
        return send(request(path, body)
                .header("X-Strict-Mode", "1")
                .header("X-Footfall-Await", "analysis")
                .build());
    }

    private HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(REQUEST_MAX)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        long start = waiting.nanos();
        Duration pause = PAUSE_MIN;
        while (true) {
            String trouble;
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (!isWorthAnotherTry(response.statusCode())) {
                    return answer(response);
                }
                trouble = "it answers " + response.statusCode();
                asked = retryAfter(response);
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            }
            if (waiting.nanos() - start >= patience.toNanos()) {
                throw new IOException("gave up on " + request.uri() + " after " + patience.toSeconds() + " s: "
                        + trouble + ". Is a collector running there?");
            }
            waiting.sleep(asked.compareTo(pause) > 0 ? asked : pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
        }
    }

    private static boolean isWorthAnotherTry(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        String text = response.headers().firstValue("Retry-After").orElse("0");
        Duration asked = text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
        return asked.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : asked;
    }

    private static Answer answer(HttpResponse<String> response) {
        Map<Integer, String> failed = failedRecords(response.body());
        return response.statusCode() == 200 || !failed.isEmpty()
                ? new Answer.Accepted(duplicates(response), failed)
                : new Answer.Refused(response.statusCode(), response.body());
    }

    private static int duplicates(HttpResponse<String> response) {
        String text = response.headers().firstValue("X-Footfall-Duplicates").orElse("0");
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static Map<Integer, String> failedRecords(String body) {
        Map<Integer, String> failed = new HashMap<>();
        int at = body.indexOf("\"failed_records\"");
        Matcher objects = FLAT_OBJECT.matcher(at < 0 ? "" : body.substring(at));
        while (objects.find()) {
            Matcher index = INDEX.matcher(objects.group());
            Matcher code = CODE.matcher(objects.group());
            if (index.find() && code.find()) {
                failed.put(Integer.valueOf(index.group(1)), code.group(1));
            }
        }
        return failed;
    }

    @Override
    public void close() {
        http.close();
    }
}
