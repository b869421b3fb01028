package io.footfall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the figures were measured on.
 *
 * @param processor its name and how many of its cores are ours
 * @param memory how much there is
 * @param disk what the data lay on
 * @param system the operating system
 * @param java the virtual machine
 */
record Machine(String processor, String memory, String disk, String system, String java) {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String UNKNOWN = "unknown";

    /** This one, with data under {@code folder}. */
    static Machine here(Path folder) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors() + " × " + field(PROCESSOR, "model name"),
                gibibytes(field(MEMORY, "MemTotal")),
                Files.getFileStore(folder).type(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** One line. */
    String words() {
        return String.join("; ", processor, memory, disk, system, java);
    }

    /** The value of the first line {@code name : value}; such files are there on Linux only. */
    private static String field(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return UNKNOWN;
        }
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String gibibytes(String kibibytes) {
        String digits = kibibytes.replaceAll("\\D", "");
        return digits.isEmpty()
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(digits) / (1024.0 * 1024.0));
    }
}
