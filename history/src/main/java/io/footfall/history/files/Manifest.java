package io.footfall.history.files;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogStart;
import io.footfall.eventlog.NewerVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What is sealed: the files that hold it, and what else the log said up to there.
 *
 * <pre>
 *   8 bytes  magic, "footseal" in ASCII
 *   4 bytes  version
 *   8 bytes  generation; version 1 has none
 *   8 bytes  the last sealed segment, 8 bytes the last sealed sequence
 *   varint   number of files of events, and the files
 *   varint   number of files of quarantined items, and the files
 *   varint   how many items were ever quarantined
 *   varint   number of control records; each as varint length, bytes
 *   varint   number of stretches of the log that were damaged before they were sealed; each as text file, byte kind, and
 *            8 bytes each: from byte, to byte, from sequence, to sequence
 *   varint   number of replaced files; each as text name, 4 bytes CRC32C; version 1 has none
 *   8 bytes  from when on events are kept, in milliseconds since 1970 UTC; versions 1 and 2 have none
 *   varint   how many events were let go of; versions 1 and 2 have none
 *   4 bytes  CRC32C of the above
 *
 *   a file:  text name, 8 bytes each: first sequence, last sequence, rows, size; 4 bytes CRC32C
 * </pre>
 *
 * @param generation how many manifests there were before it
 * @param sealed up to where the log is sealed
 * @param events the files of events, in the order of their sequences
 * @param quarantined the files of quarantined items, in the order they came
 * @param quarantinedCount how many items were ever quarantined
 * @param controls the control records that still say something, in order
 * @param damage what of the log could not be read, and so is not sealed
 * @param replaced the checksums of files whose rows are in files of events that are listed, by their names, as long as a snapshot
 *     names them
 * @param historyFrom files are let go of in which all happened before, in milliseconds since 1970 UTC; 0 if none are
 * @param letGo how many events such files had
 */
public record Manifest(
        long generation,
        LogStart sealed,
        List<SealedFile> events,
        List<SealedFile> quarantined,
        long quarantinedCount,
        List<byte[]> controls,
        List<Damage> damage,
        Map<String, Integer> replaced,
        long historyFrom,
        long letGo) {
    /** Of a history in which nothing is sealed. */
    public static final Manifest EMPTY =
            new Manifest(0, LogStart.BEGINNING, List.of(), List.of(), 0, List.of(), List.of(), Map.of(), 0, 0);

    private static final long MAGIC = 0x6c61_6573_746f_6f66L;
    private static final int VERSION = 3;
    private static final int VERSION_WITHOUT_LETTING_GO = 2;
    private static final int VERSION_WITHOUT_GENERATION = 1;
    private static final int FIXED_BYTES = 16;

    /** Copies the collections. */
    public Manifest {
        events = List.copyOf(events);
        quarantined = List.copyOf(quarantined);
        controls = List.copyOf(controls);
        damage = List.copyOf(damage);
        replaced = Map.copyOf(replaced);
    }

    /** Whether the rows of a file are in those that are listed, or were when it was replaced. */
    public boolean covers(String name, int checksum) {
        return Integer.valueOf(checksum).equals(replaced.get(name))
                || events.stream().anyMatch(file -> file.name().equals(name) && file.checksum() == checksum);
    }

    /** The names of all files that are listed. */
    Set<String> names() {
        return Stream.concat(events.stream(), quarantined.stream())
                .map(SealedFile::name)
                .collect(Collectors.toSet());
    }

    /** The files of events that hold nothing after a sequence. */
    public List<SealedFile> eventsUpTo(long sequence) {
        return events.stream().filter(file -> file.lastSequence() <= sequence).toList();
    }

    /** The same without those. */
    Manifest after(long sequence) {
        return withEvents(
                events.stream().filter(file -> file.lastSequence() > sequence).toList());
    }

    /** The same with other files of events. */
    Manifest withEvents(List<SealedFile> others) {
        return new Manifest(
                generation,
                sealed,
                others,
                quarantined,
                quarantinedCount,
                controls,
                damage,
                replaced,
                historyFrom,
                letGo);
    }

    /**
     * The next one, in which neighbouring files of events are replaced by one that has their rows.
     *
     * @param isNamed whether a snapshot names a file of some name
     */
    Manifest compacted(List<SealedFile> parts, SealedFile whole, Predicate<String> isNamed) {
        List<SealedFile> files = new ArrayList<>(events);
        files.set(files.indexOf(parts.getFirst()), whole);
        files.removeAll(parts);
        Map<String, Integer> gone = new TreeMap<>(replaced);
        parts.forEach(part -> gone.put(part.name(), part.checksum()));
        gone.keySet().removeIf(isNamed.negate());
        return new Manifest(
                generation + 1,
                sealed,
                files,
                quarantined,
                quarantinedCount,
                controls,
                damage,
                gone,
                historyFrom,
                letGo);
    }

    /** Its stored form. */
    public byte[] toBytes() {
        ByteSink sink = new ByteSink(1_024);
        sink.putLong(MAGIC);
        sink.putInt(VERSION);
        sink.putLong(generation);
        sink.putLong(sealed.segment());
        sink.putLong(sealed.sequence());
        putFiles(events, sink);
        putFiles(quarantined, sink);
        sink.putVarint(quarantinedCount);
        sink.putVarint(controls.size());
        for (byte[] control : controls) {
            sink.putVarint(control.length);
            sink.put(control, 0, control.length);
        }
        sink.putVarint(damage.size());
        for (Damage stretch : damage) {
            putDamage(stretch, sink);
        }
        sink.putVarint(replaced.size());
        new TreeMap<>(replaced).forEach((name, checksum) -> {
            sink.putText(name);
            sink.putInt(checksum);
        });
        sink.putLong(historyFrom);
        sink.putVarint(letGo);
        sink.putInt(checksum(sink.array(), sink.size()));
        return sink.toBytes();
    }

    static void putDamage(Damage stretch, ByteSink sink) {
        sink.putText(stretch.file());
        sink.put((byte) stretch.kind().ordinal());
        sink.putLong(stretch.fromByte());
        sink.putLong(stretch.toByte());
        sink.putLong(stretch.from());
        sink.putLong(stretch.to());
    }

    static Damage getDamage(ByteSource source) {
        return new Damage(
                source.getText(),
                Damage.Kind.values()[source.get()],
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }

    /**
     * Reads what {@link #toBytes} wrote; empty if the bytes are damaged.
     *
     * @throws NewerVersionException if a newer program wrote it
     */
    public static Optional<Manifest> read(String file, byte[] bytes) {
        if (bytes.length < FIXED_BYTES) {
            return Optional.empty();
        }
        int end = bytes.length - 4;
        ByteSource source = new ByteSource(bytes, 0, end);
        if (source.getLong() != MAGIC || new ByteSource(bytes, end, bytes.length).getInt() != checksum(bytes, end)) {
            return Optional.empty();
        }
        int version = source.getInt();
        if (version > VERSION || version < VERSION_WITHOUT_GENERATION) {
            throw new NewerVersionException(file, version, VERSION);
        }
        try {
            boolean hasGeneration = version != VERSION_WITHOUT_GENERATION;
            long generation = hasGeneration ? source.getLong() : 0;
            LogStart sealed = new LogStart(source.getLong(), source.getLong());
            List<SealedFile> events = getFiles(source);
            List<SealedFile> quarantined = getFiles(source);
            long quarantinedCount = source.getVarint();
            List<byte[]> controls = new ArrayList<>();
            for (int left = source.getLength(); left > 0; left--) {
                byte[] control = new byte[source.getLength()];
                System.arraycopy(source.array(), source.skip(control.length), control, 0, control.length);
                controls.add(control);
            }
            List<Damage> damage = new ArrayList<>();
            for (int left = source.getLength(); left > 0; left--) {
                damage.add(getDamage(source));
            }
            Map<String, Integer> replaced = new TreeMap<>();
            for (int left = hasGeneration ? source.getLength() : 0; left > 0; left--) {
                replaced.put(source.getText(), source.getInt());
            }
            boolean letsGo = version > VERSION_WITHOUT_LETTING_GO;
            long historyFrom = letsGo ? source.getLong() : 0;
            long letGo = letsGo ? source.getVarint() : 0;
            return Optional.of(new Manifest(
                    generation,
                    sealed,
                    events,
                    quarantined,
                    quarantinedCount,
                    controls,
                    damage,
                    replaced,
                    historyFrom,
                    letGo));
        } catch (CorruptBytesException ignored) {
            // The checksum is right, so a fault in a program wrote it; it is as useless as one that is damaged.
            return Optional.empty();
        }
    }

    private static void putFiles(List<SealedFile> files, ByteSink sink) {
        sink.putVarint(files.size());
        for (SealedFile file : files) {
            sink.putText(file.name());
            sink.putLong(file.firstSequence());
            sink.putLong(file.lastSequence());
            sink.putLong(file.rows());
            sink.putLong(file.bytes());
            sink.putInt(file.checksum());
        }
    }

    private static List<SealedFile> getFiles(ByteSource source) {
        List<SealedFile> files = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            files.add(new SealedFile(
                    source.getText(),
                    source.getLong(),
                    source.getLong(),
                    source.getLong(),
                    source.getLong(),
                    source.getInt()));
        }
        return files;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
