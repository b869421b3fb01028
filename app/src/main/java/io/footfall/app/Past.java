package io.footfall.app;

import io.footfall.catalog.Key;
import io.footfall.collect.Collected;
import io.footfall.collect.Collector;
import io.footfall.simulate.Sent;
import io.footfall.simulate.Shop;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Collects what a simulated shop did before now, as fast as it goes, as if each batch had come when its last item was sent. */
final class Past {
    private static final int BATCH_ITEMS = 500;
    private static final int BATCH_BYTES = 400_000;
    private static final int UNDER_WAY_MAX = 8;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Collector collector;
    private final Runnable requireSound;
    private final Duration span;
    private final Pacing pacing;
    private final Deque<UnderWay> underWay = new ArrayDeque<>();

    private record UnderWay(byte[] body, long receivedAt, CompletableFuture<Collected> collected) {}

    /**
     * Collects by a collector.
     *
     * @param requireSound throws if the collector will take no more
     * @param span the longest time between the first item of a batch and its last
     */
    Past(Collector collector, Runnable requireSound, Duration span, Pacing pacing) {
        this.collector = collector;
        this.requireSound = requireSound;
        this.span = span;
        this.pacing = pacing;
    }

    /**
     * Collects all that the shop sends before {@code until}.
     *
     * @return how many items that was
     */
    long collect(Shop shop, Instant until) throws InterruptedException {
        long count = 0;
        Sent next = shop.next();
        while (next.sendAtMillis() < until.toEpochMilli()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream(BATCH_BYTES);
            body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
            long receivedAt = 0;
            long end = Math.min(until.toEpochMilli(), next.sendAtMillis() + span.toMillis());
            for (int items = 0;
                    items < BATCH_ITEMS && body.size() < BATCH_BYTES && next.sendAtMillis() < end;
                    items++) {
                if (items > 0) {
                    body.write(',');
                }
                body.writeBytes(next.item());
                receivedAt = next.sendAtMillis();
                next = shop.next();
                count++;
            }
            body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
            send(body.toByteArray(), receivedAt);
        }
        while (!underWay.isEmpty()) {
            finishOne();
        }
        return count;
    }

    private void send(byte[] body, long receivedAt) throws InterruptedException {
        if (underWay.size() == UNDER_WAY_MAX) {
            finishOne();
        }
        underWay.add(new UnderWay(body, receivedAt, post(body, receivedAt)));
    }

    private void finishOne() throws InterruptedException {
        UnderWay oldest = underWay.remove();
        Collected collected = oldest.collected().join();
        while (collected instanceof Collected.Refused(Collected.Refusal refusal, String message)) {
            if (refusal == Collected.Refusal.INVALID) {
                throw new IllegalStateException("the simulated past was refused: " + message);
            }
            requireSound.run();
            pacing.sleep(PAUSE);
            collected = post(oldest.body(), oldest.receivedAt()).join();
        }
    }

    private CompletableFuture<Collected> post(byte[] body, long receivedAt) {
        return collector.collect(body, Key.DEFAULT_SOURCE, receivedAt, true);
    }
}
