package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher runs after a build does what an engine does all day. */
@Timeout(300)
class RehearseIT {
    @TempDir
    Path temp;

    @Test
    void takesInAShopAndAnswers() throws Exception {
        Path data = temp.resolve("data");
        Path question = Files.writeString(temp.resolve("question.json"), "{\"kind\":\"trend\"}");

        Host.run("rehearse", "--data", data.toString());

        assertThat(Host.run("answer", question.toString(), "--data", data.toString()))
                .containsPattern("\"value\":\\d{5}");
    }
}
