package io.footfall.history.sql;

import io.footfall.event.IdentityKey;
import io.footfall.eventlog.LogStart;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a child is asked to run. Both sides are one build, so the form on the pipe has no version.
 *
 * @param data the data folder
 * @param lease what it may see
 * @param sql the statement
 * @param format how its result is wanted
 * @param config the limits
 */
record SqlRequest(Path data, Lease lease, String sql, SqlFormat format, Caps config) {

    /** The limits a child keeps by itself. */
    record Caps(int rowsMax, int resultBytesMax, long memoryBytesMax) {}

    /**
     * Writes it.
     *
     * @param areJoinedKnown whether the child was told of the same {@linkplain Lease#joined who is called by another id} before it
     */
    void write(boolean areJoinedKnown, DataOutputStream out) throws IOException {
        writeText(out, data.toString());
        writeText(out, sql);
        out.writeByte(format.ordinal());
        out.writeInt(config.rowsMax);
        out.writeInt(config.resultBytesMax);
        out.writeLong(config.memoryBytesMax);
        out.writeLong(lease.sequence());
        out.writeLong(lease.fromMillis());
        out.writeLong(lease.endMillis());
        out.writeBoolean(lease.hasLater());
        lease.dropped().write(out);
        out.writeBoolean(areJoinedKnown);
        if (!areJoinedKnown) {
            writeJoined(lease.joined(), out);
        }
        out.writeInt(lease.properties().size());
        for (Lease.TypedProperty property : lease.properties()) {
            writeText(out, property.path());
            out.writeByte(property.type().ordinal());
        }
        out.writeInt(lease.passive().size());
        for (String name : lease.passive()) {
            writeText(out, name);
        }
        out.writeInt(lease.past().files().size());
        for (String file : lease.past().files()) {
            writeText(out, file);
        }
        out.writeLong(lease.past().logStart().segment());
        out.writeLong(lease.past().logStart().sequence());
        out.writeInt(lease.lookups().size());
        for (Lease.Lookup lookup : lease.lookups()) {
            writeText(out, lookup.name());
            writeText(out, lookup.file());
            out.writeInt(lookup.columns().size());
            for (Lease.LookupColumn column : lookup.columns()) {
                writeText(out, column.name());
                out.writeByte(column.type().ordinal());
            }
        }
    }

    private static void writeJoined(List<Lease.Joined> all, DataOutputStream out) throws IOException {
        out.writeInt(all.size());
        for (Lease.Joined joined : all) {
            writeKey(out, joined.identity());
            writeKey(out, joined.customer());
        }
    }

    /** Who is called by another id, as the newest request said. For the thread that reads requests. */
    static final class Told {
        private Map<IdentityKey, IdentityKey> called = Map.of();

        /** The same as a map, which never changes. */
        Map<IdentityKey, IdentityKey> called() {
            return called;
        }

        private void read(DataInputStream in) throws IOException {
            // The one before is let go of first: it may be large.
            called = Map.of();
            int count = in.readInt();
            Map<IdentityKey, IdentityKey> next = new HashMap<>(count * 2);
            for (int i = 0; i < count; i++) {
                next.put(readKey(in), readKey(in));
            }
            called = next;
        }
    }

    /**
     * Reads one. Its lease does not say who is called by another id.
     *
     * @param told knows that then
     */
    static SqlRequest read(Told told, DataInputStream in) throws IOException {
        Path data = Path.of(readText(in));
        String sql = readText(in);
        SqlFormat format = SqlFormat.values()[in.readByte()];
        Caps config = new Caps(in.readInt(), in.readInt(), in.readLong());
        long sequence = in.readLong();
        long fromMillis = in.readLong();
        long endMillis = in.readLong();
        boolean hasLater = in.readBoolean();
        SequenceRanges dropped = SequenceRanges.read(in);
        if (!in.readBoolean()) {
            told.read(in);
        }
        int propertyCount = in.readInt();
        List<Lease.TypedProperty> properties = new ArrayList<>(propertyCount);
        for (int i = 0; i < propertyCount; i++) {
            properties.add(new Lease.TypedProperty(readText(in), Lease.Type.values()[in.readByte()]));
        }
        int passiveCount = in.readInt();
        Set<String> passive = new HashSet<>();
        for (int i = 0; i < passiveCount; i++) {
            passive.add(readText(in));
        }
        int fileCount = in.readInt();
        List<String> files = new ArrayList<>(fileCount);
        for (int i = 0; i < fileCount; i++) {
            files.add(readText(in));
        }
        Lease.Past past = new Lease.Past(files, new LogStart(in.readLong(), in.readLong()), fromMillis);
        Lease lease = new Lease(
                sequence,
                fromMillis,
                endMillis,
                hasLater,
                dropped,
                List.of(),
                properties,
                passive,
                past,
                readLookups(in));
        return new SqlRequest(data, lease, sql, format, config);
    }

    private static List<Lease.Lookup> readLookups(DataInputStream in) throws IOException {
        List<Lease.Lookup> lookups = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in);
            String file = readText(in);
            List<Lease.LookupColumn> columns = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                columns.add(new Lease.LookupColumn(readText(in), Lease.Type.values()[in.readByte()]));
            }
            lookups.add(new Lease.Lookup(name, file, columns));
        }
        return lookups;
    }

    private static void writeKey(DataOutputStream out, IdentityKey key) throws IOException {
        out.writeBoolean(key.isUser());
        writeText(out, key.id());
    }

    private static IdentityKey readKey(DataInputStream in) throws IOException {
        return new IdentityKey(in.readBoolean(), readText(in));
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
