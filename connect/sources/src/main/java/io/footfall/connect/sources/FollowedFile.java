package io.footfall.connect.sources;

import io.footfall.connect.files.FileItems;
import io.footfall.connect.files.ImportLimitException;
import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file of a source.
 *
 * <p>A plain file is read as it grows, row by row; its last row, if no line end follows, is taken when the file has not
 * changed for a while. A compressed one, and one whose rows are grouped, is read when it has not changed for a while. Where
 * reading goes on after a start, the file is read from its beginning, and what was delivered is passed over: rows are
 * recognised by what came before them. A file that became shorter, or begins otherwise, is another one.
 */
final class FollowedFile {
    private static final Duration RETRY = Duration.ofSeconds(60);

    private final String unit;
    private final Path path;
    private final Mapping mapping;
    private final Duration settle;
    private final Clock clock;
    private @Nullable FilePosition position;
    private @Nullable FileItems items;
    private long delivered;
    private Seen seen = new Seen(-1, -1, null);
    private long unchangedSince;
    private long failedAt;
    private String problem = "";

    FollowedFile(String unit, Path path, Mapping mapping, Duration settle, @Nullable String position, Clock clock) {
        this.unit = unit;
        this.path = path;
        this.mapping = mapping;
        this.settle = settle;
        this.clock = clock;
        this.position = position == null ? null : FilePosition.of(position).orElse(null);
    }

    /** What a look at a file tells: its size, when it was changed, and which file of the disk it is. */
    private record Seen(long size, long changedAt, @Nullable Object key) {}

    /** What is wrong with it, for a person; empty if nothing is. */
    String problem() {
        return problem;
    }

    /** How many bytes of it are not read; of a compressed file, as it is on disk. */
    long bytesUnread() {
        FilePosition known = position;
        FileItems open = items;
        long read = open != null ? open.bytesRead() : known == null ? 0 : known.size();
        return Math.max(0, seen.size - read);
    }

    /** Delivers what is new of it; returns whether there was something. */
    boolean advance(Delivery delivery) throws InterruptedException {
        try {
            look();
            boolean isTriedAgain = problem.isEmpty() || clock.millis() - failedAt >= RETRY.toMillis();
            return isTriedAgain && !isDone() && open() && read(delivery);
        } catch (IOException | MappingException | ImportLimitException e) {
            close();
            problem = path + ": " + e.getMessage();
            failedAt = clock.millis();
            return false;
        }
    }

    /** Gives it back. */
    void close() {
        FileItems open = items;
        items = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // It was only read.
            }
        }
    }

    private void look() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Seen now = new Seen(attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
        if (!now.equals(seen)) {
            if (now.size < seen.size || !Objects.equals(now.key, seen.key)) {
                close();
            }
            seen = now;
            unchangedSince = clock.millis();
            problem = "";
        }
    }

    private boolean isSettled() {
        return clock.millis() - unchangedSince >= settle.toMillis();
    }

    private boolean isDone() {
        FilePosition known = position;
        return known != null && known.isWhole() && known.size() == seen.size;
    }

    /** Opens it, unless it is open, and goes to where it was read to; false if that has to wait. */
    private boolean open() throws IOException, MappingException, InterruptedException {
        if (items != null) {
            return true;
        }
        boolean isGrouped = mapping instanceof Mapping.OfRows rows && rows.grouping() != null;
        boolean mayGrow = !isSettled() && !isGrouped && hasLine() && FileItems.isPlain(path);
        if (!mayGrow && !isSettled()) {
            return false;
        }
        FilePosition known = position;
        // Nothing is added to a Parquet file: one of another size is another one.
        boolean isOther = known != null && known.isWhole() && known.size() != seen.size && FileItems.isParquet(path);
        if (known != null
                && (isOther || seen.size < known.size() || !known.head().isOf(path))) {
            position = null;
        }
        delivered = 0;
        long before = position == null ? 0 : position.outcomes();
        FileItems opened = FileItems.open(path, mapping, mayGrow);
        items = opened;
        while (delivered < before && opened.next().isPresent()) {
            delivered++;
        }
        return true;
    }

    private boolean hasLine() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            for (byte each : in.readNBytes(1 << 16)) {
                if (each == '\n') {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean read(Delivery delivery) throws IOException, InterruptedException {
        FileItems open = items;
        if (open == null) {
            return false;
        }
        boolean isEnd = isSettled();
        if (isEnd) {
            open.endGrowth();
        }
        boolean hasMoved = false;
        while (true) {
            List<Outcome> batch = next(open);
            if (isEnd && Files.size(path) != seen.size) {
                // It has grown meanwhile, so what was taken for its last row may be half of one.
                close();
                return hasMoved;
            }
            boolean isWhole = isEnd && batch.isEmpty();
            if (batch.isEmpty() && !isWhole) {
                return hasMoved;
            }
            FileHead head = position == null ? FileHead.of(path) : position.head();
            FilePosition after = new FilePosition(delivered + batch.size(), seen.size, isWhole, head);
            delivery.deliver(batch, places(batch), Map.of(unit, after.text()));
            delivered += batch.size();
            position = after;
            hasMoved = true;
            if (isWhole) {
                close();
                return true;
            }
        }
    }

    /** The file and the line of each outcome. */
    private List<String> places(List<Outcome> batch) {
        return batch.stream()
                .map(outcome -> switch (outcome) {
                    case Outcome.Item item -> item.line();
                    case Outcome.Bad bad -> bad.line();
                })
                .map(line -> unit + ":" + line)
                .toList();
    }

    private static List<Outcome> next(FileItems open) throws IOException, InterruptedException {
        List<Outcome> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < Delivery.ROWS_MAX && bytes < Delivery.BYTES_MAX) {
            Optional<Outcome> next = open.next();
            if (next.isEmpty()) {
                break;
            }
            batch.add(next.get());
            bytes += switch (next.get()) {
                case Outcome.Item item -> item.json().length;
                case Outcome.Bad bad -> bad.bytes().length;
            };
        }
        return batch;
    }
}
