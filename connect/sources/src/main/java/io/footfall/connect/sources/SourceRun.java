package io.footfall.connect.sources;

import io.footfall.connect.files.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the thread of a source does: it delivers what is new, waits, and begins again. */
final class SourceRun implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SourceRun.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY_MIN = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofSeconds(60);

    private final Supplier<Source> opening;
    private final Delivery delivery;
    private final Waiting waiting;

    SourceRun(Supplier<Source> opening, Delivery delivery, Waiting waiting) {
        this.opening = opening;
        this.delivery = delivery;
        this.waiting = waiting;
    }

    SourceStatus status() {
        return delivery.status();
    }

    @Override
    public void run() {
        try (Source source = opening.get()) {
            follow(source);
        } catch (InterruptedException stopped) {
            status().becomes(SourceStatus.State.STOPPED);
        } catch (RuntimeException e) {
            status().problem("it failed, and should not have: " + e);
            status().becomes(SourceStatus.State.STOPPED);
            LOGGER.atError()
                    .setMessage("a source failed by a fault of ours and is not read any more")
                    .addKeyValue("source", status().name())
                    .setCause(e)
                    .log();
        }
    }

    private void follow(Source source) throws InterruptedException {
        Duration retry = RETRY_MIN;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!source.step(delivery)) {
                    waiting.sleep(LOOK);
                }
                retry = RETRY_MIN;
            } catch (IOException e) {
                if (retry.equals(RETRY_MIN)) {
                    LOGGER.atWarn()
                            .setMessage("a source cannot be read; it is tried again")
                            .addKeyValue("source", status().name())
                            .addKeyValue("why", e.getMessage())
                            .log();
                }
                status().problem(String.valueOf(e.getMessage()));
                status().becomes(SourceStatus.State.FAILING);
                waiting.sleep(retry);
                retry = retry.multipliedBy(2).compareTo(RETRY_MAX) > 0 ? RETRY_MAX : retry.multipliedBy(2);
            }
        }
        throw new InterruptedException("the source was stopped");
    }
}
