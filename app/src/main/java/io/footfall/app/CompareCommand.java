package io.footfall.app;

import io.footfall.connect.files.KeyedNumbers;
import io.footfall.connect.files.MappingException;
import io.footfall.engine.EngineConfig;
import io.footfall.question.InvalidQuestionException;
import io.footfall.reconcile.Comparison;
import io.footfall.reconcile.ComparisonJson;
import io.footfall.reconcile.ComparisonText;
import io.footfall.reconcile.Nightly;
import io.footfall.reconcile.Reconciliation;
import io.footfall.reconcile.Schedule;
import io.footfall.reconcile.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** {@code footfall compare}: live beside a nightly batch, each difference explained. It only reads, beside an engine or without. */
@Command(
        name = "compare",
        description = {
            "Sets live numbers beside those of a nightly batch and explains every difference.",
            "Exit code 0: all is the same or explained; 3: an unexplained difference is above --tolerance."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    private static final int UNEXPLAINED = 3;
    private static final String JSON = ".json";
    private static final Duration STEP_MIN = Duration.ofSeconds(1);

    @Parameters(
            paramLabel = "QUESTION",
            description = "Names of pinned questions, or files that hold one, NAME.json. Default: every pinned one.")
    private List<String> questions = new ArrayList<>();

    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--batch-at",
            description =
                    "The time of day at which the batch runs, in each question's zone. Default: ${DEFAULT-VALUE}.",
            defaultValue = "02:00")
    private LocalTime batchAt = LocalTime.of(2, 0);

    @Option(
            names = "--from",
            description = "The first day or instant that is compared. Default: the last day that a batch has run for.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", description = "The first day or instant after it. Default: a day after --from.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--as-of", description = "The instant at which live is true. Default: now.")
    private Optional<Instant> asOf = Optional.empty();

    @Option(
            names = "--nightly",
            paramLabel = "MAPPING.yaml",
            description = "A mapping of a file with numbers of your own, to be compared instead of our batch's.")
    private List<Path> nightly = new ArrayList<>();

    @Option(
            names = "--tolerance",
            description = "How much may be unexplained of a number. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private BigDecimal tolerance = BigDecimal.ZERO;

    @Option(
            names = "--step",
            converter = Lengths.class,
            description =
                    "How exactly to tell since when live knew, such as 5m. Default: ${DEFAULT-VALUE}; 0s: not at all.",
            defaultValue = "30m")
    private Duration step = Duration.ofMinutes(30);

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean isJson;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the JSON into a file too, for the page.")
    private Optional<Path> out = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireSane();
        DataFolder.require(data);
        Clock clock = Clock.systemUTC();
        FolderReceived received = new FolderReceived(data);
        try {
            List<Comparison> comparisons = new Reconciliation(
                            EngineConfig.DEFAULTS, received, new SecureRandom().nextLong())
                    .compare(
                            subjects(),
                            new Schedule(batchAt, from, to),
                            asOf.orElse(clock.instant()).getEpochSecond(),
                            step.isZero() ? Optional.empty() : Optional.of(step));
            received.sayDamage(spec.commandLine().getErr());
            if (comparisons.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("footfall: nothing is pinned; pin a question, or name a file that holds one");
                return 2;
            }
            return print(comparisons);
        } catch (InvalidQuestionException | MappingException e) {
            spec.commandLine().getErr().println("footfall: " + e.getMessage());
            return 2;
        }
    }

    private void requireSane() {
        if (tolerance.signum() < 0) {
            throw wrong("--tolerance is " + tolerance + ", expected 0 or more");
        }
        if (!step.isZero() && step.compareTo(STEP_MIN) < 0) {
            throw wrong("--step is " + step + ", expected at least 1s, or 0s");
        }
        if (!questions.isEmpty() && !nightly.isEmpty()) {
            throw wrong("give questions, or --nightly: a mapping says which question its numbers answer");
        }
    }

    private List<Subject> subjects() throws IOException, MappingException {
        List<Subject> subjects = new ArrayList<>();
        for (String question : questions) {
            subjects.add(subject(question, Path.of(question), Optional.empty()));
        }
        for (Path mapping : nightly) {
            KeyedNumbers numbers = KeyedNumbers.read(mapping);
            Nightly own = new Nightly(
                    numbers.file().toString(),
                    numbers.keys(),
                    numbers.lines().stream()
                            .map(line -> new Nightly.Row(line.key(), line.value()))
                            .toList(),
                    numbers.field(),
                    numbers.counts().contains("doubled"),
                    numbers.counts().contains("quarantined"),
                    numbers.counts().contains("robots"));
            subjects.add(subject(numbers.question(), mapping.resolveSibling(numbers.question()), Optional.of(own)));
        }
        return subjects;
    }

    static Subject subject(String question, Path file, Optional<Nightly> own) throws IOException {
        if (!question.endsWith(JSON)) {
            return new Subject(question, Optional.empty(), own);
        }
        String name = String.valueOf(file.getFileName()).replace(JSON, "");
        return new Subject(name, Optional.of(Files.readString(file)), own);
    }

    private int print(List<Comparison> comparisons) throws IOException {
        PrintWriter printer = spec.commandLine().getOut();
        byte[] json = ComparisonJson.write(comparisons, tolerance);
        if (out.isPresent()) {
            Files.write(out.get(), json);
        }
        if (isJson) {
            printer.println(new String(json, StandardCharsets.UTF_8));
        } else {
            comparisons.forEach(each -> printer.println(ComparisonText.write(each)));
        }
        long unexplained = comparisons.stream()
                .mapToLong(each -> each.unexplained(tolerance))
                .sum();
        if (!isJson) {
            printer.println(sum(comparisons, unexplained));
        }
        printer.flush();
        return unexplained == 0 ? 0 : UNEXPLAINED;
    }

    private static String sum(List<Comparison> comparisons, long unexplained) {
        long numbers =
                comparisons.stream().mapToLong(each -> each.numbers().size()).sum();
        long differing =
                comparisons.stream().mapToLong(each -> each.differing().size()).sum();
        return numbers + " numbers: " + (numbers - differing) + " the same, " + (differing - unexplained)
                + " differ and are explained, " + unexplained + " are not";
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
