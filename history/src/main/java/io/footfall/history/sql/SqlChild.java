package io.footfall.history.sql;

import io.footfall.event.IdentityKey;
import io.footfall.history.ChildFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs statements, one after another, each in a database of its own, which is made ready while nothing runs ({@link Blank}).
 *
 * <p>It reads requests from its standard input and writes results to its standard output. It ends when its input does, even amid
 * a statement: then its parent is gone.
 */
public final class SqlChild {
    static final byte READY = 1;
    static final byte ROWS = 2;
    static final byte REFUSED = 3;

    private final SynchronousQueue<Asked> requests = new SynchronousQueue<>();
    private final ExecutorService beside = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "footfall-sql-next");
        thread.setDaemon(true);
        return thread;
    });

    private final ChildFolder folder = new ChildFolder(Path.of(System.getProperty("java.io.tmpdir")));

    /**
     * A request that was read.
     *
     * @param called who is called by which other id
     */
    private record Asked(SqlRequest request, Map<IdentityKey, IdentityKey> called) {}

    /** A database and what was opened in it for its statement. */
    private static final class Used implements AutoCloseable {
        private final Blank blank;
        private @Nullable Instance instance;

        private Used(Blank blank) {
            this.blank = blank;
        }

        @Override
        public void close() throws SQLException {
            blank.check().close();
            if (instance != null) {
                instance.close();
            }
            blank.connection().close();
        }
    }

    private SqlChild() {}

    /** Runs statements until the input ends. Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        SqlChild child = new SqlChild();
        // Loads the database's library, which takes a second, before the first statement waits for it; once it is
        // loaded, its
        // file is needed no more.
        Blank first = Blank.open();
        child.folder.clear();
        Thread reading = new Thread(child::read, "footfall-sql-requests");
        reading.setDaemon(true);
        reading.start();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
            out.writeByte(READY);
            out.flush();
            Future<Blank> next = CompletableFuture.completedFuture(first);
            while (true) {
                Asked asked = child.requests.take();
                Used used;
                try {
                    used = new Used(ready(next));
                } catch (SQLException e) {
                    // The next statement gets another process.
                    refuse(new SqlResult.Refused("internal", String.valueOf(e.getMessage())), out);
                    return;
                }
                child.answer(asked, used, out);
                // That takes a while too, and nobody waits for it.
                next = child.beside.submit(() -> {
                    used.close();
                    return Blank.open();
                });
            }
        }
    }

    private static Blank ready(Future<Blank> next) throws InterruptedException, SQLException {
        try {
            return next.get();
        } catch (ExecutionException e) {
            throw new SQLException("a database could not be made ready: " + e.getCause(), e);
        }
    }

    private void read() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            SqlRequest.Told told = new SqlRequest.Told();
            while (true) {
                SqlRequest request = SqlRequest.read(told, in);
                requests.put(new Asked(request, told.called()));
            }
        } catch (EOFException ended) {
            folder.remove();
            Runtime.getRuntime().halt(0);
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void answer(Asked asked, Used used, DataOutputStream out) throws IOException {
        byte[] body;
        try {
            body = run(asked, used);
        } catch (RefusedException e) {
            refuse(e.refused(), out);
            return;
        } catch (SQLException e) {
            refuse(refusal(e), out);
            return;
        } catch (OutOfMemoryError e) {
            refuse(new SqlResult.Refused("sql_limit", "the result needs too much memory"), out);
            return;
        }
        out.writeByte(ROWS);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    private static void refuse(SqlResult.Refused refused, DataOutputStream out) throws IOException {
        out.writeByte(REFUSED);
        SqlRequest.writeText(out, refused.code());
        SqlRequest.writeText(out, refused.message());
        out.flush();
    }

    private static byte[] run(Asked asked, Used used) throws SQLException, RefusedException {
        SqlRequest request = asked.request();
        used.blank.check().check(request.sql());
        Instance instance = open(asked, used.blank);
        used.instance = instance;
        try (Statement statement = instance.connection().createStatement();
                ResultSet result = statement.executeQuery(request.sql())) {
            return request.format() == SqlFormat.ARROW
                    ? ArrowResult.write(result, request.config())
                    : write(result, request);
        }
    }

    /** What goes wrong here is no fault of the statement's. */
    private static Instance open(Asked asked, Blank blank) throws RefusedException {
        SqlRequest request = asked.request();
        try {
            return Instance.open(
                    blank,
                    request.data(),
                    request.lease(),
                    asked.called(),
                    request.config().memoryBytesMax());
        } catch (SQLException e) {
            throw new RefusedException(new SqlResult.Refused("internal", String.valueOf(e.getMessage())));
        }
    }

    private static byte[] write(ResultSet result, SqlRequest request) throws SQLException, RefusedException {
        List<ResultWriter.Column> columns = ResultWriter.columns(result.getMetaData());
        int width = columns.size();
        ResultWriter writer = ResultWriter.of(request.format(), request.lease());
        CappedOutput out = new CappedOutput(request.config().resultBytesMax());
        out.add(writer.begin(columns));
        @Nullable Object[] values = new @Nullable Object[width];
        int rows = 0;
        while (result.next()) {
            if (++rows > request.config().rowsMax()) {
                throw RefusedException.tooManyRows(request.config().rowsMax());
            }
            for (int i = 0; i < width; i++) {
                values[i] = result.getObject(i + 1);
            }
            out.add(writer.row(values));
        }
        out.add(writer.end());
        return out.toBytes();
    }

    /** The database's words, without its advice about settings that are locked. */
    private static SqlResult.Refused refusal(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return OutOfMemory.isCauseOf(e)
                ? new SqlResult.Refused(
                        "sql_limit", "the statement needs more memory than it may have; group or filter earlier")
                : new SqlResult.Refused("invalid_sql", message);
    }
}
