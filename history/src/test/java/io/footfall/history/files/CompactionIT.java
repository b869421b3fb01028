package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were put together, by a process of its own. */
final class CompactionIT {
    private static final HistoryConfig CONFIG =
            HistoryConfig.DEFAULTS.withSealBytes(1).withKeepsReplaced(Duration.ofMinutes(10));

    @TempDir
    Path data;

    private final Appended appended = new Appended();

    @Test
    void haveTheSameRowsInTheOrderOfTimelines() throws IOException, SQLException {
        List<SealedFile> parts = sealEight();
        String before = read(parts, "order by user_id is null, coalesce(user_id, anonymous_id), timestamp, sequence");
        String columns = schema(parts.getFirst());
        try (History history = opened(new FilesProcess())) {
            assertThat(history.compact(MadeFrom.NOTHING, 0)).isTrue();

            List<SealedFile> whole = history.manifest().events();
            assertThat(whole).hasSize(1);
            assertThat(read(whole, "")).isEqualTo(before);
            assertThat(schema(whole.getFirst())).isEqualTo(columns);
            assertThat(history.compact(MadeFrom.NOTHING, 0)).isFalse();
            assertThat(history.counters())
                    .isEqualTo(new HistoryCounters(
                            1,
                            parts.stream().mapToLong(SealedFile::rows).sum(),
                            whole.getFirst().bytes(),
                            parts.size(),
                            0,
                            1,
                            whole.getFirst().bytes()));
        }
    }

    @Test
    void replaceOthersThatAreDeletedOnceNobodyReadsThemAndSomeTimeHasPassed() throws IOException {
        List<SealedFile> parts = sealEight();
        try (History history = opened(new FilesHere())) {
            History.Hold hold = history.hold();
            history.compact(MadeFrom.NOTHING, 1_000);

            history.deleteReplaced(1_000 + 700_000);
            assertThat(areThere(parts)).as("they are held").isTrue();
            assertThat(hold.past().files()).hasSize(parts.size());
            hold.close();
            history.deleteReplaced(1_000 + 599_999);
            assertThat(areThere(parts)).as("ten minutes have not passed").isTrue();
            history.deleteReplaced(1_000 + 600_000);
            assertThat(parts).noneMatch(part -> Files.exists(folder().resolve(part.name())));
            assertThat(history.counters().replaced()).isZero();
        }
    }

    @Test
    void leaveADamagedFileAsItIsAndTellOfIt() throws IOException {
        List<SealedFile> parts = sealEight();
        Path garbled = folder().resolve(parts.get(3).name());
        byte[] bytes = Files.readAllBytes(garbled);
        bytes[bytes.length / 2] ^= 1;
        Files.write(garbled, bytes);
        try (History history = opened(new FilesHere())) {
            assertThat(history.compact(MadeFrom.NOTHING, 0)).isFalse();

            assertThat(history.manifest().events()).isEqualTo(parts);
            assertThat(history.damage())
                    .singleElement()
                    .satisfies(stretch ->
                            assertThat(stretch.file()).isEqualTo(parts.get(3).name()));
        }
    }

    @Test
    void areWhatASnapshotWasMadeFromAsLongAsItNamesTheirParts() throws IOException {
        List<SealedFile> parts = sealEight();
        SealedFile named = parts.getFirst();
        try (History history = opened(new FilesHere())) {
            history.compact(new MadeFrom(named.lastSequence() - 1, Map.of(named.name(), named.checksum())), 0);
        }
        try (History history = opened(new FilesHere())) {
            assertThat(history.manifest().covers(named.name(), named.checksum()))
                    .isTrue();
            assertThat(history.manifest().covers(named.name(), named.checksum() + 1))
                    .isFalse();
            SealedFile other = parts.get(1);
            assertThat(history.manifest().covers(other.name(), other.checksum()))
                    .as("nobody asks for it any more")
                    .isFalse();
        }
    }

    private List<SealedFile> sealEight() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        while (true) {
            try (History history = new History(CONFIG, data, new FilesHere(), controls -> controls);
                    EventLog log = Appended.openLog(data, history)) {
                log.start();
                log.follow(committed -> {}, committed -> {});
                if (!log.closedSegments().isEmpty()) {
                    history.seal(
                            history.due(log.closedSegments(), OptionalLong.empty())
                                    .orElseThrow(),
                            appended.dropped(),
                            List.of(),
                            0,
                            name -> false,
                            true,
                            0);
                }
                List<SealedFile> sealed = history.manifest().events();
                if (sealed.size() == CompactionRule.FILES) {
                    return sealed;
                }
                for (int i = 0; i < 10; i++) {
                    appended.append(log, random);
                }
            }
        }
    }

    private History opened(FilesWork work) {
        History history = new History(CONFIG, data, work, controls -> controls);
        history.open();
        return history;
    }

    private Path folder() {
        return data.resolve(History.FOLDER);
    }

    private boolean areThere(List<SealedFile> files) {
        return files.stream().allMatch(file -> Files.exists(folder().resolve(file.name())));
    }

    private String schema(SealedFile file) throws SQLException {
        return rows("select name, type, converted_type from parquet_schema(['" + folder().resolve(file.name()) + "'])");
    }

    private String read(List<SealedFile> files, String order) throws SQLException {
        return rows("from read_parquet(["
                + FilesHere.files(folder(), files.stream().map(SealedFile::name).toList()) + "]) " + order);
    }

    private static String rows(String sql) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int i = 1; i <= width; i++) {
                    rows.append(result.getString(i)).append(i == width ? '\n' : '|');
                }
            }
        }
        return rows.toString();
    }
}
