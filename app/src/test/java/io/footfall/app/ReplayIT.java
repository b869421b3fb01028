package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code footfall replay}: a file of years ago, in answers about the last hour. */
class ReplayIT {
    private static final String LAST_HOUR =
            "{\"kind\":\"trend\",\"event\":\"view\",\"measure\":\"customers\",\"period\":{\"last\":\"1h\"}}";

    @TempDir
    Path folder;

    @Test
    void whatHappenedYearsAgoHappensNowAndAgainWithTheNextReplay() throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                customer: { user_id: who }
                event: view
                time: { column: at }
                """);
        Path csv = Files.writeString(folder.resolve("past.csv"), """
                who,at
                ann,2019-10-01T08:00:00Z
                bob,2019-10-01T08:10:00Z
                cleo,2019-10-01T08:05:00Z
                dan,today
                """);
        try (Host host = new Host(folder.resolve("data"))) {
            String[] replay = {
                "replay",
                csv.toString(),
                "--map",
                mapping.toString(),
                "--to",
                host.address(),
                "--key",
                host.writeKey(),
                "--speed",
                "6000x"
            };
            String said = Host.run(replay);

            assertThat(said).contains("read        4 rows", "admitted    3\n", "bad_timestamp  1", "late        1,");
            assertThat(host.asked(LAST_HOUR)).isEqualTo("[{\"value\":3}]");

            Host.run(replay);
            assertThat(host.asked(LAST_HOUR.replace("customers", "count"))).isEqualTo("[{\"value\":6}]");
        }
    }
}
