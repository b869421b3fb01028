package io.footfall.connect.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.footfall.catalog.Catalog;
import io.footfall.catalog.Keys;
import io.footfall.collect.Collector;
import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.files.Waiting;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is read into a real log, step by step. The JSON lines have no ids, so one delivered twice would count twice. */
class FilesSourceTest {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final String LINES = "file: { format: json-lines }";
    private static final String CSV = "customer: { user_id: who }\nevent: { column: what }\ntime: { column: at }\n";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Committed> committed = new CopyOnWriteArrayList<>();
    private final AtomicInteger behind = new AtomicInteger();
    private final List<Long> askedAfter = new ArrayList<>();
    private final List<Integer> safeWhenWaitedFor = new ArrayList<>();
    private final SourceStatus status = new SourceStatus("shop", "files");
    private boolean isAnalysisUnknown;
    private EventLog log;
    private Delivery delivery;
    private Mapping mapping;
    private FilesSource source;
    private Path in;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        in = Files.createDirectory(folder.resolve("in"));
        log = EventLog.open(folder.resolve("data"), EventLogConfig.DEFAULTS, clock);
        log.start(committed::add);
        Keys keys = Keys.open(folder.resolve("data"), new SecureRandom());
        Collector collector = new Collector(log, keys, () -> false, clock);
        Waiting waiting = new Waiting() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void sleep(Duration duration) {}
        };
        delivery = new Delivery(
                collector,
                () -> behind.getAndUpdate(n -> Math.max(0, n - 1)) > 0,
                this::analysed,
                clock,
                waiting,
                status);
        mapping = MappingReader.read("lines", LINES);
        restart();
    }

    @AfterEach
    void stop() {
        source.close();
        log.close();
    }

    /** Begins again with what the log says, as after a kill. */
    private void restart() {
        if (source != null) {
            source.close();
        }
        Catalog catalog = new Catalog();
        committed.forEach(each -> each.controls().forEach(catalog::apply));
        source = new FilesSource(
                new SourceConfig.Files(
                        "shop",
                        in,
                        FileSystems.getDefault().getPathMatcher("glob:*.{jsonl,csv,gz,zst}"),
                        mapping,
                        SETTLE),
                catalog.positions("shop"),
                clock);
    }

    @Test
    void wholeLinesAreDeliveredAtOnceAndAHalfOneWhenItIsWhole() throws Exception {
        add("a.jsonl", line("a") + line("b") + "{\"type\":\"track\",");
        step();
        assertThat(customers()).containsExactly("a", "b");
        assertThat(status.lagBytes()).isZero();

        add("a.jsonl", "\"event\":\"e\",\"userId\":\"c\"}\n" + line("d"));
        step();
        assertThat(customers()).containsExactly("a", "b", "c", "d");
        assertThat(events()).allMatch(event -> event.source().equals("shop"));
    }

    @Test
    void aLastLineWithoutAnEndIsTakenWhenTheFileHasSettled() throws Exception {
        add("a.jsonl", line("a") + line("b").strip());
        step();
        clock.pass(SETTLE.minusMillis(1));
        step();
        assertThat(customers()).containsExactly("a");

        clock.pass(Duration.ofMillis(1));
        step();
        assertThat(customers()).containsExactly("a", "b");
        assertThat(status.events()).isEqualTo(2);

        add("a.jsonl", "\n" + line("c"));
        step();
        assertThat(customers()).containsExactly("a", "b", "c");
    }

    @Test
    void eachRowCountsOnceWhereverReadingStopped() throws Exception {
        add("a.jsonl", line("a") + line("a"));
        add("b.jsonl", line("b"));
        step();
        restart();
        add("a.jsonl", line("c"));
        step();
        restart();
        clock.pass(SETTLE);
        step();
        step();
        restart();
        step();
        add("a.jsonl", line("d"));
        step();

        assertThat(customers()).containsExactly("a", "a", "b", "c", "d");
    }

    @Test
    void rowsAreRecognisedByWhatCameBeforeThem() throws Exception {
        mapping = MappingReader.read("csv", CSV);
        restart();
        String row = "ann,view,2026-03-01T10:00:00Z\n";
        add("a.csv", "who,what,at\n" + row + row);
        step();
        restart();
        add("a.csv", row);
        step();

        assertThat(events())
                .extracting(Event::messageId)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void aQuotedValueMayGoOnInTheNextPart() throws Exception {
        mapping = MappingReader.read("csv", CSV);
        restart();
        add("a.csv", "who,wh");
        step();
        add("a.csv", "at,at\nann,\"view\nand");
        step();
        assertThat(events()).isEmpty();

        add("a.csv", " buy\",2026-03-01T10:00:00Z\n");
        step();
        assertThat(events()).extracting(Event::name).containsExactly("view\nand buy");
        assertThat(setAside()).isEmpty();
    }

    @Test
    void badRowsAreSetAsideOnceWithTheirBytes() throws Exception {
        add("a.jsonl", "no json\n" + line("a") + "{\"a\":}\n{\"type\":\"track\",\"userId\":\"b\"}\n");
        step();
        restart();
        step();

        assertThat(customers()).containsExactly("a");
        assertThat(setAside())
                .extracting(QuarantinedItem::reason)
                .containsExactlyInAnyOrder("row:bad_json", "row:bad_json", "missing_event");
        assertThat(status.quarantined()).isEqualTo(3);
    }

    @Test
    void compressedFilesAreReadOnceTheyHaveSettled() throws Exception {
        write("a.jsonl.gz", gzip(line("a") + line("b")));
        write("b.jsonl.zst", Zstd.compress((line("c") + line("d")).getBytes(StandardCharsets.UTF_8)));
        step();
        assertThat(customers()).isEmpty();
        assertThat(status.lagBytes()).isPositive();

        clock.pass(SETTLE);
        step();
        step();
        restart();
        step();
        assertThat(customers()).containsExactly("a", "b", "c", "d");
        assertThat(status.lagBytes()).isZero();
    }

    @Test
    void aFileThatWasCutOffIsNamedAndReadOnWhenItIsWhole() throws Exception {
        byte[] whole = gzip(line("a").repeat(20_000));
        write("a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));
        clock.pass(SETTLE);
        step();
        clock.pass(SETTLE);
        step();
        assertThat(status.state()).isEqualTo(SourceStatus.State.FAILING);
        assertThat(status.problem()).contains(in.resolve("a.jsonl.gz").toString());

        write("a.jsonl.gz", whole);
        step();
        clock.pass(SETTLE);
        step();
        assertThat(customers()).hasSize(20_000);
        assertThat(status.state()).isEqualTo(SourceStatus.State.RUNNING);
    }

    @Test
    void aFileOfTheSameNameThatBeginsOtherwiseIsAnotherOne() throws Exception {
        add("a.jsonl", line("a") + line("b"));
        step();
        write("a.jsonl", line("c").getBytes(StandardCharsets.UTF_8));
        step();
        assertThat(customers()).containsExactly("a", "b", "c");
    }

    @Test
    void aFileThatIsMovedOverAFollowedOneIsRead() throws Exception {
        add("a.jsonl", line("a"));
        step();
        add("a.new", line("b") + line("c"));
        Files.move(in.resolve("a.new"), in.resolve("a.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        step();
        add("a.jsonl", line("d"));
        step();
        assertThat(customers()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aMappingThatDoesNotFitIsSaidAndCostsTheOtherFilesNothing() throws Exception {
        mapping = MappingReader.read("csv", CSV);
        restart();
        add("a.csv", "who,at\nann,2026-03-01T10:00:00Z\n");
        add("b.csv", "who,what,at\nann,view,2026-03-01T10:00:00Z\n");
        step();

        assertThat(events()).hasSize(1);
        assertThat(status.problem()).contains("a.csv", "\"what\"", "a column of");
    }

    @Test
    void whileAnswersAreBehindItWaits() throws Exception {
        behind.set(3);
        add("a.jsonl", line("a"));
        step();

        assertThat(behind).hasValue(0);
        assertThat(customers()).containsExactly("a");
    }

    @Test
    void nothingMoreIsReadBeforeTheAnswersShowWhatWasDelivered() throws Exception {
        add("a.jsonl", line("a").repeat(2 * Delivery.ROWS_MAX + 1));
        step();
        // Each position has a sequence of its own, behind those of the events.
        assertThat(askedAfter).containsExactly(500L, 1_001L, 1_003L);
        assertThat(safeWhenWaitedFor).containsExactly(500, 1_000, 1_001);
    }

    @Test
    void wherePositionsAloneAreDeliveredThereIsNothingToWaitFor() throws Exception {
        add("a.jsonl", "no json\n");
        step();
        clock.pass(SETTLE);
        step();
        assertThat(setAside()).hasSize(1);
        assertThat(askedAfter).isEmpty();
    }

    @Test
    void whoeverCannotBeToldWhatAnswersShowGoesByWhetherTheyAreBehind() throws Exception {
        isAnalysisUnknown = true;
        behind.set(3);
        add("a.jsonl", line("a").repeat(Delivery.ROWS_MAX + 1));
        step();
        assertThat(behind).hasValue(0);
        assertThat(events()).hasSize(Delivery.ROWS_MAX + 1);
    }

    @Test
    void filesThatDoNotMatchAndFoldersAreLetBe() throws Exception {
        add("a.jsonl.part", line("a"));
        Files.createDirectory(in.resolve("b.jsonl"));
        step();
        assertThat(committed).isEmpty();
    }

    /** What is analysed at once, and notes how much was safe whenever somebody waits for it. */
    private CompletableFuture<Void> analysed(long sequence) {
        askedAfter.add(sequence);
        if (isAnalysisUnknown) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody can tell"));
        }
        CompletableFuture<Void> shown = new CompletableFuture<>() {
            @Override
            public Void get() throws InterruptedException, ExecutionException {
                safeWhenWaitedFor.add(events().size());
                return super.get();
            }
        };
        shown.complete(null);
        return shown;
    }

    private void step() throws IOException, InterruptedException {
        boolean unused = source.step(delivery);
    }

    private void add(String name, String text) throws IOException {
        Files.writeString(in.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(in.resolve(name), bytes);
    }

    private static String line(String customer) {
        return "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"" + customer + "\"}\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return compressed.toByteArray();
    }

    private List<Event> events() {
        return committed.stream().flatMap(each -> each.events().stream()).toList();
    }

    private List<String> customers() {
        return events().stream().map(event -> String.valueOf(event.userId())).toList();
    }

    private List<QuarantinedItem> setAside() {
        return committed.stream().flatMap(each -> each.quarantined().stream()).toList();
    }
}
