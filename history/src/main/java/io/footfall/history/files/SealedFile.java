package io.footfall.history.files;

import io.footfall.eventlog.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of the history, as the manifest lists it; it never changes.
 *
 * @param name its name in the folder
 * @param firstSequence the first sequence that it may hold
 * @param lastSequence the last sequence that it may hold
 * @param rows its rows
 * @param bytes its size
 * @param checksum the CRC32C of its bytes
 */
public record SealedFile(String name, long firstSequence, long lastSequence, long rows, long bytes, int checksum) {
    private static final int BUFFER_BYTES = 1 << 20;

    /** What stands in a folder under a name, given what is known of it. */
    static SealedFile measure(Path folder, String name, long firstSequence, long lastSequence, long rows)
            throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
            return new SealedFile(name, firstSequence, lastSequence, rows, channel.size(), checksum(channel));
        }
    }

    /** What is wrong with the file in a folder; empty if it is what the manifest lists. */
    Optional<Flaw> flaw(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
            return channel.size() == bytes && checksum(channel) == checksum
                    ? Optional.empty()
                    : Optional.of(Flaw.GARBLED);
        } catch (NoSuchFileException e) {
            return Optional.of(Flaw.MISSING);
        }
    }

    /** What a flaw of it costs. Of a file of quarantined items no sequence is lost. */
    Damage damage(Flaw flaw) {
        boolean isOfEvents = name.startsWith(History.EVENTS);
        return new Damage(
                name,
                flaw == Flaw.MISSING ? Damage.Kind.MISSING : Damage.Kind.SKIPPED,
                0,
                bytes,
                firstSequence,
                isOfEvents ? lastSequence : firstSequence - 1);
    }

    /** What a file can be other than right. */
    public enum Flaw {
        MISSING,
        GARBLED
    }

    private static int checksum(FileChannel channel) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (channel.read(buffer) >= 0) {
            crc.update(buffer.flip());
            buffer.clear();
        }
        return (int) crc.getValue();
    }
}
