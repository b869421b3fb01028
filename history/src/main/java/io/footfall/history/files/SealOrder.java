package io.footfall.history.files;

import io.footfall.event.IdentityKey;
import io.footfall.eventlog.LogStart;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.SequenceRanges;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the log that is to be sealed.
 *
 * @param data the data folder
 * @param from where the log begins that is not sealed
 * @param to where it will begin then; the segments between the two are closed
 * @param dropped the sequences that the log has and no timeline
 * @param joined who is called by another id
 * @param earlier the names of the files of events that there are
 * @param quarantinedBefore how many items were quarantined before
 * @param letGoBefore those of the earlier files are let go of in which all happened before this millisecond since 1970 UTC; 0 if that
 *     was done before
 */
public record SealOrder(
        Path data,
        LogStart from,
        LogStart to,
        SequenceRanges dropped,
        List<Lease.Joined> joined,
        List<String> earlier,
        long quarantinedBefore,
        long letGoBefore) {

    /** Copies the lists. */
    public SealOrder {
        joined = List.copyOf(joined);
        earlier = List.copyOf(earlier);
    }

    void write(DataOutputStream out) throws IOException {
        writeText(data.toString(), out);
        writeStart(from, out);
        writeStart(to, out);
        dropped.write(out);
        out.writeInt(joined.size());
        for (Lease.Joined one : joined) {
            writeKey(one.identity(), out);
            writeKey(one.customer(), out);
        }
        out.writeInt(earlier.size());
        for (String name : earlier) {
            writeText(name, out);
        }
        out.writeLong(quarantinedBefore);
        out.writeLong(letGoBefore);
    }

    static SealOrder read(DataInputStream in) throws IOException {
        Path data = Path.of(readText(in));
        LogStart from = readStart(in);
        LogStart to = readStart(in);
        SequenceRanges dropped = SequenceRanges.read(in);
        List<Lease.Joined> joined = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            joined.add(new Lease.Joined(readKey(in), readKey(in)));
        }
        List<String> earlier = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            earlier.add(readText(in));
        }
        return new SealOrder(data, from, to, dropped, joined, earlier, in.readLong(), in.readLong());
    }

    private static void writeStart(LogStart start, DataOutputStream out) throws IOException {
        out.writeLong(start.segment());
        out.writeLong(start.sequence());
    }

    private static LogStart readStart(DataInputStream in) throws IOException {
        return new LogStart(in.readLong(), in.readLong());
    }

    private static void writeKey(IdentityKey key, DataOutputStream out) throws IOException {
        out.writeBoolean(key.isUser());
        writeText(key.id(), out);
    }

    private static IdentityKey readKey(DataInputStream in) throws IOException {
        return new IdentityKey(in.readBoolean(), readText(in));
    }

    static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
