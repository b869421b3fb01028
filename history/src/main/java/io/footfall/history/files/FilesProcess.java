package io.footfall.history.files;

import io.footfall.event.ByteSource;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.history.JavaChild;
import io.footfall.history.OwnFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has files written and read by processes of their own, so that what DuckDB needs and does is none of ours.
 *
 * <p>The one that seals is kept for the next stretch, and so is the one that puts files together, until they are to rest: what a virtual machine
 * has learned and loaded by then saves half of the processor time that a file takes. After a failure, or where another part of
 * the processors is wanted, the next order gets a new one. Each that reads does so once.
 *
 * <p>Closing it ends those that run; what waits for one fails. One thread seals, one puts together, any may read.
 */
public final class FilesProcess implements FilesWork {
    /** The database's memory, its library and threads, and a small virtual machine. */
    private static final JavaChild.Limits LIMITS = new JavaChild.Limits(4_000_000, "unlimited", 512);

    private final Set<Child> running = ConcurrentHashMap.newKeySet();
    private final Kept sealing = new Kept();
    private final Kept compacting = new Kept();
    private volatile boolean isClosed;

    @Override
    public SealedStretch seal(SealOrder order, boolean givesWay) throws IOException {
        Manifest said = sealing.order(givesWay ? JavaChild.Part.LESS : JavaChild.Part.EQUAL, child -> {
            child.out.writeByte(FilesChild.SEAL);
            order.write(child.out);
            child.out.flush();
        });
        return SealedStretch.of(said);
    }

    @Override
    public SealedFile compact(Path folder, List<SealedFile> parts) throws IOException {
        Manifest said = compacting.order(
                JavaChild.Part.LEAST,
                child -> child.order(FilesChild.COMPACT, folder, Manifest.EMPTY.withEvents(parts)));
        return said.events().getFirst();
    }

    @Override
    public void restSealing() {
        sealing.end();
    }

    @Override
    public void restCompacting() {
        compacting.end();
    }

    @Override
    public SealedEvents read(Path folder, Manifest manifest) throws IOException {
        if (manifest.events().isEmpty()
                && manifest.quarantined().isEmpty()
                && manifest.controls().isEmpty()) {
            return new Nothing(manifest.damage());
        }
        Child child = start(JavaChild.Part.LESS);
        try {
            child.order(FilesChild.READ, folder, manifest);
            return new Reading(child);
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    private Child start(JavaChild.Part part) throws IOException {
        OwnFolder folder = OwnFolder.make("files");
        Child child;
        try {
            child = new Child(JavaChild.start(FilesChild.class, folder.path(), LIMITS, part), part, folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        running.add(child);
        if (isClosed) {
            child.close();
            throw new IOException("files are not written or read any more");
        }
        return child;
    }

    @Override
    public void close() {
        isClosed = true;
        running.forEach(Child::close);
    }

    /** What a child is told to do. */
    private interface Told {
        void to(Child child) throws IOException;
    }

    /** A process that is kept from one order to the next; for one thread at a time. */
    private final class Kept {
        private @Nullable Child child;

        /** Carries out an order; returns what was written. */
        private Manifest order(JavaChild.Part part, Told told) throws IOException {
            Child now = child;
            if (now == null || now.part != part || !now.process.isAlive()) {
                end();
                now = start(part);
                child = now;
            }
            boolean isDone = false;
            try {
                told.to(now);
                Manifest said = now.readManifest();
                isDone = true;
                return said;
            } catch (EOFException e) {
                throw new IOException("the process that writes files ended before it was done", e);
            } finally {
                if (!isDone) {
                    end();
                }
            }
        }

        private void end() {
            if (child != null) {
                child.close();
                child = null;
            }
        }
    }

    /** A process from its parent's side. */
    private final class Child implements AutoCloseable {
        private final Process process;
        private final JavaChild.Part part;
        private final OwnFolder folder;
        private final DataInputStream in;
        private final DataOutputStream out;

        private Child(Process process, JavaChild.Part part, OwnFolder folder) {
            this.process = process;
            this.part = part;
            this.folder = folder;
            this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
            this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        }

        private void order(byte kind, Path files, Manifest manifest) throws IOException {
            byte[] bytes = manifest.toBytes();
            out.writeByte(kind);
            SealOrder.writeText(files.toString(), out);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }

        private Manifest readManifest() throws IOException {
            requireDone(in.readByte());
            byte[] bytes = in.readNBytes(in.readInt());
            return Manifest.read("what was written", bytes)
                    .orElseThrow(() -> new IOException("what the process that writes files said is garbled"));
        }

        private void requireDone(byte said) throws IOException {
            if (said == FilesChild.FAILED) {
                throw new IOException(SealOrder.readText(in));
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
            folder.close();
            running.remove(this);
        }
    }

    /** What is read of a manifest that lists nothing. */
    private record Nothing(List<Damage> damage) implements SealedEvents {
        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public Committed next() {
            throw new NoSuchElementException("nothing is sealed");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** What a process reads for us. */
    private static final class Reading implements SealedEvents {
        private final Child child;
        private final List<Damage> damage = new ArrayList<>();
        private @Nullable Committed ahead;
        private boolean isEnded;

        private Reading(Child child) {
            this.child = child;
        }

        @Override
        public boolean hasNext() {
            if (ahead == null && !isEnded) {
                try {
                    read();
                } catch (IOException e) {
                    throw new UncheckedIOException("the sealed files cannot be read: " + e.getMessage(), e);
                }
            }
            return ahead != null;
        }

        private void read() throws IOException {
            byte said = child.in.readByte();
            child.requireDone(said);
            ByteSource source = new ByteSource(child.in.readNBytes(child.in.readInt()));
            if (said == FilesChild.PART) {
                ahead = Committed.read(source);
                return;
            }
            for (int left = source.getLength(); left > 0; left--) {
                damage.add(Manifest.getDamage(source));
            }
            isEnded = true;
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

        @Override
        public List<Damage> damage() {
            return List.copyOf(damage);
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
