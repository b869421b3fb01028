package io.footfall.serve;

import io.footfall.testkit.Until;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** An event stream that is read as it comes. */
final class Followed implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Sent> events = new LinkedBlockingQueue<>();
    private volatile boolean hasEnded;

    private Followed(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** An event of the stream. */
    record Sent(String name, String data) {}

    static Followed open(Served served, HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Followed(served.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    int status() {
        return response.statusCode();
    }

    /** The data of the next event of a name; others before it are passed over. */
    String next(String name) {
        Found found = new Found(name);
        Until.holds(
                found::isThere, () -> "no event " + name + " came" + (hasEnded ? ", and the stream has ended" : ""));
        return found.data();
    }

    private final class Found {
        private final String name;
        private @Nullable Sent sent;

        Found(String name) {
            this.name = name;
        }

        boolean isThere() {
            Sent next = events.poll();
            while (next != null && !next.name().equals(name)) {
                next = events.poll();
            }
            sent = next;
            return sent != null;
        }

        String data() {
            return sent == null ? "" : sent.data();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Sent(name, line.substring("data: ".length())));
                }
            }
        } catch (IOException ignored) {
            // The stream was closed by either side.
        }
        hasEnded = true;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
