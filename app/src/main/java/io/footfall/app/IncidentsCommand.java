package io.footfall.app;

import io.footfall.engine.EngineConfig;
import io.footfall.question.InvalidQuestionException;
import io.footfall.reconcile.ReportedIncident;
import io.footfall.reconcile.Schedule;
import io.footfall.reconcile.Subject;
import io.footfall.reconcile.Watch;
import io.footfall.reconcile.Watched;
import io.footfall.reconcile.WatchedJson;
import io.footfall.reconcile.WatchedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code footfall incidents}: when a day's questions showed that something was wrong, live and in the batch. It only reads. */
@Command(
        name = "incidents",
        description = {
            "Goes through a day again as it was received and says when something out of the ordinary was visible,"
                    + " live and in the nightly batch.",
            "Exit code 0: nothing was found but the incidents of --told; 3: something else was."
        },
        mixinStandardHelpOptions = true)
final class IncidentsCommand implements Callable<Integer> {
    private static final int FOUND_OTHERS = 3;
    private static final int DAYS_MAX = 60;
    private static final Duration STEP_MAX = Duration.ofHours(1);

    @Parameters(
            paramLabel = "QUESTION",
            description = "Names of pinned questions, or files that hold one, NAME.json, each with an interval."
                    + " Default: every pinned one.")
    private List<String> questions = new ArrayList<>();

    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--batch-at",
            description = "The time of day at which the batch runs, in the questions' zone. Default: ${DEFAULT-VALUE}.",
            defaultValue = "02:00")
    private LocalTime batchAt = LocalTime.of(2, 0);

    @Option(names = "--day", description = "The day. Default: the last one that a batch has run for.")
    private Optional<String> day = Optional.empty();

    @Option(
            names = "--days-before",
            description = "How many days before it say what is ordinary. Default: ${DEFAULT-VALUE}.")
    private int daysBefore = 14;

    @Option(
            names = "--step",
            converter = Lengths.class,
            description = "How exactly to tell since when a number was too high. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1m")
    private Duration step = Duration.ofMinutes(1);

    @Option(
            names = "--told",
            paramLabel = "FILE",
            description = "A file of what is known to have gone wrong, such as simulate --scenario writes.")
    private Optional<Path> told = Optional.empty();

    @Option(
            names = "--found",
            paramLabel = "FILE",
            description = "A file to write when each incident of --told was found, for simulate --scenario randomised.")
    private Optional<Path> found = Optional.empty();

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireSane();
        DataFolder.require(data);
        FolderReceived received = new FolderReceived(data);
        try {
            List<ReportedIncident> incidents = told.isPresent() ? IncidentLines.read(told.get()) : List.of();
            List<Subject> subjects = new ArrayList<>();
            for (String question : questions) {
                subjects.add(CompareCommand.subject(question, Path.of(question), Optional.empty()));
            }
            Instant now = Clock.systemUTC().instant();
            Watched watched = new Watch(EngineConfig.DEFAULTS, received, new SecureRandom().nextLong())
                    .watch(
                            subjects,
                            new Schedule(batchAt, day, Optional.empty()),
                            now.getEpochSecond(),
                            daysBefore,
                            step,
                            incidents);
            received.sayDamage(spec.commandLine().getErr());
            if (found.isPresent()) {
                FoundLines.write(watched, found.get());
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    isJson
                            ? new String(WatchedJson.write(watched), StandardCharsets.UTF_8)
                            : WatchedText.write(watched).stripTrailing());
            out.flush();
            return watched.others().isEmpty() ? 0 : FOUND_OTHERS;
        } catch (InvalidQuestionException e) {
            spec.commandLine().getErr().println("footfall: " + e.getMessage());
            return 2;
        }
    }

    private void requireSane() {
        if (daysBefore < 2 || daysBefore > DAYS_MAX) {
            throw wrong("--days-before is " + daysBefore + ", expected 2 to " + DAYS_MAX);
        }
        day.ifPresent(this::requireDay);
        if (step.toSeconds() < 60 || step.compareTo(STEP_MAX) > 0 || STEP_MAX.toSeconds() % step.toSeconds() != 0) {
            throw wrong("--step is " + step + ", expected 1m to 1h, a whole part of an hour");
        }
    }

    private void requireDay(String written) {
        try {
            LocalDate.parse(written);
        } catch (DateTimeException e) {
            throw wrong("--day is \"" + written + "\", expected a date such as 2026-03-01");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
