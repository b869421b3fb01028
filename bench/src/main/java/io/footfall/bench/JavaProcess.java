package io.footfall.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, on this process's class path and with its options, so that both are the same
 * build and run as the launcher runs them.
 */
public final class JavaProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 60;
    private static final String OUR_AGENTS = "-javaagent";

    private final Process process;
    private final BufferedReader said;
    private final Path complaints;

    private JavaProcess(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a program.
     *
     * @param options more options for the virtual machine, which override ours
     * @param complaints the file that takes its standard error
     */
    public static JavaProcess start(String mainClass, List<String> options, List<String> arguments, Path complaints)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String ours : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!ours.startsWith(OUR_AGENTS)) {
                command.add(ours);
            }
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(complaints.toFile()))
                .start();
        return new JavaProcess(process, complaints);
    }

    long pid() {
        return process.pid();
    }

    /**
     * The rest of the next line on its standard output that begins so; lines before it are passed over.
     *
     * @throws IOException if the program ends without it
     */
    public String await(String beginning) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
        }
        throw new IOException("the program ended before it said \"" + beginning + "\": "
                + Files.readString(complaints, StandardCharsets.UTF_8).strip());
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, waits, and makes it stop if that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
