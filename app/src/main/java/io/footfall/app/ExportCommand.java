package io.footfall.app;

import io.footfall.connect.sources.Schedule;
import io.footfall.engine.Batch;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.LookupFolder;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.ExportForm;
import io.footfall.history.files.HistoryFiles;
import io.footfall.history.files.RowsFile;
import io.footfall.history.sql.Lease;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code footfall export}: events, or answers, as files, once or again and again. It may run beside an engine on the same data, which it
 * only reads.
 */
@Command(
        name = "export",
        description =
                "Writes all events or a stretch of them, and who is whom, or the answers to questions, as files that any tool"
                        + " reads: once, or on a schedule.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final String JSON = ".json";
    private static final Duration EVERY_MIN = Duration.ofSeconds(1);

    @Parameters(
            paramLabel = "QUESTION.json",
            description =
                    "Questions, as they would be posted. The rows of each become a file of the same name; without any,"
                            + " events are written.")
    private List<Path> questions = new ArrayList<>();

    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--out",
            required = true,
            description = "The folder of the files; made if it is not there. Files of the same names are replaced.")
    private Path out = Path.of("export");

    @Option(
            names = "--format",
            description = "What the files are: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ExportForm format = ExportForm.PARQUET;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only events that happened then or later: a date, or an instant such as 2026-03-01T00:00:00Z.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only events that happened before: a date, whose day is left out, or an instant.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--last",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Only events of the last 36h, or the last 7d.")
    private Optional<Duration> last = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Again and again, such as every 15m, until it is stopped.")
    private Optional<Duration> every = Optional.empty();

    @Option(
            names = "--daily",
            paramLabel = "HH:MM",
            description = "Again and again, each day at this time, until it is stopped.")
    private Optional<LocalTime> daily = Optional.empty();

    @Option(
            names = "--timezone",
            description = "Of --daily, and of the dates of --from and --until. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("UTC");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseWhatDoesNotFit();
        DataFolder.require(data);
        Optional<Schedule> schedule =
                every.<Schedule>map(Schedule.Every::new).or(() -> daily.map(time -> new Schedule.Daily(time, zone)));
        if (schedule.isEmpty()) {
            return export();
        }
        while (true) {
            Instant due = schedule.get().after(clock.instant());
            exportOrSayWhyNot();
            say("next at " + due.truncatedTo(ChronoUnit.SECONDS));
            Thread.sleep(Duration.ofMillis(Math.max(0, due.toEpochMilli() - clock.millis() + 1)));
        }
    }

    private void refuseWhatDoesNotFit() {
        refuse(every.isPresent() && every.get().compareTo(EVERY_MIN) < 0, "--every is at least 1s");
        refuse(every.isPresent() && daily.isPresent(), "either --every or --daily, not both");
        refuse(last.isPresent() && (from.isPresent() || until.isPresent()), "either --last, or --from and --until");
        refuse(
                !questions.isEmpty() && (last.isPresent() || from.isPresent() || until.isPresent()),
                "a question says its period itself: --from, --until and --last are of events");
        Set<String> names = new HashSet<>();
        for (Path question : questions) {
            refuse(
                    !names.add(name(question)),
                    "two questions are called " + name(question) + ", and so would their files be");
        }
        stretch();
    }

    private void refuse(boolean isWrong, String message) {
        if (isWrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** What goes wrong now may go well the next time. */
    private void exportOrSayWhyNot() {
        try {
            export();
        } catch (IOException | UncheckedIOException e) {
            spec.commandLine().getErr().println("not exported: " + e.getMessage());
            spec.commandLine().getErr().flush();
        }
    }

    private int export() throws IOException {
        Batch batch = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(data), clock::millis);
        if (questions.isEmpty()) {
            exportEvents(batch);
            return 0;
        }
        int code = 0;
        for (Path question : questions) {
            code = Math.max(code, exportAnswer(batch, question));
        }
        return code;
    }

    private void exportEvents(Batch batch) throws IOException {
        try (AllEvents log = AllEvents.open(data)) {
            Lease lease = batch.lease(log, second(), new SecureRandom().nextLong());
            Damages.say(log.damage(), spec.commandLine().getErr());
            Stretch stretch = stretch();
            HistoryFiles.Written written =
                    HistoryFiles.write(data, lease.within(stretch.from, stretch.end), log::past, out, format);
            say(written.events() + " events and " + written.identities() + " identities up to sequence "
                    + lease.sequence() + " in " + out);
        }
    }

    private int exportAnswer(Batch batch, Path question) throws IOException {
        try {
            byte[] json = Files.readAllBytes(question);
            Batch.Answered answered = batch.answer(
                    audiences -> QuestionJson.readAsked(json, audiences),
                    data,
                    second(),
                    new SecureRandom().nextLong());
            Damages.say(answered.damage(), spec.commandLine().getErr());
            Answer answer = answered.answer();
            String name = name(question);
            RowsFile.write(answer.table().fields(), answer.table().rows(), out, name, format);
            say(answer.table().rows().size() + " rows as of "
                    + Instant.ofEpochSecond(answer.asOf().second()) + " in " + out.resolve(format.fileName(name)));
            return 0;
        } catch (InvalidQuestionException e) {
            spec.commandLine().getErr().println(question + ": " + e.code() + ": " + e.getMessage());
            return 2;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private long second() {
        return Math.floorDiv(clock.millis(), 1000) + 1;
    }

    /** The file's name without its ending. */
    private static String name(Path question) {
        String name = String.valueOf(question.getFileName());
        return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
    }

    /** Which milliseconds since 1970 UTC are written. */
    private record Stretch(long from, long end) {}

    private Stretch stretch() {
        long begin = last.map(length -> clock.millis() - length.toMillis())
                .or(() -> from.map(this::millis))
                .orElse(0L);
        long end = until.map(this::millis).orElse(Long.MAX_VALUE);
        refuse(begin >= end, "--from is not before --until");
        return new Stretch(begin, end);
    }

    private long millis(String time) {
        List<Function<String, Instant>> forms = List.of(
                Instant::parse, text -> LocalDate.parse(text).atStartOfDay(zone).toInstant());
        for (Function<String, Instant> form : forms) {
            try {
                return form.apply(time).toEpochMilli();
            } catch (DateTimeException | ArithmeticException e) {
                // The next form may fit.
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                time + " is no date such as 2026-03-01 and no instant such as 2026-03-01T00:00:00Z");
    }
}
