package io.footfall.history.files;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.wire.DocumentParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads sealed files in this process, in the order of their sequences. Each is looked at whole before a row of it is handed over, so
 * nothing of one that is not what the manifest lists is.
 *
 * <p>A file that is gone because others took its place since is no loss: what comes after the last row is read from those that a newer
 * manifest lists, up to where the first ended.
 */
final class SealedReader implements SealedEvents {
    private static final int EVENTS_AT_ONCE = 1_024;

    /** How many of the newest quarantined items are read back. */
    private static final int QUARANTINED_MAX = 1_000;

    private static final Path TEMPORARY = Path.of(
            System.getProperty("java.io.tmpdir"),
            "footfall-sorting-" + ProcessHandle.current().pid());

    static final String EVENT_ROWS = """
            select
                sequence, epoch_ms(timestamp), epoch_ms(received_at), type, event, source, message_id, user_id, anonymous_id,
                previous_id, properties, context, traits, rest, sent_order
            from read_parquet([${files}])
            ${where}
            order by sequence
            """;

    private static final String QUARANTINED_ROWS = """
            select reason, source, epoch_ms(received_at), bytes
            from read_parquet([${files}])
            order by number
            """;

    private final Path folder;
    private final Manifest manifest;
    private final Newest newest;
    private Deque<SealedFile> left;

    /** The last sequence that was handed over. */
    private long passed;

    private final List<Damage> damage;
    private @Nullable Connection connection;
    private @Nullable ResultSet rows;
    private @Nullable SealedFile file;
    private long rowsRead;
    private @Nullable Numbered held;
    private boolean isBegun;
    private @Nullable Committed ahead;

    /** Tells what is listed now. */
    interface Newest {
        Manifest manifest() throws IOException;
    }

    /** An event with its sequence. */
    private record Numbered(long sequence, Event event) {}

    SealedReader(Path folder, Manifest manifest, Newest newest) {
        this.folder = folder;
        this.manifest = manifest;
        this.newest = newest;
        this.left = new ArrayDeque<>(manifest.events());
        this.damage = new ArrayList<>(manifest.damage());
    }

    @Override
    public List<Damage> damage() {
        return List.copyOf(damage);
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            try {
                ahead = isBegun ? events() : beside();
                isBegun = true;
                if (ahead == null) {
                    ahead = events();
                }
            } catch (SQLException | IOException e) {
                throw new UncheckedIOException(
                        new IOException("the files in " + folder + " cannot be read: " + e.getMessage(), e));
            }
        }
        return ahead != null;
    }

    @Override
    public Committed next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException("no more is sealed");
        }
        Committed next = ahead;
        ahead = null;
        return next;
    }

    /** The control records, and the newest quarantined items. */
    private @Nullable Committed beside() throws SQLException, IOException {
        List<QuarantinedItem> items = quarantined();
        List<byte[]> controls = manifest.controls();
        return items.isEmpty() && controls.isEmpty()
                ? null
                : new Committed(manifest.sealed().sequence() - controls.size() + 1, List.of(), items, controls);
    }

    private List<QuarantinedItem> quarantined() throws SQLException, IOException {
        List<String> names = new ArrayList<>();
        long count = 0;
        for (SealedFile each : manifest.quarantined().reversed()) {
            if (count < QUARANTINED_MAX && isSound(each)) {
                names.add(each.name());
                count += each.rows();
            }
        }
        List<QuarantinedItem> items = new ArrayList<>();
        if (names.isEmpty()) {
            return items;
        }
        try (Statement statement = connection().createStatement();
                ResultSet found =
                        statement.executeQuery(QUARANTINED_ROWS.replace("${files}", FilesHere.files(folder, names)))) {
            while (found.next()) {
                items.add(new QuarantinedItem(
                        found.getString(1), found.getString(2), found.getLong(3), found.getBytes(4)));
            }
        }
        return items.subList(Math.max(0, items.size() - QUARANTINED_MAX), items.size());
    }

    /** The next events whose sequences follow one another; null if there are none. */
    private @Nullable Committed events() throws SQLException, IOException {
        Numbered first = held != null ? held : event();
        held = null;
        if (first == null) {
            return null;
        }
        List<Event> events = new ArrayList<>(EVENTS_AT_ONCE);
        events.add(first.event);
        while (events.size() < EVENTS_AT_ONCE) {
            Numbered next = event();
            if (next == null) {
                break;
            }
            if (next.sequence != first.sequence + events.size()) {
                held = next;
                break;
            }
            events.add(next.event);
        }
        return new Committed(first.sequence, events, List.of(), List.of());
    }

    private @Nullable Numbered event() throws SQLException, IOException {
        while (true) {
            ResultSet current = rows != null ? rows : openNext();
            if (current == null) {
                return null;
            }
            if (isNext(current)) {
                rowsRead++;
                long sequence = current.getLong(1);
                if (sequence > passed && sequence <= manifest.sealed().sequence()) {
                    passed = sequence;
                    return new Numbered(sequence, read(current));
                }
                continue;
            }
            current.getStatement().close();
            rows = null;
            SealedFile read = file;
            if (read != null && rowsRead != read.rows() && !isReplaced(read)) {
                throw new IOException(read.name() + " gave " + rowsRead + " of " + read.rows() + " rows");
            }
        }
    }

    private boolean isNext(ResultSet current) throws SQLException, IOException {
        try {
            return current.next();
        } catch (SQLException e) {
            if (file == null || !isReplaced(file)) {
                throw e;
            }
            return false;
        }
    }

    private @Nullable ResultSet openNext() throws SQLException, IOException {
        for (SealedFile next = left.poll(); next != null; next = left.poll()) {
            if (isSound(next)) {
                file = next;
                rowsRead = 0;
                Statement statement = connection().createStatement();
                try {
                    ResultSet opened = statement.executeQuery(EVENT_ROWS
                            .replace("${where}", "")
                            .replace("${files}", FilesHere.files(folder, List.of(next.name()))));
                    rows = opened;
                    return opened;
                } catch (SQLException e) {
                    statement.close();
                    if (!isReplaced(next)) {
                        throw e;
                    }
                }
            }
        }
        return null;
    }

    /** Whether a file is gone and a newer manifest does not list it; then that one's files are read next. */
    private boolean isReplaced(SealedFile gone) throws IOException {
        if (Files.exists(folder.resolve(gone.name()))) {
            return false;
        }
        Manifest now = newest.manifest();
        if (now.generation() <= manifest.generation() || now.names().contains(gone.name())) {
            return false;
        }
        if (now.letGo() > manifest.letGo()) {
            throw new IOException(gone.name() + " was let go of while it was read, as history is kept no longer so"
                    + " far back; begin again");
        }
        left = now.events().stream()
                .filter(each -> each.lastSequence() > passed
                        && each.firstSequence() <= manifest.sealed().sequence())
                .collect(Collectors.toCollection(ArrayDeque::new));
        return true;
    }

    private boolean isSound(SealedFile sealed) throws IOException {
        SealedFile.Flaw flaw = sealed.flaw(folder).orElse(null);
        if (flaw == null) {
            return true;
        }
        Damage found = sealed.damage(flaw);
        if (!(flaw == SealedFile.Flaw.MISSING && isReplaced(sealed)) && !damage.contains(found)) {
            damage.add(found);
        }
        return false;
    }

    static Event read(ResultSet row) throws SQLException {
        return new Event(
                EventType.ofWord(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getLong(2),
                row.getLong(3),
                new DocumentParts(
                                row.getString(11),
                                row.getString(12),
                                row.getString(13),
                                row.getString(14),
                                row.getString(15))
                        .document());
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = FilesHere.open();
            connection = current;
            try (Statement statement = current.createStatement()) {
                statement.execute("set temp_directory = " + ParquetFile.quoted(TEMPORARY.toString()));
            }
        }
        return current;
    }

    @Override
    public void close() {
        Connection current = connection;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException ignored) {
                // All that was wanted of it was read.
            }
        }
    }
}
