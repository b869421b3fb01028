package io.footfall.history.sql;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes statements, and has each run by a child, which is started when the first one comes and used again while it lasts.
 *
 * <p>A statement that is past its time is killed with its process; neither the log nor the engine takes part, so neither notices.
 */
public final class SqlDesk implements AutoCloseable {
    private static final long CLOSE_SECONDS = 10;

    private final SqlConfig config;
    private final Path data;
    private final Path temporary;
    private final ThreadPoolExecutor threads;
    private final Object lock = new Object();

    // Guarded by the lock.
    private final Deque<SqlProcess> idle = new ArrayDeque<>();
    private final Set<SqlProcess> busy = new HashSet<>();
    private boolean isClosed;

    /** A desk for the events of a data folder. */
    public SqlDesk(SqlConfig config, Path data) {
        this(config, data, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** As {@link #SqlDesk(SqlConfig, Path)}, with children's folders in {@code temporary}. */
    SqlDesk(SqlConfig config, Path data, Path temporary) {
        this.config = config;
        this.temporary = temporary;
        this.data = data.toAbsolutePath();
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                config.processes(),
                config.processes(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.waitingMax()),
                task -> {
                    Thread thread = new Thread(task, "footfall-sql-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** Runs a statement; it waits while others run. Never fails but for faults of ours or of the disk. */
    public CompletableFuture<SqlResult> run(String sql, Lease lease, SqlFormat format) {
        int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > config.textBytesMax()) {
            return refused(
                    "sql_limit",
                    "the statement has " + bytes + " bytes, the limit is " + config.textBytesMax() + "; shorten it");
        }
        SqlRequest.Caps caps = new SqlRequest.Caps(config.rowsMax(), config.resultBytesMax(), config.memoryBytesMax());
        SqlRequest request = new SqlRequest(data, lease, sql, format, caps);
        try {
            return CompletableFuture.supplyAsync(() -> run(request), threads);
        } catch (RejectedExecutionException e) {
            return refused(
                    "busy", config.waitingMax() + " statements are waiting already, which is the limit; try again");
        }
    }

    private SqlResult run(SqlRequest request) {
        SqlProcess process = take();
        boolean isGood = false;
        try {
            SqlResult result = process.run(request, config.timeMax());
            if (result instanceof SqlResult.Refused refused && refused.code().equals("internal")) {
                throw new IllegalStateException("a statement could not be prepared: " + refused.message());
            }
            isGood = true;
            return result;
        } catch (SqlProcess.EndedException e) {
            return new SqlResult.Refused(
                    "sql_limit",
                    e.isKilled()
                            ? "the statement took more than " + config.timeMax().toSeconds()
                                    + " s, which is the limit, and was stopped"
                            : "the statement's process ended: it needed more than " + config.memoryBytesMax()
                                    + " bytes of memory, which is the limit");
        } finally {
            giveBack(process, isGood);
        }
    }

    private SqlProcess take() {
        for (SqlProcess known = poll(); known != null; known = poll()) {
            if (known.isAlive()) {
                return known;
            }
            giveBack(known, false);
        }
        try {
            SqlProcess started = SqlProcess.start(config, temporary);
            boolean isLate;
            synchronized (lock) {
                isLate = isClosed;
                busy.add(started);
            }
            if (isLate) {
                giveBack(started, false);
                throw new IllegalStateException("SQL is closed");
            }
            return started;
        } catch (SqlProcess.EndedException e) {
            throw new IllegalStateException("the process for SQL did not start", e);
        }
    }

    private @Nullable SqlProcess poll() {
        synchronized (lock) {
            SqlProcess known = idle.poll();
            if (known != null) {
                busy.add(known);
            }
            return known;
        }
    }

    private void giveBack(SqlProcess process, boolean isGood) {
        boolean isKept;
        synchronized (lock) {
            busy.remove(process);
            isKept = isGood && !isClosed;
            if (isKept) {
                idle.push(process);
            }
        }
        if (!isKept) {
            process.close();
        }
    }

    private static CompletableFuture<SqlResult> refused(String code, String message) {
        return CompletableFuture.completedFuture(new SqlResult.Refused(code, message));
    }

    /** Takes no more, and ends every process; statements that run are not waited for. */
    @Override
    public void close() {
        threads.shutdownNow();
        Deque<SqlProcess> left;
        synchronized (lock) {
            isClosed = true;
            left = new ArrayDeque<>(idle);
            left.addAll(busy);
            idle.clear();
        }
        left.forEach(SqlProcess::close);
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a statement's thread has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
