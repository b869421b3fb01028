package io.footfall.simulate;

import io.footfall.connect.files.CollectClient;
import io.footfall.connect.files.CollectClient.Answer;
import io.footfall.connect.files.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a shop's customers do to a collector, each item when it is due.
 *
 * <p>The calling thread makes batches; each is posted on a thread of the executor, at most one a connection. When the
 * collector is slower than the shop, items are sent later, never left out.
 */
public final class Sender {

    /** The most items in a batch, as Segment's own libraries send. */
    static final int BATCH_ITEMS_MAX = 100;

    private static final int BATCH_BYTES_MAX = 400_000;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CollectClient client;
    private final Ledger ledger;
    private final Clock clock;
    private final Waiting waiting;
    private final Executor executor;
    private final int connections;
    private final Semaphore free;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Connects a sender.
     *
     * @param executor runs posts, each on a thread that may wait
     * @param connections the most posts at once, 1 to 1,000
     */
    public Sender(
            CollectClient client, Ledger ledger, Clock clock, Waiting waiting, Executor executor, int connections) {
        if (connections < 1 || connections > 1_000) {
            throw new IllegalArgumentException("connections is " + connections + ", expected 1 to 1000");
        }
        this.client = client;
        this.ledger = ledger;
        this.clock = clock;
        this.waiting = waiting;
        this.executor = executor;
        this.connections = connections;
        this.free = new Semaphore(connections);
    }

    /** How many items were answered so far; any thread may ask. */
    public long sent() {
        return sent.get();
    }

    /**
     * Sends everything due before {@code until} and waits for its answers. Interrupting stops it.
     *
     * @throws IOException if the collector refused a batch or did not answer within the client's patience
     */
    public void run(Shop shop, Instant until) throws IOException, InterruptedException {
        Sent next = shop.next();
        while (next.sendAtMillis() < until.toEpochMilli() && failure.get() == null) {
            long now = clock.millis();
            if (next.sendAtMillis() > now) {
                waiting.sleep(Duration.ofMillis(Math.max(next.sendAtMillis() - now, PAUSE.toMillis())));
                continue;
            }
            List<Sent> batch = new ArrayList<>();
            int bytes = 0;
            while (next.sendAtMillis() <= now
                    && next.sendAtMillis() < until.toEpochMilli()
                    && batch.size() < BATCH_ITEMS_MAX
                    && bytes < BATCH_BYTES_MAX) {
                batch.add(next);
                bytes += next.item().length;
                next = shop.next();
            }
            free.acquire();
            executor.execute(() -> post(batch));
        }
        free.acquire(connections);
        free.release(connections);
        throwFailure();
    }

    private void post(List<Sent> batch) {
        try {
            switch (client.post("/v1/batch", body(batch), false)) {
                case Answer.Accepted accepted -> {
                    ledger.answered(batch.stream().map(Sent::messageId).toList());
                    sent.addAndGet(batch.size());
                }
                case Answer.Refused(int status, String body) ->
                    throw new IOException("the collector refused a batch with " + status + ": " + body);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            // Thrown again by run, on the thread that can stop.
            failure.compareAndSet(null, e);
        } finally {
            free.release();
        }
    }

    private byte[] body(List<Sent> batch) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < batch.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(batch.get(i).item());
        }
        body.writeBytes(("],\"sentAt\":\"" + clock.instant() + "\"}").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private void throwFailure() throws IOException {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("sending stopped: " + failed.getMessage(), failed);
        }
    }
}
