package io.footfall.connect.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupVersion;
import io.footfall.connect.files.Waiting;
import io.footfall.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupRunTest {
    private static final LookupShape SHAPE = new LookupShape(
            "products",
            "properties.product_id",
            new LookupColumn("id", LookupColumn.Type.TEXT),
            List.of(
                    new LookupColumn("margin", LookupColumn.Type.NUMBER),
                    new LookupColumn("live", LookupColumn.Type.BOOLEAN)));

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Kept kept = new Kept();

    /** Remembers what it is given. */
    private static final class Kept implements LookupSink {
        private final List<String> texts = new ArrayList<>();
        private Optional<LookupVersion> current = Optional.empty();

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Optional<LookupVersion> current(String name) {
            return current;
        }

        @Override
        public void keep(LookupShape shape, byte[] text, long rows) {
            texts.add(new String(text, StandardCharsets.UTF_8));
            current = Optional.of(LookupVersion.of(shape, texts.size(), Instant.EPOCH, rows, text));
        }

        @Override
        public void drop(String name) {
            throw new AssertionError(name);
        }
    }

    @Test
    void aFileIsReadOnceItHasSettledAndAgainWhenItIsAnotherOne() throws Exception {
        LookupRun run = run(new Schedule.OnChange());
        write("id,other,margin,live\nb,x,1.50,TRUE\na,,,\n");
        run.step();
        assertThat(kept.texts).as("it was written just now").isEmpty();
        clock.pass(Duration.ofSeconds(2));
        run.step();
        assertThat(kept.texts).containsExactly("\"id\",\"margin\",\"live\"\n\"a\",,\n\"b\",1.5,true\n");
        write("live,margin,id\n,,a\ntrue,1.5,b\n");
        clock.pass(Duration.ofSeconds(2));
        run.step();
        assertThat(kept.texts).as("the same rows in another order").hasSize(1);
        write("id,margin,live\nb,2,true\n");
        clock.pass(Duration.ofSeconds(2));
        run.step();
        assertThat(kept.texts).hasSize(2);
        assertThat(run.status().problem()).isEmpty();
        assertThat(run.status().readAt()).contains(clock.instant());
    }

    @Test
    void aBadFileLeavesTheVersionBeforeAndSaysWhy() throws Exception {
        LookupRun run = run(new Schedule.OnChange());
        run.step();
        assertThat(run.status().problem()).isEqualTo("the file " + file() + " cannot be read");
        step(run, "id,margin,live\na,1,\n");
        assertThat(kept.texts).hasSize(1);
        assertThat(said(run, "id,margin\na,1\n")).isEqualTo("there is no column \"live\"; there are id, margin");
        assertThat(said(run, "id,margin,live,id\na,1,,b\n")).isEqualTo("the column \"id\" is there twice");
        assertThat(said(run, "id,margin,live\na,1,\nb,2,\na,3,\n"))
                .isEqualTo("line 4: the key \"a\" is there already, in line 2; a key has one row");
        assertThat(said(run, "id,margin,live\n,1,\n")).isEqualTo("line 2: the key id is empty");
        assertThat(said(run, "id,margin,live\na,1\n")).isEqualTo("line 2: 2 values, the file has 3 columns");
        assertThat(said(run, "id,margin,live\na,1,yes\n")).isEqualTo("line 2: live is \"yes\"; expected true or false");
        assertThat(said(run, "id,margin,live\na,12 %,\n"))
                .startsWith("line 2: margin is \"12 %\"; expected a number such as 12.50");
        assertThat(said(run, "id,margin,live\na,1e20,\n")).startsWith("line 2: margin is \"1e20\"; expected");
        assertThat(said(run, "id,margin,live\na,1e999999999,\n")).startsWith("line 2: margin is \"1e999999999\"");
        assertThat(said(run, "id,margin,live\na,1e-19,\n")).startsWith("line 2: margin is \"1e-19\"; expected");
        assertThat(said(run, "id,margin,live\n" + "a".repeat(LookupRows.TEXT_BYTES_MAX + 1) + ",1,\n"))
                .isEqualTo("line 2: id has more than 1000 bytes");
        assertThat(kept.texts).hasSize(1);
        step(run, "id,margin,live\na,12345678901234567890.123456789012345678,\n");
        assertThat(kept.texts).hasSize(2);
        assertThat(run.status().problem()).isEmpty();
    }

    @Test
    void tooManyRowsAreRefused() throws IOException {
        LookupRows rows = new LookupRows(SHAPE, List.of("id", "margin", "live"));
        for (int i = 0; i < LookupRows.ROWS_MAX; i++) {
            rows.add("row", List.of("k" + i, "1", ""));
        }
        assertThat(rows.count()).isEqualTo(LookupRows.ROWS_MAX);
        assertThatThrownBy(() -> rows.add("row 500001", List.of("more", "1", "")))
                .hasMessage("row 500001: a lookup table has at most 500000 rows and 67108864 bytes; keep in it what"
                        + " questions need");
    }

    @Test
    void aDailyReadingIsAtItsTimeInItsZone() {
        Schedule daily = new Schedule.Daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
        // On 29 March 2026 there is no half past two in Berlin.
        assertThat(daily.after(Instant.parse("2026-03-28T01:29:59Z"))).isEqualTo("2026-03-28T01:30:00Z");
        assertThat(daily.after(Instant.parse("2026-03-28T01:30:00Z"))).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(daily.after(Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo("2026-03-30T00:30:00Z");
    }

    private String said(LookupRun run, String text) throws Exception {
        step(run, text);
        return run.status().problem().replace(file() + ": ", "");
    }

    private void step(LookupRun run, String text) throws Exception {
        write(text);
        clock.pass(Duration.ofSeconds(20));
        run.step();
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.from(clock.instant()));
    }

    private Path file() {
        return folder.resolve("products.csv");
    }

    private LookupRun run(Schedule schedule) {
        LookupConfig.File from = new LookupConfig.File(file(), ',', Duration.ofSeconds(2));
        return new LookupRun(new LookupConfig(SHAPE, from, schedule), kept, clock, new Waiting() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void sleep(Duration duration) {}
        });
    }
}
