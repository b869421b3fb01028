package io.footfall.app;

import io.footfall.connect.files.FileImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A bar, a rate and an estimate on one line of a terminal; nothing where there is none. */
final class ImportProgress implements FileImport.Progress {
    /** Set by the launcher, which can ask the system. */
    private static final boolean IS_TERMINAL = Boolean.getBoolean("footfall-terminal");

    private static final int CELLS = 24;
    private static final double REDRAWN_SECONDS = 0.1;

    private final long bytes;
    private final PrintWriter err;
    private final boolean isShown;
    private final long start = System.nanoTime();
    private double drawnAt = -1;

    /** A bar over all the files. */
    static ImportProgress over(List<Path> files, PrintWriter err) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new ImportProgress(bytes, err, IS_TERMINAL);
    }

    ImportProgress(long bytes, PrintWriter err, boolean isShown) {
        this.bytes = bytes;
        this.err = err;
        this.isShown = isShown;
    }

    @Override
    public void at(long bytesRead, long rows) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (isShown && (seconds - drawnAt >= REDRAWN_SECONDS || bytesRead >= bytes)) {
            drawnAt = seconds;
            err.print("\r" + line(bytesRead, bytes, rows, seconds) + "\u001b[K");
            err.flush();
        }
    }

    /** Leaves the line. */
    void end() {
        if (isShown) {
            err.println();
            err.flush();
        }
    }

    static String line(long bytesRead, long bytes, long rows, double seconds) {
        double part = bytes == 0 ? 1 : Math.min(1, (double) bytesRead / bytes);
        int full = (int) (part * CELLS);
        String left = part > 0 && part < 1
                ? String.format(Locale.ROOT, "  some %,.0f s left", seconds * (1 - part) / part)
                : "";
        return "[" + "#".repeat(full) + " ".repeat(CELLS - full) + "]"
                + String.format(
                        Locale.ROOT,
                        " %3.0f %%  %,d rows  %,.0f rows/s",
                        100 * part,
                        rows,
                        rows / Math.max(1e-3, seconds))
                + left;
    }
}
