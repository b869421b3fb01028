package io.footfall.bench;

import io.footfall.bench.questions.CeilingBenchmark;
import io.footfall.bench.questions.QuestionsBenchmark;
import io.footfall.bench.questions.RestartBenchmark;
import io.footfall.bench.questions.SqlBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code footfall bench}: runs one measurement by its name, prints what it saw, and files it when asked to. */
@PrintsToTerminal
public final class Main {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new IngestBenchmark(),
            new SingleBenchmark(),
            new LatencyBenchmark(),
            new BackfillBenchmark(),
            new PinsBenchmark(),
            new MemoryBenchmark(),
            new IdleBenchmark(),
            new QuestionsBenchmark(),
            new SqlBenchmark(),
            new RestartBenchmark(),
            new CeilingBenchmark());
    private static final String RECORD = "--record";

    private Main() {}

    /**
     * Runs one benchmark and ends the process: 0 done, 1 the result was wrong or something failed, 2 wrong usage.
     *
     * @param arguments a name, its settings, and {@code --record} to write the result under {@code bench/results}
     */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Optional<Benchmark> named = BENCHMARKS.stream()
                .filter(each -> !arguments.isEmpty() && each.name().equals(arguments.getFirst()))
                .findFirst();
        if (named.isEmpty()) {
            usage(err);
            return 2;
        }
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        boolean isRecorded = rest.removeIf(RECORD::equals);
        Path home = Path.of(Optional.ofNullable(System.getenv("FOOTFALL_HOME")).orElse("."));
        Benchmark benchmark = named.get();
        try (Desk desk = Desk.under(home.resolve(".footfall"), err::println)) {
            Settings settings = Settings.read(benchmark.settings(), rest);
            String head = head(benchmark, String.join(" ", arguments), home, desk);
            Optional<ProcessorTimes> before = ProcessorTimes.now();
            String measured = benchmark.run(settings, desk).markdown();
            String result = head + meanwhile(before) + "\n" + measured;
            out.print(result);
            if (isRecorded) {
                Path file = home.resolve("bench/results/" + benchmark.name() + ".md");
                Files.createDirectories(file.getParent());
                Files.writeString(file, result.stripTrailing() + "\n", StandardCharsets.UTF_8);
                err.println("written to " + file);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            usage(err);
            return 2;
        } catch (WrongResultException e) {
            err.println("wrong result: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("failed: " + e);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static String head(Benchmark benchmark, String command, Path home, Desk desk)
            throws IOException, InterruptedException {
        return "# " + benchmark.title() + "\n\n"
                + "- command: `./footfall bench " + command + "`\n"
                + "- commit: " + Commit.of(home) + "\n"
                + "- date: " + LocalDate.now(ZoneOffset.UTC) + "\n"
                + "- machine: " + Machine.here(desk.folder()).words() + "\n";
    }

    /** How much of the machine we had: what was taken from it makes every absolute figure worse. */
    private static String meanwhile(Optional<ProcessorTimes> before) throws IOException {
        Optional<ProcessorTimes> after = ProcessorTimes.now();
        return before.isPresent() && after.isPresent()
                ? "- its processors meanwhile: " + after.get().since(before.get()) + "\n"
                : "";
    }

    private static void usage(PrintStream err) {
        err.println("usage: ./footfall bench NAME [--SETTING VALUE]... [" + RECORD + "]");
        for (Benchmark benchmark : BENCHMARKS) {
            err.println();
            err.println("  " + benchmark.name() + ": " + benchmark.title());
            for (Setting setting : benchmark.settings()) {
                err.println("      --" + setting.name() + " " + setting.value() + "  " + setting.meaning());
            }
        }
    }
}
