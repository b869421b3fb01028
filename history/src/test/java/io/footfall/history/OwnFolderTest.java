package io.footfall.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFolderTest {
    @TempDir
    Path temporary;

    @Test
    void isOneForItsMakerAloneAndGoesWithAllThatIsInIt() throws IOException {
        try (OwnFolder folder = OwnFolder.make(temporary, "test")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
            Files.createFile(folder.path().resolve("unpacked"));
            OwnFolder.removeLeft(temporary);
            assertThat(folder.path().resolve("unpacked")).exists();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void isLeftAloneWhileItsMakerLivesAndRemovedOnceThatWasKilled() throws Exception {
        Process maker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Maker.class.getName(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = maker.inputReader()) {
            Path made = Path.of(said.readLine());
            OwnFolder.removeLeft(temporary);
            assertThat(made.resolve("unpacked")).exists();

            maker.destroyForcibly().waitFor();
            assertThat(made.resolve("unpacked")).exists();
            OwnFolder.removeLeft(temporary);
            assertThat(temporary).isEmptyDirectory();
        } finally {
            maker.destroyForcibly().waitFor();
        }
    }

    /** Makes a folder, says where, and waits to be killed. */
    static final class Maker {
        private Maker() {}

        /** Takes where temporary files are. */
        public static void main(String[] arguments) throws Exception {
            OwnFolder folder = OwnFolder.make(Path.of(arguments[0]), "test");
            Files.createFile(folder.path().resolve("unpacked"));
            System.out.println(folder.path());
            System.in.read();
        }
    }
}
