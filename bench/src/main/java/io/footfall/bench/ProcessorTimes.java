package io.footfall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What this machine's processors have done since it was started, in the system's ticks (proc(5), {@code /proc/stat}).
 *
 * @param idle while nothing was to be done
 * @param stolen while something was to be done, and the host gave the processor to another machine
 * @param total in all
 */
record ProcessorTimes(long idle, long stolen, long total) {
    private static final Path SOURCE = Path.of("/proc/stat");
    private static final int IDLE = 4;
    private static final int STOLEN = 8;

    /** Until now; empty where the system does not tell. */
    static Optional<ProcessorTimes> now() throws IOException {
        if (!Files.isReadable(SOURCE)) {
            return Optional.empty();
        }
        String line = Files.readAllLines(SOURCE, StandardCharsets.US_ASCII).getFirst();
        List<String> fields = Arrays.asList(line.split(" +"));
        if (fields.size() <= STOLEN) {
            return Optional.empty();
        }
        long total = 0;
        for (int i = 1; i <= STOLEN; i++) {
            total += Long.parseLong(fields.get(i));
        }
        return Optional.of(
                new ProcessorTimes(Long.parseLong(fields.get(IDLE)), Long.parseLong(fields.get(STOLEN)), total));
    }

    /** What was done since an earlier time, in words. */
    String since(ProcessorTimes before) {
        double all = Math.max(1, total - before.total);
        return String.format(
                Locale.ROOT,
                "%.0f %% idle, %.0f %% taken by other machines of the host",
                100 * (idle - before.idle) / all,
                100 * (stolen - before.stolen) / all);
    }
}
