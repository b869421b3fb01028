package io.footfall.engine;

import com.sun.management.OperatingSystemMXBean;
import io.footfall.history.JavaChild;
import io.footfall.history.OwnFolder;
import io.footfall.question.InvalidQuestionException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Has each order answered by a process of its own, which is killed when it takes too long, and when this is closed. */
final class BatchProcess implements FilesHost {
    /** Beside the heap: DuckDB's memory and library, threads, and a small virtual machine. */
    private static final long OTHER_KIB = 4_000_000;

    private static final int HEAP_MEBIBYTES_MIN = 512;

    /** Timelines last: they are to have most of the heap before all of it is looked through again and again. */
    private static final int NEW_RATIO = 7;

    private final int heapMebibytes;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /** A host whose processes have half of the memory that this machine has beside our own heap. */
    BatchProcess() {
        this(beside() / 2);
    }

    /** A host whose processes have a heap of so many mebibytes at most. */
    BatchProcess(int heapMebibytes) {
        this.heapMebibytes = Math.max(HEAP_MEBIBYTES_MIN, heapMebibytes);
    }

    private static int beside() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return (int) ((system.getTotalMemorySize() - Runtime.getRuntime().maxMemory()) >>> 20);
    }

    @Override
    public byte[] answer(FilesOrder order, Duration timeMax) throws IOException {
        try (OwnFolder folder = OwnFolder.make("answer")) {
            return answer(order, timeMax, folder.path());
        }
    }

    private byte[] answer(FilesOrder order, Duration timeMax, Path folder) throws IOException {
        Process process = JavaChild.start(
                BatchChild.class,
                folder,
                new JavaChild.Limits(heapMebibytes * 1_024L + OTHER_KIB, "unlimited", heapMebibytes, NEW_RATIO));
        running.add(process);
        CompletableFuture<Boolean> alarm =
                new CompletableFuture<Boolean>().completeOnTimeout(true, timeMax.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> killed = alarm.thenAccept(isLate -> {
            if (isLate) {
                process.destroyForcibly();
            }
        });
        try {
            if (isClosed) {
                throw new IOException("questions are not answered any more");
            }
            return talk(process, order);
        } catch (EOFException e) {
            throw ended(killed.isDone() && alarm.getNow(false), timeMax, e);
        } catch (IOException e) {
            if (killed.isDone() && alarm.getNow(false)) {
                throw ended(true, timeMax, e);
            }
            throw e;
        } finally {
            alarm.complete(false);
            process.destroyForcibly();
            process.onExit().join();
            running.remove(process);
        }
    }

    private static byte[] talk(Process process, FilesOrder order) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        order.write(out);
        out.flush();
        return switch (in.readByte()) {
            case BatchChild.ANSWERED -> FilesOrder.readBytes(in);
            case BatchChild.REFUSED ->
                throw new InvalidQuestionException(FilesOrder.readText(in), FilesOrder.readText(in));
            // As if it had ended for it, which it does where our own heap is full.
            case BatchChild.OUT_OF_MEMORY -> throw new EOFException(FilesOrder.readText(in));
            default -> throw new IOException(FilesOrder.readText(in));
        };
    }

    private InvalidQuestionException ended(boolean isLate, Duration timeMax, IOException cause) {
        InvalidQuestionException refusal = new InvalidQuestionException(
                "files_limit",
                isLate
                        ? "reading it from files took more than " + timeMax.toSeconds()
                                + " s, which is the limit, and was"
                                + " stopped; pin the question, which gives it ten times as long, or give the engine more"
                                + " memory (--memory)"
                        : "reading it from files needs more than " + heapMebibytes
                                + " MiB of memory beside the engine's,"
                                + " which is the limit; give the engine more memory (--memory), or keep less history"
                                + " (--keep)");
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    public void close() {
        isClosed = true;
        running.forEach(Process::destroyForcibly);
    }
}
