package io.footfall.engine;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupText;
import io.footfall.catalog.LookupVersion;
import io.footfall.event.CorruptBytesException;
import io.footfall.timeline.LookupDraft;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.Lookups;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives timelines the versions of lookup tables that the log says are current. For the writer of the timelines.
 *
 * <p>A version that this process has recorded was {@linkplain #prepare prepared} before, so it is current from exactly its record on and
 * nobody waits for its file. One that was recorded before, which only a start and a batch host meet, is read where it is known that
 * no later record is to be read at once: the newest version of a table, and none of those before.
 */
final class LookupTables {
    private static final Logger LOGGER = LoggerFactory.getLogger(LookupTables.class);

    private final LookupFolder folder;
    private final Map<LookupVersion, LookupTable> prepared = new ConcurrentHashMap<>();
    private @Nullable SortedMap<String, LookupVersion> broughtTo;
    private @Nullable Timelines brought;

    LookupTables(LookupFolder folder) {
        this.folder = folder;
    }

    /**
     * Brings timelines to the current versions, of which those they have already are not read again.
     *
     * @param current another map than before if a version is another
     */
    @SuppressWarnings("ReferenceEquality") // This is called at each turn.
    void bring(Timelines timelines, SortedMap<String, LookupVersion> current) {
        if (broughtTo == current && brought == timelines) {
            return;
        }
        broughtTo = current;
        brought = timelines;
        Map<String, LookupTable> tables = new HashMap<>();
        Map<String, String> unreadable = new HashMap<>();
        for (LookupVersion version : current.values()) {
            LookupTable known = timelines.lookups().table(version.name()).orElse(null);
            try {
                tables.put(version.name(), known != null && is(known, version) ? known : table(version, timelines));
            } catch (IOException | CorruptBytesException e) {
                String why = e instanceof NoSuchFileException ? "its file is missing" : String.valueOf(e.getMessage());
                LOGGER.atError()
                        .setMessage("a lookup table cannot be read")
                        .addKeyValue("table", version.name())
                        .addKeyValue("version", version.number())
                        .addKeyValue("why", why)
                        .log();
                unreadable.put(version.name(), why);
            }
        }
        timelines.use(new Lookups(tables, unreadable));
    }

    /** Whether a table is this version. */
    private static boolean is(LookupTable table, LookupVersion version) {
        return table.head().version() == version.number()
                && table.head().since() == version.since().toEpochMilli();
    }

    private LookupTable table(LookupVersion version, Timelines timelines) throws IOException {
        LookupTable ready = prepared.remove(version);
        if (ready != null) {
            return ready;
        }
        LookupDraft draft = draft(version.shape(), folder.read(version));
        boolean unused = draft.number(timelines.vocabulary(), Integer.MAX_VALUE);
        return draft.table(head(version));
    }

    /** Has a version at hand for when its record comes by. For any thread. */
    void prepare(LookupVersion version, LookupDraft numbered) {
        prepared.put(version, numbered.table(head(version)));
    }

    /** Lets go of a version that was not recorded. For any thread. */
    void forget(LookupVersion version) {
        prepared.remove(version);
    }

    /**
     * The rows of a text, whose values have no numbers yet. For any thread.
     *
     * @throws CorruptBytesException if it is no text of such a table
     */
    static LookupDraft draft(LookupShape shape, byte[] text) {
        LookupDraft draft = new LookupDraft(
                shape.name(), shape.columns().stream().map(LookupColumn::name).toList(), text.length);
        LookupText.read(shape, text, cells -> {
            List<@Nullable Value> said = new ArrayList<>(shape.columns().size());
            for (int i = 0; i < shape.columns().size(); i++) {
                said.add(value(shape.columns().get(i), cells.get(i + 1)));
            }
            Value key = value(shape.key(), cells.getFirst());
            if (key != null) {
                draft.add(key, said);
            }
        });
        return draft;
    }

    private static LookupTable.Head head(LookupVersion version) {
        LookupShape shape = version.shape();
        return new LookupTable.Head(
                shape.name(),
                shape.on(),
                column(shape.key()),
                shape.columns().stream().map(LookupTables::column).toList(),
                version.number(),
                version.since().toEpochMilli(),
                LookupFolder.name(version));
    }

    private static LookupTable.Column column(LookupColumn column) {
        return new LookupTable.Column(column.name(), column.type().name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable Value value(LookupColumn column, @Nullable String cell) {
        if (cell == null) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> new Value.Text(cell);
            case NUMBER -> new Value.Number(new BigDecimal(cell));
            case BOOLEAN -> new Value.Bool(Boolean.parseBoolean(cell));
        };
    }
}
