package io.footfall.bench.questions;

import io.footfall.bench.Benchmark;
import io.footfall.bench.Desk;
import io.footfall.bench.JavaProcess;
import io.footfall.bench.Report;
import io.footfall.bench.Setting;
import io.footfall.bench.Settings;
import io.footfall.bench.WrongResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long a start takes until events are taken in and until questions are answered: after a kill, after a stop, and without the snapshot. */
public final class RestartBenchmark implements Benchmark {
    private static final long DAY_MILLIS = 86_400_000;
    private static final String SNAPSHOT = "snapshot";

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String title() {
        return "From the start of the process to the first event and the first answer";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("events", 20_000_000, "how many events there are, about"),
                new Setting("customers", 1_000_000, "how many customers do them"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        Path folder = desk.folder("data");
        Files.createDirectories(folder);
        long start = Math.floorDiv(System.currentTimeMillis(), DAY_MILLIS) * DAY_MILLIS - 31 * DAY_MILLIS;
        fill(folder, settings, start);
        Report report = new Report();
        report.say("About " + Report.whole(settings.number("events")) + " events of "
                + Report.whole(settings.number("customers")) + " customers, " + megabytes(folder)
                + " on disk, of which "
                + megabytes(folder.resolve(SNAPSHOT))
                + " are the snapshot at the first start. Seconds from the start of"
                + " the process; the rows of all answers are equal in all starts.");
        List<List<String>> rows = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        rows.add(start("after a kill", folder, start, desk, answers, false));
        rows.add(start("after another kill", folder, start, desk, answers, true));
        rows.add(start("after a stop", folder, start, desk, answers, false));
        Files.delete(folder.resolve(SNAPSHOT));
        rows.add(start("without a snapshot", folder, start, desk, answers, false));
        report.table(List.of("start", "first event safe", "first answer"), rows);
        return report;
    }

    private static void fill(Path folder, Settings settings, long start) throws IOException, InterruptedException {
        JavaProcess filling = JavaProcess.start(
                FilledFolder.class.getName(),
                List.of(),
                List.of(
                        folder.toString(),
                        String.valueOf(settings.number("events")),
                        String.valueOf(settings.number("customers")),
                        String.valueOf(start)),
                folder.resolveSibling("filling.err"));
        try {
            filling.await(FilledFolder.FILLED);
        } finally {
            filling.kill();
        }
    }

    /** Starts an engine and measures it; then ends it, as a kill does or by a signal. */
    private static List<String> start(
            String name, Path folder, long month, Desk desk, List<String> answers, boolean isStopped)
            throws IOException, InterruptedException {
        desk.say("starting " + name);
        StartedEngine engine = StartedEngine.on(folder);
        try {
            long sequence = engine.sendOne();
            double accepting = engine.secondsSinceStart();
            List<String> now = new ArrayList<>();
            now.add(engine.rows(question(Asked.all().getFirst(), month), sequence));
            double answering = engine.secondsSinceStart();
            for (Asked asked : Asked.all()) {
                if (asked.json(month).contains("period")) {
                    now.add(engine.rows(question(asked, month), sequence));
                }
            }
            if (answers.isEmpty()) {
                answers.addAll(now);
            }
            for (int i = 0; i < now.size(); i++) {
                if (!now.get(i).equals(answers.get(i))) {
                    throw new WrongResultException(
                            "the start " + name + " answers " + now.get(i) + ", the first one " + answers.get(i));
                }
            }
            return List.of(name, Report.decimal(accepting, 2), Report.decimal(answering, 2));
        } finally {
            if (isStopped) {
                engine.close();
            } else {
                engine.kill();
            }
        }
    }

    /** As of the end of the month in every start, since who may still go on in a funnel changes from second to second. */
    private static String question(Asked asked, long month) {
        return "{\"asOf\":\"" + Instant.ofEpochMilli(month + 31 * DAY_MILLIS) + "\","
                + asked.json(month).substring(1);
    }

    private static String megabytes(Path path) throws IOException {
        if (!Files.exists(path)) {
            return "0 MB";
        }
        long bytes = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return Report.whole(bytes / 1_000_000) + " MB";
    }
}
