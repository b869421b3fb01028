package io.footfall.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Java process of our own classes, small, limited by the system, and behind whoever takes in events and answers. */
public final class JavaChild {
    /** As the virtual machine has it otherwise. */
    private static final int NEW_RATIO = 2;

    /** A child's part of the processors, where they are scarce. */
    public enum Part {
        /** As much as a thread of the engine. */
        EQUAL(0),
        /** About a third of that. */
        LESS(5),
        /** About a tenth. */
        LEAST(10);

        private final int niceness;

        Part(int niceness) {
            this.niceness = niceness;
        }
    }

    private JavaChild() {}

    /**
     * What a child may take.
     *
     * @param addressKib its address space in KiB
     * @param fileBlocksMax the largest file it may write, in blocks of 512 bytes, or {@code unlimited}
     * @param heapMebibytes its heap
     * @param newRatio its old objects have so many times as much of that as its new ones
     */
    public record Limits(long addressKib, String fileBlocksMax, int heapMebibytes, int newRatio) {
        /** What a child may take most of whose objects do not last. */
        public Limits(long addressKib, String fileBlocksMax, int heapMebibytes) {
            this(addressKib, fileBlocksMax, heapMebibytes, NEW_RATIO);
        }
    }

    /** Starts one whose temporary files are in {@code folder}; it says nothing but what we read from it. */
    public static Process start(Class<?> main, Path folder, Limits limits) throws IOException {
        return start(main, folder, limits, Part.LESS);
    }

    /** The same with another part of the processors. */
    public static Process start(Class<?> main, Path folder, Limits limits, Part part) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(main, folder, limits, part))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    private static List<String> command(Class<?> main, Path folder, Limits limits, Part part) {
        String limited = "ulimit -v " + limits.addressKib() + " 2>/dev/null; ulimit -f " + limits.fileBlocksMax()
                + " 2>/dev/null; ulimit -c 0 2>/dev/null; exec nice -n " + part.niceness + " \"$@\"";
        return List.of(
                "/bin/sh",
                "-c",
                limited,
                "footfall-child",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMebibytes() + "m",
                "-XX:NewRatio=" + limits.newRatio(),
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + folder,
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                classPath(),
                main.getName());
    }

    /** As our own; its relative parts are, to where we were started. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        return Stream.of(System.getProperty("java.class.path").split(separator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .reduce((left, right) -> left + separator + right)
                .orElse("");
    }
}
