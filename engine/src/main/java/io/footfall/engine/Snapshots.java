package io.footfall.engine;

import io.footfall.event.CorruptBytesException;
import io.footfall.history.files.History;
import io.footfall.history.files.MadeFrom;
import io.footfall.history.files.Manifest;
import io.footfall.history.files.SealedFile;
import io.footfall.timeline.SnapshotFile;
import io.footfall.timeline.SnapshotWriter;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.TimelinesPicture;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in a data folder from which timelines are read at start, instead of being made from all that is sealed.
 *
 * <p>It is a cache and never the truth. It is relied on if it is whole, was made with the same limits and from the same files, if
 * these are sound, and if files and log have as many events up to its sequence as it has. At any doubt it is deleted, and
 * timelines are made from files and log; so they are if it is not there.
 *
 * <p>It is written beside the one before, made safe, and takes its place then; a kill leaves one or the other.
 *
 * <p>Used by the engine's thread until all is replayed, by {@link Tidying}'s from then on, and at last by the one that closes; what files it
 * names, by any.
 */
final class Snapshots {
    static final String FILE = "snapshot";
    static final String UNFINISHED = "snapshot.unfinished";

    private static final Logger LOGGER = LoggerFactory.getLogger(Snapshots.class);

    /** While events come a snapshot is written for each such share of those it has, so that each is written some nine times. */
    private static final int SHARE = 8;

    /** At a clean stop, for such a share: there is time, and the next start is to be quick. */
    private static final int SHARE_AT_STOP = 16;

    private final Optional<Path> file;
    private final long eventsMin;
    private final History history;
    private final ExecutorService threads;
    private volatile long events;
    private volatile long taken;

    /** How many sealed events had been let go of when it was written, or was found to be good. */
    private volatile long letGo;

    private volatile MadeFrom madeFrom = MadeFrom.NOTHING;

    /** What the one is made from that is being written. */
    private volatile MadeFrom writing = MadeFrom.NOTHING;

    /**
     * The snapshot of a data folder, or of none.
     *
     * @param eventsMin for fewer new events than that none is written
     * @param threads read it
     */
    Snapshots(Optional<Path> data, long eventsMin, History history, ExecutorService threads) {
        this.file = data.map(folder -> folder.resolve(FILE));
        this.eventsMin = eventsMin;
        this.history = history;
        this.threads = threads;
    }

    /**
     * Reads it, if it is there and can be relied on.
     *
     * @param newest the newest sequence of the log
     */
    Optional<Snapshot> read(long newest, TimelinesPicture.Limits limits) throws InterruptedException {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Optional.empty();
        }
        try (SnapshotFile opened = SnapshotFile.open(file.get())) {
            SnapshotAbout about = SnapshotAbout.read(opened.section(0));
            requireNewest(about, newest);
            requireFiles(about);
            Timelines timelines = TimelinesPicture.read(opened, 1, limits, threads);
            events = timelines.eventCount();
            taken = timelines.takenCount();
            letGo = history.manifest().letGo();
            madeFrom = about.madeFrom();
            return Optional.of(new Snapshot(about, timelines));
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("closed while the snapshot was read");
            }
            leaveOut(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void requireNewest(SnapshotAbout about, long newest) {
        if (about.sequence() > newest) {
            throw new CorruptBytesException(
                    "it goes up to sequence " + about.sequence() + ", and the log to " + newest);
        }
    }

    /** The files that it was made from must be there, and those that are not read because of it must be sound. */
    private void requireFiles(SnapshotAbout about) throws IOException, InterruptedException {
        Manifest manifest = history.manifest();
        if (!covers(manifest, about)) {
            throw new CorruptBytesException("it was made from files that are not there any more");
        }
        List<Callable<Optional<String>>> looks = new ArrayList<>();
        for (SealedFile sealed : manifest.eventsUpTo(about.sequence())) {
            looks.add(() -> history.flaw(sealed).map(flaw -> sealed.name() + " is " + flaw));
        }
        for (Future<Optional<String>> look : threads.invokeAll(looks)) {
            try {
                look.get().ifPresent(flaw -> {
                    throw new CorruptBytesException(flaw);
                });
            } catch (ExecutionException e) {
                throw new IOException("a sealed file cannot be read: " + e.getCause(), e);
            }
        }
    }

    /** What the newest one was made from. */
    MadeFrom madeFrom() {
        return madeFrom;
    }

    /** Whether it, or one that is being written, names a sealed file. */
    boolean isNamed(String name) {
        return writing.files().containsKey(name) || madeFrom.files().containsKey(name);
    }

    /** Deletes it, and says why. */
    void leaveOut(String reason) {
        LOGGER.atWarn()
                .setMessage("the snapshot is left out, and timelines are made from files and log")
                .addKeyValue("reason", reason)
                .log();
        events = 0;
        taken = 0;
        madeFrom = MadeFrom.NOTHING;
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            LOGGER.atWarn()
                    .setMessage("the snapshot cannot be deleted; delete it by hand")
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
    }

    /**
     * Whether so many events have come since the last one that it is worth a new one, or files were let go of: these may have had events
     * that the last one has not, and then it would be in doubt.
     */
    boolean isDue(long takenNow) {
        return isDue(takenNow, SHARE);
    }

    /** The same at a clean stop. */
    boolean isDueAtStop(long takenNow) {
        return isDue(takenNow, SHARE_AT_STOP);
    }

    private boolean isDue(long takenNow, int share) {
        boolean letsGo = taken > 0 && history.manifest().letGo() != letGo;
        return file.isPresent() && (letsGo || takenNow - taken >= Math.max(eventsMin, events / share));
    }

    /** Writes it anew. */
    void write(SnapshotPicture picture) throws IOException {
        Path target = file.orElseThrow();
        Path unfinished = target.resolveSibling(UNFINISHED);
        long letGoBefore = history.manifest().letGo();
        SnapshotAbout about = about(picture);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            SnapshotWriter out = new SnapshotWriter(channel);
            about.write(out);
            picture.timelines().write(out);
            out.finish();
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        events = picture.timelines().eventCount();
        taken = picture.timelines().takenCount();
        letGo = letGoBefore;
        madeFrom = about.madeFrom();
        writing = MadeFrom.NOTHING;
    }

    /** Names the files that there are; from then on sealing keeps in mind what it replaces of them. */
    private SnapshotAbout about(SnapshotPicture picture) {
        while (true) {
            SnapshotAbout about = picture.about(history.manifest().events());
            writing = about.madeFrom();
            if (covers(history.manifest(), about)) {
                return about;
            }
        }
    }

    private static boolean covers(Manifest manifest, SnapshotAbout about) {
        return about.files().entrySet().stream().allMatch(file -> manifest.covers(file.getKey(), file.getValue()));
    }
}
