package io.footfall.history.files;

import io.footfall.event.ByteSink;
import io.footfall.eventlog.Damage;
import io.footfall.history.ChildFolder;
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
import java.util.concurrent.SynchronousQueue;

/**
 * The process that writes files or reads them: it gets orders by its standard input, one after another, and writes what comes of each to
 * its standard output. It ends when its input does, even amid an order: then its parent is gone, or wants nothing more.
 */
public final class FilesChild {
    static final byte SEAL = 1;
    static final byte READ = 2;
    static final byte COMPACT = 3;

    static final byte DONE = 1;
    static final byte FAILED = 2;
    static final byte PART = 3;

    private final ChildFolder folder = new ChildFolder(Path.of(System.getProperty("java.io.tmpdir")));
    private final SynchronousQueue<Order> orders = new SynchronousQueue<>();

    private FilesChild() {}

    /** What is to be done. */
    private sealed interface Order {
        void carryOut(DataOutputStream out) throws IOException;

        record Seal(SealOrder stretch) implements Order {
            @Override
            public void carryOut(DataOutputStream out) throws IOException {
                writeManifest(new FilesHere().seal(stretch, true).alone(stretch.to()), out);
            }
        }

        record Compact(Path files, Manifest parts) implements Order {
            @Override
            public void carryOut(DataOutputStream out) throws IOException {
                writeManifest(parts.withEvents(List.of(new FilesHere().compact(files, parts.events()))), out);
            }
        }

        record Read(Path files, Manifest manifest) implements Order {
            @Override
            public void carryOut(DataOutputStream out) throws IOException {
                read(files, manifest, out);
            }
        }
    }

    /** Carries out orders until the input ends. Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FilesChild child = new FilesChild();
        Thread reading = new Thread(child::read, "footfall-files-orders");
        reading.setDaemon(true);
        reading.start();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            while (true) {
                try {
                    child.orders.take().carryOut(out);
                } catch (IOException | UncheckedIOException e) {
                    out.writeByte(FAILED);
                    SealOrder.writeText(String.valueOf(e.getMessage()), out);
                }
                out.flush();
            }
        }
    }

    private void read() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            while (true) {
                orders.put(order(in));
            }
        } catch (IOException | InterruptedException ended) {
            folder.remove();
            Runtime.getRuntime().halt(0);
        }
    }

    private static Order order(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        if (kind == SEAL) {
            return new Order.Seal(SealOrder.read(in));
        }
        Path files = Path.of(SealOrder.readText(in));
        Manifest manifest = Manifest.read(ManifestFolder.MANIFEST, in.readNBytes(in.readInt()))
                .orElseThrow(() -> new IOException("an order that is garbled"));
        return kind == COMPACT ? new Order.Compact(files, manifest) : new Order.Read(files, manifest);
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
