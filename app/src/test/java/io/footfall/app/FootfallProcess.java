package io.footfall.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real program as a process of its own: {@code footfall.jar} with some command. */
final class FootfallProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "footfall.jar").toAbsolutePath();

    /** Made by the first process that ends by itself; the others start in half the time. */
    private static final Path CLASS_ARCHIVE = Path.of("target", "footfall.jsa").toAbsolutePath();

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private FootfallProcess(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader();
        this.errors = errors;
    }

    /** Starts a command; it is on its way when this returns. */
    static FootfallProcess start(List<String> command) throws IOException {
        return start(List.of(), command);
    }

    /** Starts a command with more options for the JVM. */
    static FootfallProcess start(List<String> options, List<String> command) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not there; build it with: mvn package -pl app -am");
        }
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // What makes a short life short: one compiler, the plainest collector, classes as they were laid out before.
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Xlog:disable"));
        line.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + CLASS_ARCHIVE));
        line.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(options);
        line.addAll(List.of("-jar", JAR.toString()));
        line.addAll(command);
        Path errors = Files.createTempFile("footfall-", ".err");
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_"));
        return new FootfallProcess(builder.start(), errors);
    }

    /** The next line that begins so; what comes before it is read past. */
    String lineThatBegins(String beginning) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the process has ended without saying \"" + beginning + "\": " + errors());
    }

    /** Everything it still prints until it ends. */
    String outputToTheEnd() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    /** What it has said on stderr so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it to end as {@code kill} does, and waits until it has. */
    int stop() {
        process.destroy();
        return await();
    }

    /** Waits until it ends by itself, and gives its exit code. */
    int await() {
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() throws IOException {
        kill();
        out.close();
        Files.deleteIfExists(errors);
    }
}
