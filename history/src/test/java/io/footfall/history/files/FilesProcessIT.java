package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that seals: it is kept from one stretch to the next, and gives way as it is told. */
final class FilesProcessIT {
    private static final int NICENESS = 16;
    private static final int NICENESS_MAX = 19;

    @TempDir
    Path data;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Appended appended = new Appended();

    @Test
    void isKeptForTheNextStretchUntilItIsToRest() throws IOException {
        try (History history =
                new History(HistoryConfig.DEFAULTS.withSealBytes(1), data, new FilesProcess(), controls -> controls)) {
            seal(history, true);
            ProcessHandle first = child();
            assertThat(niceness(first)).isEqualTo(Math.min(niceness(ProcessHandle.current()) + 5, NICENESS_MAX));

            seal(history, true);
            assertThat(child()).isEqualTo(first);

            seal(history, false);
            ProcessHandle equal = child();
            assertThat(equal).isNotEqualTo(first);
            assertThat(niceness(equal)).as("what gives way to nobody").isEqualTo(niceness(ProcessHandle.current()));

            history.restSealing();
            assertThat(children()).isEmpty();
            seal(history, true);
            assertThat(history.counters().sealings()).isEqualTo(4);
            assertThat(children()).hasSize(1);
        }
        assertThat(children()).isEmpty();
    }

    @Test
    void isReplacedWhenItWasKilled() throws IOException {
        try (History history =
                new History(HistoryConfig.DEFAULTS.withSealBytes(1), data, new FilesProcess(), controls -> controls)) {
            seal(history, true);
            ProcessHandle killed = child();
            killed.destroyForcibly();
            killed.onExit().join();

            seal(history, true);

            assertThat(history.counters().sealings()).isEqualTo(2);
        }
    }

    private void seal(History history, boolean givesWay) throws IOException {
        try (EventLog log = Appended.openLog(data, history)) {
            log.start();
            log.follow(committed -> {}, committed -> {});
            while (log.closedSegments().isEmpty()) {
                appended.append(log, random);
            }
            history.seal(
                    history.due(log.closedSegments(), OptionalLong.empty()).orElseThrow(),
                    appended.dropped(),
                    List.of(),
                    0,
                    name -> false,
                    givesWay,
                    0);
            history.deleteSealed(log);
        }
    }

    private static ProcessHandle child() {
        assertThat(children()).hasSize(1);
        return children().getFirst();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    private static int niceness(ProcessHandle process) throws IOException {
        String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[NICENESS]);
    }
}
