package io.footfall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a class of tests after which a thread of ours still runs, or a file of a test's folder is still open. Applies to every
 * class, wherever this module is on the path.
 *
 * <p>Open files are looked for where the system lists them, as Linux does.
 */
public final class NothingOutlives implements AfterAllCallback {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final String TEST_FOLDERS =
            Path.of(System.getProperty("java.io.tmpdir")).resolve("junit-").toString();
    private static final List<String> OURS = List.of("footfall-", "vert.x-");

    @Override
    public void afterAll(ExtensionContext context) {
        boolean isOutermost = context.getTestClass()
                .filter(type -> type.getEnclosingClass() != null)
                .isEmpty();
        if (isOutermost) {
            Until.holds(() -> threads().isEmpty(), () -> "threads that outlive their tests: " + threads());
            Until.holds(() -> files().isEmpty(), () -> "files that outlive their tests: " + files());
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> OURS.stream().anyMatch(name::startsWith))
                .sorted()
                .toList();
    }

    private static List<String> files() {
        if (!Files.isDirectory(OPEN_FILES)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> all = Files.list(OPEN_FILES)) {
            for (Path each : all.toList()) {
                String target = target(each);
                if (target.startsWith(TEST_FOLDERS)) {
                    open.add(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the open files could not be listed: " + e.getMessage(), e);
        }
        return open;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
