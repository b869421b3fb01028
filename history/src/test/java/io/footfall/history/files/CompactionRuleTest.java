package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompactionRuleTest {
    private static final CompactionRule RULE = new CompactionRule(1_000);

    @Test
    void putsEightNeighboursTogetherTheOldestFirst() {
        assertThat(due(5, 5, 5, 5, 5, 5, 5)).isEmpty();
        assertThat(due(5, 5, 5, 5, 5, 5, 5, 5, 5)).isEqualTo("1-8");
    }

    @Test
    void leavesAFileThatIsLargerThanAQuarterOfIt() {
        assertThat(due(7, 3, 3, 3, 3, 3, 3, 3)).isEqualTo("1-8");
        assertThat(due(8, 3, 3, 3, 3, 3, 3, 3)).isEmpty();
        assertThat(due(8, 3, 3, 3, 3, 3, 3, 3, 3)).isEqualTo("2-9");
    }

    @Test
    void leavesWhatWouldBeTooLarge() {
        assertThat(due(125, 125, 125, 125, 125, 125, 125, 125)).isEqualTo("1-8");
        assertThat(due(125, 125, 125, 125, 125, 125, 125, 126)).isEmpty();
    }

    @Test
    void leavesFilesApartOnTheTwoSidesOfASnapshot() {
        List<SealedFile> files = files(5, 5, 5, 5, 5, 5, 5, 5, 5);

        assertThat(named(RULE.due(files, 1, Set.of()))).isEqualTo("2-9");
        assertThat(RULE.due(files, 4, Set.of())).isEmpty();
        assertThat(named(RULE.due(files, 8, Set.of()))).isEqualTo("1-8");
    }

    @Test
    void leavesADamagedFile() {
        List<SealedFile> files = files(5, 5, 5, 5, 5, 5, 5, 5, 5);

        assertThat(named(RULE.due(files, 0, Set.of("1")))).isEqualTo("2-9");
        assertThat(RULE.due(files, 0, Set.of("2"))).isEmpty();
    }

    @Seeded(runs = 20)
    void writesEachRowAFewTimesAndLeavesFewFiles(SplittableRandom random) {
        CompactionRule rule = new CompactionRule(1 << 16);
        List<SealedFile> files = new ArrayList<>();
        long sealed = 0;
        long written = 0;
        for (int i = 1; i <= 2_000; i++) {
            files.add(file(i, i, random.nextInt(50, 100)));
            sealed += files.getLast().bytes();
            for (List<SealedFile> due = rule.due(files, 0, Set.of());
                    !due.isEmpty();
                    due = rule.due(files, 0, Set.of())) {
                SealedFile whole = file(
                        due.getFirst().firstSequence(),
                        due.getLast().lastSequence(),
                        due.stream().mapToLong(SealedFile::bytes).sum());
                written += whole.bytes();
                files.set(files.indexOf(due.getFirst()), whole);
                files.removeAll(due);
            }
        }
        // From 50 to 65,536 a size can grow to four times itself five times.
        assertThat(written).isLessThan(4 * sealed);
        assertThat(files).hasSizeLessThan(30);
    }

    private static String due(long... sizes) {
        return named(RULE.due(files(sizes), 0, Set.of()));
    }

    private static String named(List<SealedFile> files) {
        return files.isEmpty()
                ? ""
                : files.getFirst().firstSequence() + "-" + files.getLast().lastSequence();
    }

    /** The first holds sequence 1, the next 2, and so on. */
    private static List<SealedFile> files(long... sizes) {
        List<SealedFile> files = new ArrayList<>();
        Arrays.stream(sizes).forEach(bytes -> files.add(file(files.size() + 1, files.size() + 1, bytes)));
        return files;
    }

    private static SealedFile file(long first, long last, long bytes) {
        return new SealedFile(Long.toString(first), first, last, 1, bytes, 0);
    }
}
