package io.footfall.history.files;

import io.footfall.event.ByteSink;
import io.footfall.eventlog.Damage;
import io.footfall.history.sql.ChildFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The process that writes files or reads them: it gets one order by its standard input, writes what comes of it to its standard
 * output, and ends. It ends too when its input does: then its parent is gone.
 */
public final class FilesChild {
    static final byte SEAL = 1;
    static final byte READ = 2;
    static final byte COMPACT = 3;

    static final byte DONE = 1;
    static final byte FAILED = 2;
    static final byte PART = 3;

    private FilesChild() {}

    /** Carries out one order. Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        ChildFolder folder = new ChildFolder(Path.of(System.getProperty("java.io.tmpdir")));
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        byte kind = in.readByte();
        SealOrder order = kind == SEAL ? SealOrder.read(in) : null;
        Path files = kind == SEAL ? folder.path() : Path.of(SealOrder.readText(in));
        Manifest manifest = kind == SEAL
                ? Manifest.EMPTY
                : Manifest.read(ManifestFolder.MANIFEST, in.readNBytes(in.readInt()))
                        .orElseThrow();
        Thread watching = new Thread(() -> endWith(in, folder), "footfall-parent");
        watching.setDaemon(true);
        watching.start();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            try {
                if (order != null) {
                    writeManifest(new FilesHere().seal(order).alone(order.to()), out);
                } else if (kind == COMPACT) {
                    writeManifest(manifest.withEvents(List.of(new FilesHere().compact(files, manifest.events()))), out);
                } else {
                    read(files, manifest, out);
                }
            } catch (IOException | UncheckedIOException e) {
                out.writeByte(FAILED);
                SealOrder.writeText(String.valueOf(e.getMessage()), out);
            }
        }
        folder.remove();
    }

    private static void endWith(DataInputStream in, ChildFolder folder) {
        try {
            while (in.read() >= 0) {
                // Nothing more is said.
            }
        } catch (IOException ignored) {
            // That is an end as well.
        }
        folder.remove();
        Runtime.getRuntime().halt(0);
    }

    private static void writeManifest(Manifest manifest, DataOutputStream out) throws IOException {
        byte[] bytes = manifest.toBytes();
        out.writeByte(DONE);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void read(Path folder, Manifest manifest, DataOutputStream out) throws IOException {
        ByteSink sink = new ByteSink(1 << 16);
        try (SealedEvents events = new FilesHere().read(folder, manifest)) {
            while (events.hasNext()) {
                sink.clear();
                events.next().write(sink);
                out.writeByte(PART);
                out.writeInt(sink.size());
                out.write(sink.array(), 0, sink.size());
            }
            out.writeByte(DONE);
            sink.clear();
            sink.putVarint(events.damage().size());
            for (Damage stretch : events.damage()) {
                Manifest.putDamage(stretch, sink);
            }
            out.writeInt(sink.size());
            out.write(sink.array(), 0, sink.size());
        }
    }
}
