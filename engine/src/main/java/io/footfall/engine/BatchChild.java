package io.footfall.engine;

import io.footfall.history.ChildFolder;
import io.footfall.history.sql.OutOfMemory;
import io.footfall.question.InvalidQuestionException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The process that answers a question from files and log: it gets one {@link FilesOrder} by its standard input, writes what comes of
 * it to its standard output, and ends. It ends too when its input does: then its parent is gone.
 */
public final class BatchChild {
    static final byte ANSWERED = 1;
    static final byte REFUSED = 2;
    static final byte FAILED = 3;
    static final byte OUT_OF_MEMORY = 4;

    private BatchChild() {}

    /** Answers one order. Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        ChildFolder folder = new ChildFolder(Path.of(System.getProperty("java.io.tmpdir")));
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        FilesOrder order = FilesOrder.read(in);
        Thread watching = new Thread(() -> endWith(in, folder), "footfall-parent");
        watching.setDaemon(true);
        watching.start();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
            answer(order, out);
        }
        folder.remove();
    }

    private static void answer(FilesOrder order, DataOutputStream out) throws IOException {
        Clock clock = Clock.systemUTC();
        try {
            byte[] answer = new BatchHere(clock::millis, clock.millis()).answer(order);
            out.writeByte(ANSWERED);
            FilesOrder.writeBytes(answer, out);
        } catch (InvalidQuestionException e) {
            out.writeByte(REFUSED);
            FilesOrder.writeText(e.code(), out);
            FilesOrder.writeText(String.valueOf(e.getMessage()), out);
        } catch (RuntimeException e) {
            out.writeByte(OutOfMemory.isCauseOf(e) ? OUT_OF_MEMORY : FAILED);
            FilesOrder.writeText(String.valueOf(e), out);
        }
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
}
