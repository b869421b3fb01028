package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.LookupVersion;
import io.footfall.history.files.Manifest;
import io.footfall.history.sql.SequenceRanges;
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
 * What is asked of files and log: a question, or something of customers, at a moment, and all that makes this moment the engine's. Both sides of the pipe that it
 * goes through are one build, so its form has no version.
 *
 * @param data the data folder
 * @param held what of it is sealed, and held
 * @param sequence the moment's newest sequence
 * @param second the moment's instant, in seconds since 1970 UTC
 * @param historyFrom what happened before is not kept, in milliseconds since 1970 UTC
 * @param dropped the sequences that files and log have and the moment has not, and perhaps newer ones
 * @param lookups the versions of the lookup tables that are read through
 * @param audiences the texts of the audiences that the question may refer to, by name
 * @param question the text of the question that is asked, or that members are wanted of; else empty
 * @param passiveEvents names of events that are no activity
 * @param scanThreads how many threads fold everyone
 * @param wish what is wanted
 */
record FilesOrder(
        Path data,
        Manifest held,
        long sequence,
        long second,
        long historyFrom,
        SequenceRanges dropped,
        List<LookupVersion> lookups,
        Map<String, String> audiences,
        String question,
        Set<String> passiveEvents,
        int scanThreads,
        Wish wish) {
    /** Copies the collections. */
    FilesOrder {
        lookups = List.copyOf(lookups);
        audiences = Map.copyOf(audiences);
        passiveEvents = Set.copyOf(passiveEvents);
    }

    /** Writes it. */
    void write(DataOutputStream out) throws IOException {
        writeText(data.toString(), out);
        writeBytes(held.toBytes(), out);
        out.writeLong(sequence);
        out.writeLong(second);
        out.writeLong(historyFrom);
        dropped.write(out);
        out.writeInt(lookups.size());
        for (LookupVersion version : lookups) {
            writeBytes(new ControlRecord.LookedUp(version).toBytes(), out);
        }
        out.writeInt(audiences.size());
        for (Map.Entry<String, String> audience : audiences.entrySet()) {
            writeText(audience.getKey(), out);
            writeText(audience.getValue(), out);
        }
        writeText(question, out);
        out.writeInt(passiveEvents.size());
        for (String name : passiveEvents) {
            writeText(name, out);
        }
        out.writeInt(scanThreads);
        writeBytes(wish.toBytes(), out);
    }

    /** Reads what {@link #write} wrote. */
    static FilesOrder read(DataInputStream in) throws IOException {
        Path data = Path.of(readText(in));
        Manifest held = Manifest.read("what is held", readBytes(in))
                .orElseThrow(() -> new IOException("what is held is garbled"));
        long sequence = in.readLong();
        long second = in.readLong();
        long historyFrom = in.readLong();
        SequenceRanges dropped = SequenceRanges.read(in);
        List<LookupVersion> lookups = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            if (ControlRecord.read(readBytes(in)).orElseThrow() instanceof ControlRecord.LookedUp lookedUp) {
                lookups.add(lookedUp.version());
            }
        }
        Map<String, String> audiences = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            audiences.put(readText(in), readText(in));
        }
        String question = readText(in);
        Set<String> passiveEvents = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            passiveEvents.add(readText(in));
        }
        return new FilesOrder(
                data,
                held,
                sequence,
                second,
                historyFrom,
                dropped,
                lookups,
                audiences,
                question,
                passiveEvents,
                in.readInt(),
                Wish.read(readBytes(in)));
    }

    static void writeText(String text, DataOutputStream out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
