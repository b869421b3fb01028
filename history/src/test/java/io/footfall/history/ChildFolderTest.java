package io.footfall.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a child leaves behind is gone with its folder, whoever is first to remove it. */
class ChildFolderTest {
    @Test
    void isRemovedWithAllThatIsInIt(@TempDir Path temporary) throws IOException {
        ChildFolder folder = new ChildFolder(temporary.resolve("child"));
        Path sorting = Files.createDirectories(folder.path().resolve("sorting"));
        Files.createFile(sorting.resolve("spilled"));
        Files.createFile(folder.path().resolve("library"));

        folder.remove();
        assertThat(folder.path()).doesNotExist();
        folder.remove();
        assertThat(temporary).isEmptyDirectory();
    }
}
