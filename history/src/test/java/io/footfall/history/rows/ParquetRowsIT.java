package io.footfall.history.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of Parquet files that others wrote, by the process that reads them. */
class ParquetRowsIT {
    @TempDir
    Path folder;

    @Test
    void eachTypeIsTheTextThatAFileOfTextWouldHave() throws Exception {
        Path file = write("types.parquet", """
                select
                    'a, "b"' as text,
                    '123456789012345678901234567.00000000001'::decimal(38, 11) as decimal,
                    12.50::decimal(10, 2) as money,
                    -7::bigint as whole,
                    18446744073709551615::ubigint as huge,
                    1e-7::double as small,
                    3.0::double as three,
                    0.1::float as tenth,
                    true as flag,
                    '2026-03-01 10:00:00.123456+02'::timestamptz as instant,
                    '2026-03-01 10:00:00.000001'::timestamp as local,
                    '2026-03-01 10:00:00'::timestamp as second,
                    date '2026-03-01' as day,
                    '5b2f6a90-c1d3-e847-0000-000000000001'::uuid as id,
                    [1, 2] as list,
                    {'a': 1} as structure,
                    'x'::blob as bytes,
                    null::integer as nothing
                """);
        try (ParquetRows rows = ParquetRows.open(file)) {
            assertThat(rows.columns()).startsWith("text", "decimal").hasSize(18);
            assertThat(rows.next().orElseThrow())
                    .containsExactly(
                            "a, \"b\"",
                            "123456789012345678901234567.00000000001",
                            "12.50",
                            "-7",
                            "18446744073709551615",
                            "0.0000001",
                            "3",
                            "0.1",
                            "true",
                            "2026-03-01T08:00:00.123456Z",
                            "2026-03-01T10:00:00.000001",
                            "2026-03-01T10:00:00",
                            "2026-03-01",
                            "5b2f6a90-c1d3-e847-0000-000000000001",
                            "",
                            "",
                            "",
                            "");
            assertThat(rows.next()).isEmpty();
        }
    }

    @Test
    void rowsComeInTheirOrderWhateverTheFileIsCalled() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("year=2026")).resolve("it's [1]*.parquet");
        Files.move(write("many.parquet", "select i from range(300000) as r(i)"), odd);
        try (ParquetRows rows = ParquetRows.open(odd)) {
            assertThat(rows.columns()).containsExactly("i");
            assertThat(rows.rows()).isEqualTo(300_000);
            for (long i = 0; i < 300_000; i++) {
                assertThat(rows.next()).contains(List.of(Long.toString(i)));
            }
            assertThat(rows.next()).isEmpty();
            assertThat(rows.rowsRead()).isEqualTo(300_000);
        }
    }

    @Test
    void aFileThatIsNotWholeOrGarbledSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(write("whole.parquet", "select hash(i) as h from range(300000) as r(i)"));
        Path half = Files.write(folder.resolve("half.parquet"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(ParquetRows.isIn(half)).isTrue();
        assertThatThrownBy(() -> ParquetRows.open(half))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it cannot be read as Parquet: ");
        byte[] garbled = whole.clone();
        Arrays.fill(garbled, whole.length / 4, whole.length * 3 / 4, (byte) 0x55);
        assertThatThrownBy(() -> readAll(Files.write(folder.resolve("garbled.parquet"), garbled)))
                .isInstanceOf(IOException.class);
        assertThat(ParquetRows.isIn(Files.writeString(folder.resolve("text.csv"), "PAR,a\n")))
                .isFalse();
    }

    @Test
    void onePastTheMostColumnsIsRefused() throws Exception {
        assertThat(readAll(write("most.parquet", columns(ParquetRows.COLUMNS_MAX))))
                .containsExactly(Collections.nCopies(ParquetRows.COLUMNS_MAX, "1"));
        Path over = write("over.parquet", columns(ParquetRows.COLUMNS_MAX + 1));
        assertThatThrownBy(() -> ParquetRows.open(over)).hasMessageContaining("1001 columns, the limit is 1000");
    }

    private static String columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "1 as c" + i).collect(Collectors.joining(", ", "select ", ""));
    }

    private static List<List<String>> readAll(Path file) throws IOException {
        List<List<String>> all = new ArrayList<>();
        try (ParquetRows rows = ParquetRows.open(file)) {
            for (Optional<List<String>> next = rows.next(); next.isPresent(); next = rows.next()) {
                all.add(next.get());
            }
        }
        return all;
    }

    private Path write(String name, String rows) throws Exception {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            statement.execute("copy (" + rows + ") to '" + file + "' (format parquet, row_group_size 50000)");
        }
        return file;
    }
}
