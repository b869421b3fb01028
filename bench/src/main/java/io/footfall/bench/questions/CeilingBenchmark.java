package io.footfall.bench.questions;

import io.footfall.bench.Benchmark;
import io.footfall.bench.Desk;
import io.footfall.bench.Report;
import io.footfall.bench.Setting;
import io.footfall.bench.Settings;
import io.footfall.bench.WrongResultException;
import io.footfall.catalog.ControlRecord;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.EngineCounters;
import io.footfall.engine.Schema;
import io.footfall.event.Event;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.question.Answer;
import io.footfall.question.Question;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What stays in memory under a ceiling that is too low for all, and what a question costs that is answered from files then. */
public final class CeilingBenchmark implements Benchmark {
    private static final int BATCH = 1_000;
    private static final int PATHS_ASKED = 2;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long SEED = 7;
    private static final String PINNED = "{\"kind\":\"trend\",\"by\":\"properties.category\"}";

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    public String title() {
        return "Under a ceiling of memory";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("events", 8_000_000, "how many events there are, about"),
                new Setting("customers", 200_000, "how many customers do them"),
                new Setting("megabytes", 250, "the ceiling"),
                new Setting("seconds", 600, "how long a question may take that is answered from files"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException {
        Path folder = desk.folder("data");
        EngineConfig config = EngineConfig.DEFAULTS
                .withCachedAnswers(0)
                .withMemoryBytesMax(settings.number("megabytes") * 1_000_000L)
                .withFilesTimeMax(Duration.ofSeconds(settings.number("seconds")));
        Clock clock = Clock.systemUTC();
        History history = new History(HistoryConfig.DEFAULTS, folder, new FilesProcess(), ControlRecord::compacted);
        try (EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock, System::nanoTime, history::open);
                Engine engine = new Engine(config, log, history, clock, SEED, System::nanoTime)) {
            engine.start();
            engine.replayed().join();
            engine.pin("by category", PINNED).join();
            long began = System.nanoTime();
            long events = fill(log, engine, settings);
            double seconds = (System.nanoTime() - began) / 1e9;
            desk.say(Report.whole(events) + " events in " + Report.decimal(seconds, 0) + " s");
            return report(engine, events, events / seconds, desk);
        }
    }

    private static long fill(EventLog log, Engine engine, Settings settings) {
        long start = Math.floorDiv(System.currentTimeMillis(), DAY_MILLIS) * DAY_MILLIS - 31 * DAY_MILLIS;
        Shop shop = new Shop(settings.number("events"), settings.number("customers"), start, SEED);
        ShopEvents made = new ShopEvents("then");
        List<Event> batch = new ArrayList<>(BATCH);
        long[] events = new long[1];
        shop.forEach(did -> {
            batch.add(made.of(did));
            events[0]++;
            if (batch.size() == BATCH) {
                Committed committed =
                        log.append(Append.ofEvents(List.copyOf(batch))).join();
                batch.clear();
                engine.after(committed.lastSequence() - 50L * BATCH).join();
            }
            return true;
        });
        log.append(Append.ofEvents(List.copyOf(batch))).join();
        engine.after(log.lastSequence()).join();
        return events[0];
    }

    private static Report report(Engine engine, long events, double eventsASecond, Desk desk) {
        EngineCounters counters = engine.counters();
        EngineCounters.Memory memory = counters.memory();
        List<String> files = engine.schema().join().properties().stream()
                .filter(property -> !property.isInMemory())
                .map(Schema.Property::path)
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(asked("events by name", "{\"kind\":\"trend\",\"by\":\"event\"}", engine, events, desk));
        rows.add(asked("by a property that is pinned", PINNED, engine, events, desk));
        for (String path : files.subList(0, Math.min(files.size(), PATHS_ASKED))) {
            rows.add(asked(
                    "by " + path, "{\"kind\":\"trend\",\"by\":\"" + path + "\",\"limit\":3}", engine, events, desk));
        }
        return new Report()
                .say(Report.whole(events) + " events of five properties came in at "
                        + Report.whole((long) eventsASecond)
                        + " a second, while they were sealed. Of timelines and one pinned question "
                        + Report.whole(memory.all() / 1_000_000) + " MB are in memory: events "
                        + Report.whole(memory.events() / 1_000_000) + ", ids "
                        + Report.whole(memory.identities() / 1_000_000) + ", values "
                        + Report.whole(memory.vocabulary() / 1_000_000) + ", the pin "
                        + Report.whole(memory.pins() / 1_000_000) + "; that is "
                        + Report.decimal((double) memory.all() / events, 1) + " bytes an event. In files only: "
                        + (files.isEmpty() ? "nothing" : String.join(", ", files)) + ".")
                .table(List.of("asked", "from", "s", "again, s", "events a second"), rows);
    }

    private static List<String> asked(String what, String json, Engine engine, long events, Desk desk) {
        Question question = QuestionJson.read(json.getBytes(StandardCharsets.UTF_8));
        Optional<Answer> before = Optional.empty();
        List<String> seconds = new ArrayList<>();
        double last = 0;
        for (int run = 0; run < 2; run++) {
            long began = System.nanoTime();
            Answer answer = engine.ask(question, OptionalLong.empty()).join();
            last = (System.nanoTime() - began) / 1e9;
            seconds.add(Report.decimal(last, 2));
            if (before.isPresent() && !rows(before.get()).equals(rows(answer))) {
                throw new WrongResultException(what + " is another answer the second time");
            }
            before = Optional.of(answer);
        }
        desk.say(what + ": " + String.join(", ", seconds) + " s");
        String from = before.filter(Answer::isFromFiles).isPresent() ? "files" : "memory";
        return List.of(what, from, seconds.get(0), seconds.get(1), Report.whole((long) (events / last)));
    }

    private static String rows(Answer answer) {
        return new String(AnswerJson.rows(answer.table()), StandardCharsets.UTF_8);
    }
}
