package io.footfall.app;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Streamlit page, as a process of its own beside the engine, in a Python environment that it makes on first use.
 *
 * <p>Nothing waits for it: it says its address once it listens there, and why not when it cannot be started.
 */
final class StreamlitPage implements AutoCloseable {
    private static final int STOP_SECONDS = 5;
    private static final int LISTEN_POLL_MILLIS = 100;

    private final Path home;
    private final Optional<String> python;
    private volatile @Nullable Process process;
    private volatile boolean isClosed;

    /**
     * The page of an installation.
     *
     * @param home where the repository is, whose page is installed on first use
     * @param python a Python that has the page already, instead
     */
    StreamlitPage(Path home, Optional<String> python) {
        this.home = home;
        this.python = python;
    }

    /** Starts it in the background. */
    void start(String engine, String readKey, PrintWriter out) {
        Path source = home.resolve("show/streamlit");
        if (python.isEmpty() && !Files.exists(source.resolve("pyproject.toml"))) {
            out.println("Streamlit   not started: there is no " + source);
            return;
        }
        Thread thread = new Thread(() -> run(source, engine, readKey, out), "footfall-streamlit-1");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        isClosed = true;
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
            try {
                if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.destroyForcibly();
            }
        }
    }

    private void run(Path source, String engine, String readKey, PrintWriter out) {
        Path state = home.resolve(".footfall");
        Path environment = state.resolve("streamlit");
        File log = state.resolve("streamlit.log").toFile();
        try {
            Files.createDirectories(state);
            String ready = python.isPresent() ? python.get() : install(source, environment, log, out);
            int port = freePort();
            // Its input closes when this process ends, however it ends; then the page ends too.
            List<String> command = List.of(
                    ready,
                    "-m",
                    "footfall_dashboard",
                    "--port",
                    Integer.toString(port),
                    "--url",
                    engine,
                    "--until-input-ends");
            Process page = started(command, Map.of("FOOTFALL_KEY", readKey), log);
            if (listens(page, port)) {
                out.println("Streamlit   http://127.0.0.1:" + port);
                out.flush();
            }
            awaitEnd(page, command, log);
        } catch (IOException e) {
            if (!isClosed) {
                out.println("Streamlit   not started: " + e.getMessage());
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the environment if it is not there or older than what it was made from; its Python. */
    private String install(Path source, Path environment, File log, PrintWriter out)
            throws IOException, InterruptedException {
        Path made = environment.resolve("bin/python");
        Path installed = environment.resolve("installed");
        if (isOlder(installed, source.resolve("pyproject.toml"))) {
            out.println("Streamlit   preparing its Python environment; its address follows");
            out.flush();
            await(List.of("python3", "-m", "venv", environment.toString()), Map.of(), log);
            // Editable, so that what a later version of the page does needs no new installation.
            await(List.of(made.toString(), "-m", "pip", "install", "-q", "-e", source + "[streamlit]"), Map.of(), log);
            Files.writeString(installed, "");
        }
        return made.toString();
    }

    /** Waits until something listens on a port of this machine; false if the process ends before. */
    private static boolean listens(Process page, int port) throws InterruptedException {
        while (!page.waitFor(LISTEN_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            } catch (IOException e) {
                // Not yet.
            }
        }
        return false;
    }

    private void await(List<String> command, Map<String, String> environment, File log)
            throws IOException, InterruptedException {
        awaitEnd(started(command, environment, log), command, log);
    }

    private Process started(List<String> command, Map<String, String> environment, File log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        if (isClosed) {
            started.destroy();
        }
        return started;
    }

    private static void awaitEnd(Process started, List<String> command, File log)
            throws IOException, InterruptedException {
        int code = started.waitFor();
        if (code != 0) {
            throw new IOException(command.get(0) + " ended with " + code + "; see " + log);
        }
    }

    private static boolean isOlder(Path made, Path source) throws IOException {
        return !Files.exists(made) || Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) < 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
