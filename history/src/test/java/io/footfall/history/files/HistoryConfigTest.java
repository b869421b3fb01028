package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.eventlog.ClosedSegment;
import io.footfall.eventlog.LogStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How much of the log is sealed at once, and what follows from how much is not sealed. */
final class HistoryConfigTest {
    private static final HistoryConfig CONFIG = new HistoryConfig(1_000, 8_000, 0, Duration.ZERO, 0);
    private static final long MIB = 1 << 20;

    @Test
    void sealingGivesWayUpToAnEighthAndNothingIsTakenInFromTheMostOn() {
        assertThat(CONFIG.isBehind(1_999)).isFalse();
        assertThat(CONFIG.isBehind(2_000)).isTrue();
        assertThat(CONFIG.isFull(8_999)).isFalse();
        assertThat(CONFIG.isFull(9_000)).isTrue();
    }

    @Test
    void whoNeverSealsIsNeverBehind() {
        HistoryConfig never = HistoryConfig.DEFAULTS.withSealBytes(1L << 60);

        assertThat(never.isBehind(1L << 40)).isFalse();
        assertThat(never.isFull(1L << 40)).isFalse();
    }

    @Test
    void aLimitThatAllowsNothingIsRefused() {
        assertThatThrownBy(() -> CONFIG.withUnsealedBytesMax(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history.unsealed-bytes-max is 0");
        assertThat(CONFIG.withUnsealedBytesMax(1).unsealedBytesMax()).isEqualTo(1);
    }

    @Test
    void aLongLogIsSealedPieceByPiece() {
        assertThat(due(HistoryConfig.DEFAULTS, 64, 3)).as("too little").isZero();
        assertThat(due(HistoryConfig.DEFAULTS, 64, 4)).isEqualTo(4);
        assertThat(due(HistoryConfig.DEFAULTS, 64, 6)).isEqualTo(6);
        assertThat(due(HistoryConfig.DEFAULTS, 64, 7)).isEqualTo(6);
        assertThat(due(HistoryConfig.DEFAULTS, 64, 200)).isEqualTo(6);
        assertThat(due(HistoryConfig.DEFAULTS, 1_000, 2)).as("one is enough").isEqualTo(1);
        assertThat(due(HistoryConfig.DEFAULTS.withSealBytes(1_000 * MIB), 64, 20))
                .as("as much as it was told to wait for")
                .isEqualTo(15);
    }

    /** How many of so many closed segments are sealed next. */
    private static long due(HistoryConfig config, long mebibytes, int segments) {
        List<ClosedSegment> closed = new ArrayList<>();
        for (int i = 1; i <= segments; i++) {
            closed.add(new ClosedSegment(i, mebibytes * MIB, i));
        }
        try (History history = new History(config, Path.of(""), new FilesHere(), controls -> controls)) {
            assertThat(history.unsealedBytes(closed)).isEqualTo(segments * mebibytes * MIB);
            return history.due(closed, OptionalLong.empty())
                    .map(LogStart::sequence)
                    .orElse(0L);
        }
    }
}
