package io.footfall.connect.sources;

import io.footfall.catalog.LookupVersion;
import io.footfall.connect.files.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of a lookup table does: it reads the table at the start, on its schedule, and when its file is another one, and hands
 * it on if that says something else. What cannot be read leaves the version before as it is.
 */
final class LookupRun implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LookupRun.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final LookupConfig config;
    private final LookupSink sink;
    private final Clock clock;
    private final Waiting waiting;
    private final LookupStatus status;
    private Instant due = Instant.MIN;
    private @Nullable Stamp read;
    private String said = "";

    LookupRun(LookupConfig config, LookupSink sink, Clock clock, Waiting waiting) {
        this.config = config;
        this.sink = sink;
        this.clock = clock;
        this.waiting = waiting;
        this.status = new LookupStatus(config);
    }

    /** By what a file is known to be another one. */
    private record Stamp(Instant modifiedAt, long bytes) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime().toInstant(), attributes.size());
        }
    }

    LookupStatus status() {
        return status;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
                waiting.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            status.fails("it failed, and should not have: " + e);
            LOGGER.atError()
                    .setMessage("a lookup table failed by a fault of ours and is not read any more")
                    .addKeyValue("table", status.name())
                    .setCause(e)
                    .log();
        }
    }

    /** Reads the table if it is time to. */
    void step() throws InterruptedException {
        Instant now = clock.instant();
        try {
            Optional<Stamp> stamp = stamp();
            boolean isOther = stamp.isPresent() && !stamp.get().equals(read);
            if (now.isBefore(due) && !isOther) {
                return;
            }
            if (stamp.isPresent() && !isSettled(stamp.get(), now)) {
                return;
            }
            read = stamp.orElse(null);
            LookupRows rows = LookupReading.of(config);
            if (!stamp.equals(stamp())) {
                // It was written meanwhile; it is read again once it has settled.
                read = null;
                return;
            }
            hand(rows);
            due = config.schedule().after(now);
            status.isGood(now);
            said = "";
        } catch (IOException e) {
            due = now.plus(RETRY);
            fails(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Stamp> stamp() throws IOException {
        return config.from() instanceof LookupConfig.File file ? Optional.of(stamp(file.path())) : Optional.empty();
    }

    private static Stamp stamp(Path file) throws IOException {
        try {
            return Stamp.of(file);
        } catch (IOException e) {
            throw new IOException("the file " + file + " cannot be read", e);
        }
    }

    private boolean isSettled(Stamp stamp, Instant now) {
        return config.from() instanceof LookupConfig.File file
                && !stamp.modifiedAt().plus(file.settle()).isAfter(now);
    }

    private void hand(LookupRows rows) throws IOException, InterruptedException {
        byte[] text = rows.text();
        Optional<LookupVersion> current = sink.current(status.name());
        boolean isSame = current.isPresent()
                && current.get().shape().equals(config.shape())
                && current.get().isOf(text);
        if (!isSame) {
            sink.keep(config.shape(), text, rows.count());
            LOGGER.atInfo()
                    .setMessage("a lookup table has another version")
                    .addKeyValue("table", status.name())
                    .addKeyValue("rows", rows.count())
                    .log();
        }
    }

    /** Says once what is wrong, as long as it is the same. */
    private void fails(String why) {
        status.fails(why);
        if (!why.equals(said)) {
            said = why;
            LOGGER.atWarn()
                    .setMessage("a lookup table cannot be read; the version before stays current")
                    .addKeyValue("table", status.name())
                    .addKeyValue("why", why)
                    .log();
        }
    }
}
