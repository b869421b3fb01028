package io.footfall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What processes use of the processor, and of the memory. */
public final class Processor {
    /** Ticks in a second, as Linux counts them for programs ({@code USER_HZ}). */
    private static final double TICKS = 100;

    /** Where a thread's own are behind its name: {@code utime} and {@code stime} of proc(5). */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** Where those of children are behind the program's name: {@code cutime} and {@code cstime} of proc(5). */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;

    private Processor() {}

    /** The processor time that processes which a process started took so far, in seconds; 0 where the system does not tell. */
    static double secondsOfChildren(long pid) throws IOException {
        double running = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> secondsOf(child.pid()))
                .sum();
        return running + secondsOfEndedChildren(Path.of("/proc/" + pid + "/stat"));
    }

    private static double secondsOfEndedChildren(Path stat) throws IOException {
        if (!Files.isReadable(stat)) {
            return 0;
        }
        String line = Files.readString(stat, StandardCharsets.US_ASCII);
        List<String> fields = fields(line);
        return (Long.parseLong(fields.get(CHILDREN_USER)) + Long.parseLong(fields.get(CHILDREN_SYSTEM))) / TICKS;
    }

    /** The processor time that a process has taken so far, in seconds; to a hundredth, as Linux counts it. */
    static double secondsOf(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElse(0L)
                / 1e9;
    }

    /** The processor time that the threads of a process whose names begin so have taken so far, in seconds; 0 where the system does not tell. */
    static double secondsOf(long pid, String threads) throws IOException {
        Path tasks = Path.of("/proc/" + pid + "/task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        long ticks = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path task : all) {
                String line = Files.readString(task.resolve("stat"), StandardCharsets.US_ASCII);
                if (line.startsWith(threads, line.indexOf('(') + 1)) {
                    List<String> fields = fields(line);
                    ticks += Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
                }
            }
        }
        return ticks / TICKS;
    }

    /** Those behind the name, which may hold spaces. */
    private static List<String> fields(String line) {
        return Arrays.asList(line.substring(line.lastIndexOf(')') + 2).split(" "));
    }

    /** The memory of a process that is in use by the machine, in bytes; 0 where the system does not tell. */
    static long residentBytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status, StandardCharsets.US_ASCII).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
