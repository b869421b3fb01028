package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.Keys;
import io.footfall.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code footfall doctor} finds, each time with one thing wrong. */
class DoctorTest {
    private final SettableClock clock = new SettableClock(Clock.systemUTC().instant());
    private final Checkup checkup = new Checkup(clock);

    @TempDir
    Path folder;

    @Test
    void whatIsGoodIsSaidToBe() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        checkup.data(data);
        Keys.open(data, new SecureRandom());
        checkup.data(data);
        checkup.data(folder.resolve("new"));
        checkup.clock();
        checkup.port("127.0.0.1", 0);
        checkup.configuration(configuration("who,at\nann,2026-03-01T10:00:00Z\n"));

        assertThat(checkup.findings()).allMatch(Finding::isGood).hasSizeGreaterThan(10);
        assertThat(words())
                .contains("keys will be made", "its keys can be read", "will be made", "a.csv fits its mapping");
    }

    @Test
    void aConfigurationIsReadWholeAndItsFilesAreTried() throws IOException {
        checkup.configuration(configuration("whom,at\nann,2026-03-01T10:00:00Z\n"));
        checkup.configuration(Files.writeString(folder.resolve("bad.yaml"), "sauces: {}\n"));
        checkup.configuration(folder.resolve("none.yaml"));

        assertThat(words())
                .contains("BAD   source shop: ", "\"who\"")
                .contains("BAD   configuration " + folder.resolve("bad.yaml"), "sauces is not known here")
                .contains("BAD   configuration " + folder.resolve("none.yaml") + ": it cannot be read");
    }

    @Test
    void aFolderThatCannotBeUsedIsNamed() throws IOException {
        checkup.data(Files.writeString(folder.resolve("file"), ""));
        checkup.data(folder.resolve("file").resolve("data"));
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("keys.json"), "{}");
        checkup.data(data);

        assertThat(words())
                .contains("BAD   data " + folder.resolve("file") + ": is no folder that this user may write")
                .contains("BAD   data " + folder.resolve("file/data") + ": is not there, and")
                .contains("BAD   data " + data + ": ", "keys.json");
    }

    @Test
    void aFolderOnWhichAnEngineRunsIsNamed() throws IOException {
        Path data = folder.resolve("data");
        try (Host host = new Host(data)) {
            assertThat(host.engine().isReady()).isTrue();
            checkup.data(data);
        }
        assertThat(words()).contains("BAD   data " + data + ": an engine of this process runs on it");
    }

    @Test
    void aClockThatWasSetBackIsFoundOut() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path ahead = Files.writeString(data.resolve("log"), "");
        Files.setLastModifiedTime(ahead, FileTime.from(clock.instant().plus(Duration.ofMinutes(2))));
        checkup.data(data);
        clock.pass(Duration.between(clock.instant(), Instant.EPOCH));
        checkup.clock();

        assertThat(words()).contains("which is ahead of it; it was set back", "is before this program was written");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            checkup.port("127.0.0.1", taken.getLocalPort());
            checkup.port("no.such.host.invalid", 1);
            assertThat(words())
                    .contains("BAD   port " + taken.getLocalPort() + " of 127.0.0.1: ")
                    .contains("BAD   port 1 of no.such.host.invalid: this machine knows no such address");
        }
    }

    private Path configuration(String csv) throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("a.csv"), csv);
        Files.writeString(folder.resolve("m.yaml"), "customer: { user_id: who }\nevent: e\ntime: { column: at }\n");
        return Files.writeString(
                folder.resolve("footfall.yaml"), "sources:\n  shop: { kind: files, path: in, mapping: m.yaml }\n");
    }

    private String words() {
        return String.join("\n", checkup.findings().stream().map(Finding::line).toList());
    }
}
