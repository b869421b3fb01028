package io.footfall.history.sql;

import io.footfall.history.JavaChild;
import io.footfall.history.OwnFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One child from its parent's side. Used by one thread at a time.
 *
 * <p>The system limits its address space and the size of files it writes: the only one it needs is the database's library, which
 * it unpacks into a folder of its own, and that goes with it, or with us.
 */
final class SqlProcess implements AutoCloseable {
    /** Beside the statement's memory: the library, its threads, and a small virtual machine. */
    private static final long OTHER_KIB = 1_700_000;

    private static final String FILE_BLOCKS_MAX = "200000";
    private static final int HEAP_MEBIBYTES = 384;

    private final Process process;
    private final OwnFolder folder;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Who is called by another id, as the child was told last. */
    private List<Lease.Joined> told = List.of();

    private SqlProcess(Process process, OwnFolder folder) {
        this.process = process;
        this.folder = folder;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** What a process that ended before it said what was wanted may be taken for. */
    static final class EndedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean isKilled;

        EndedException(boolean isKilled, Throwable cause) {
            super("the process ended", cause);
            this.isKilled = isKilled;
        }

        /** Whether we killed it, because it took too long. */
        boolean isKilled() {
            return isKilled;
        }
    }

    /** Starts one, and waits until it is ready. */
    static SqlProcess start(SqlConfig config, Path temporary) throws EndedException {
        try {
            OwnFolder folder = OwnFolder.make(temporary, "sql");
            SqlProcess started;
            try {
                started = new SqlProcess(JavaChild.start(SqlChild.class, folder.path(), limits(config)), folder);
            } catch (IOException e) {
                folder.close();
                throw e;
            }
            try {
                started.within(config.startTimeMax(), started.in::readByte);
            } catch (EndedException e) {
                started.close();
                throw e;
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("a process for SQL cannot be started: " + e.getMessage(), e);
        }
    }

    private static JavaChild.Limits limits(SqlConfig config) {
        return new JavaChild.Limits(config.memoryBytesMax() / 1_024 + OTHER_KIB, FILE_BLOCKS_MAX, HEAP_MEBIBYTES);
    }

    /** Runs a statement; after an exception the process is of no more use. */
    @SuppressWarnings("ReferenceEquality") // A list that is equal and not the same is told again, which is right too.
    SqlResult run(SqlRequest request, Duration timeMax) throws EndedException {
        return within(timeMax, () -> {
            request.write(request.lease().joined() == told, out);
            told = request.lease().joined();
            out.flush();
            if (in.readByte() == SqlChild.REFUSED) {
                return new SqlResult.Refused(SqlRequest.readText(in), SqlRequest.readText(in));
            }
            byte[] body = in.readNBytes(in.readInt());
            return new SqlResult.Rows(request.format(), request.lease().sequence(), body);
        });
    }

    private interface Talk<T> {
        T get() throws IOException;
    }

    private <T> T within(Duration timeMax, Talk<T> talk) throws EndedException {
        CompletableFuture<Boolean> alarm =
                new CompletableFuture<Boolean>().completeOnTimeout(true, timeMax.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> killed = alarm.thenAccept(late -> {
            if (late) {
                process.destroyForcibly();
            }
        });
        try {
            return talk.get();
        } catch (IOException e) {
            throw new EndedException(killed.isDone() && alarm.getNow(false), e);
        } finally {
            alarm.complete(false);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it, and clears up after it. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        if (isClosed.getAndSet(true)) {
            return;
        }
        folder.close();
    }
}
