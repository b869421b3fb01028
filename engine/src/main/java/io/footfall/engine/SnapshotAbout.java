package io.footfall.engine;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.EventCodec;
import io.footfall.history.files.MadeFrom;
import io.footfall.history.files.SealedFile;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.SnapshotSection;
import io.footfall.timeline.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first section of a snapshot: what it was made from, and what stands beside the timelines.
 *
 * @param sequence the sequence up to which it is complete
 * @param files the checksums of the sealed files that there were, by their names
 * @param dropped the sequences of second deliveries
 * @param duplicates how many there were
 * @param conflicts how many of them said something else
 * @param letGoBefore how many sealed events had been let go of before any was taken
 * @param newestEvents the newest events, in order
 */
record SnapshotAbout(
        long sequence,
        Map<String, Integer> files,
        SequenceRanges dropped,
        long duplicates,
        long conflicts,
        long letGoBefore,
        List<NumberedEvent> newestEvents) {

    static Map<String, Integer> listed(List<SealedFile> files) {
        Map<String, Integer> listed = new TreeMap<>();
        files.forEach(file -> listed.put(file.name(), file.checksum()));
        return listed;
    }

    MadeFrom madeFrom() {
        return new MadeFrom(sequence, files);
    }

    void write(SnapshotWriter out) throws IOException {
        out.putLong(sequence);
        out.putInt(files.size());
        for (Map.Entry<String, Integer> file : files.entrySet()) {
            out.putText(file.getKey());
            out.putInt(file.getValue());
        }
        ByteArrayOutputStream ranges = new ByteArrayOutputStream();
        dropped.write(new DataOutputStream(ranges));
        putBytes(ranges.toByteArray(), out);
        out.putLong(duplicates);
        out.putLong(conflicts);
        out.putLong(letGoBefore);
        out.putInt(newestEvents.size());
        for (NumberedEvent event : newestEvents) {
            ByteSink sink = new ByteSink(512);
            EventCodec.write(event.event(), sink);
            out.putLong(event.sequence());
            putBytes(sink.toBytes(), out);
        }
        out.endSection();
    }

    static SnapshotAbout read(SnapshotSection section) throws IOException {
        long sequence = section.getLong();
        Map<String, Integer> files = new TreeMap<>();
        for (int left = section.getCount(Long.BYTES); left > 0; left--) {
            files.put(section.getText(), section.getInt());
        }
        byte[] ranges = getBytes(section);
        long duplicates = section.getLong();
        long conflicts = section.getLong();
        long letGoBefore = section.getLong();
        List<Long> sequences = new ArrayList<>();
        List<byte[]> events = new ArrayList<>();
        for (int left = section.getCount(Long.BYTES); left > 0; left--) {
            sequences.add(section.getLong());
            events.add(getBytes(section));
        }
        section.end();
        List<NumberedEvent> newest = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            newest.add(new NumberedEvent(sequences.get(i), EventCodec.read(new ByteSource(events.get(i)))));
        }
        SequenceRanges dropped = SequenceRanges.read(new DataInputStream(new ByteArrayInputStream(ranges)));
        return new SnapshotAbout(sequence, files, dropped, duplicates, conflicts, letGoBefore, newest);
    }

    private static void putBytes(byte[] bytes, SnapshotWriter out) throws IOException {
        out.putInt(bytes.length);
        out.putBytes(bytes, bytes.length);
    }

    private static byte[] getBytes(SnapshotSection section) throws IOException {
        byte[] bytes = new byte[section.getCount(1)];
        section.getBytes(bytes, bytes.length);
        return bytes;
    }
}
