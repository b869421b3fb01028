package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.eventlog.LogStart;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.FilesHere;
import io.footfall.history.files.FilesWork;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.sql.Lease;
import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Question;
import io.footfall.testkit.Admitted;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
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
import java.util.concurrent.CompletableFuture;

/**
 * An engine on a folder, on a clock that stands still.
 *
 * <p>Time passes in jumps of at least {@link #JUMP_MIN}, longer than any pause an engine may make between two publications.
 */
final class Running implements AutoCloseable {
    static final Duration JUMP_MIN = Duration.ofSeconds(6);

    /** Longer than any pause of a question that is asked from files: what is under way during a jump seems to take as long. */
    private static final Duration FILES_JUMP = Duration.ofMinutes(11);

    /** An engine seals within a second what of its log is closed. */
    static final HistoryConfig FILES = HistoryConfig.DEFAULTS.withSealBytes(1);

    /** How large small segments are. */
    static final long SEGMENT_BYTES = 4_096;

    private static final int PAUSES_MAX = 3;
    private static final int LOOKS = 2_000;

    private final Clock clock;
    private final EventLog log;
    private final Engine engine;

    private Running(
            Path folder, Clock clock, long seed, EngineConfig config, History history, EventLogConfig segments) {
        this.clock = clock;
        this.log = EventLog.open(folder, segments, clock, () -> 0, history::open);
        this.engine = new Engine(
                config,
                log,
                history,
                clock,
                seed,
                () -> clock.millis() * 1_000_000,
                new BatchHere(clock::millis, seed));
    }

    /** Starts an engine and waits until all that the folder holds is analysed. */
    static Running on(Path folder, Clock clock, long seed) {
        return on(folder, clock, seed, EngineConfig.DEFAULTS);
    }

    static Running on(Path folder, Clock clock, long seed, EngineConfig config) {
        return on(folder, clock, seed, config, FILES);
    }

    static Running on(Path folder, Clock clock, long seed, EngineConfig config, HistoryConfig files) {
        return started(new Running(folder, clock, seed, config, history(folder, files), EventLogConfig.DEFAULTS));
    }

    /** Starts one whose segments are closed at {@link #SEGMENT_BYTES}. */
    static Running inSmallSegments(Path folder, Clock clock, HistoryConfig files, FilesWork work) {
        History history = new History(files, folder, work, ControlRecord::compacted);
        EventLogConfig segments = EventLogConfig.DEFAULTS.withSegmentBytesMax(SEGMENT_BYTES);
        return started(new Running(folder, clock, 1, EngineConfig.DEFAULTS, history, segments));
    }

    private static Running started(Running running) {
        running.engine.start();
        Until.holds(running.engine::isReady, () -> "the engine is not ready");
        return running;
    }

    Engine engine() {
        return engine;
    }

    /** Seals all of the log of a folder that no engine runs on. */
    static void seal(Path folder, Clock clock) throws IOException {
        Lease lease;
        try (AllEvents all = AllEvents.open(folder)) {
            lease = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(folder), clock::millis)
                    .lease(all, clock.millis() / 1000 + 1, 1);
        }
        try (History history = history(folder, FILES);
                EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock, () -> 0, history::open)) {
            Optional<LogStart> due = history.due(log.closedSegments(), OptionalLong.empty());
            if (due.isPresent()) {
                history.seal(
                        due.get(),
                        lease.dropped(),
                        lease.joined(),
                        lease.fromMillis(),
                        name -> false,
                        true,
                        clock.millis());
            }
        }
    }

    /** Files are written and read in this process. */
    static History history(Path folder, HistoryConfig files) {
        return new History(files, folder, new FilesHere(), ControlRecord::compacted);
    }

    long second() {
        return clock.millis() / 1000 + 1;
    }

    /** Appends events as one batch, and says how they were numbered. */
    CompletableFuture<List<Admitted>> append(List<Event> events) {
        return log.append(Append.ofEvents(events))
                .thenApply(committed -> Admitted.number(committed.firstSequence(), committed.events()));
    }

    /** Keeps no more what happened before an instant; returns since which sequence. */
    long keepFrom(long millis) {
        byte[] record = new ControlRecord.KeptFrom(millis).toBytes();
        return log.append(Append.ofControl(record)).join().lastSequence();
    }

    void pin(String name, Question question) {
        engine.pin(name, QuestionJson.write(question)).join();
    }

    /** Lets all that came be analysed, then time pass, and waits until every pinned answer is true at the new second. */
    void pass(Duration jump) {
        engine.after(log.lastSequence()).join();
        pass(clock, jump);
        wake();
        // An engine that looked at the clock just before the jump and once more after it may be about to make a pause,
        // and the
        // clock stands still.
        for (int i = 0; i < PAUSES_MAX && !Until.comesTrue(this::isQuiet, LOOKS); i++) {
            pass(clock, isAnyFromFiles() ? FILES_JUMP : JUMP_MIN);
            wake();
        }
        Until.holds(this::isQuiet, this::whatIsNot);
    }

    private boolean isAnyFromFiles() {
        return engine.pinned().stream()
                .anyMatch(pinned -> pinned.whyAskedAgain().orElse("").contains("from files"));
    }

    private static void pass(Clock clock, Duration jump) {
        if (clock instanceof SettableClock settable) {
            settable.pass(jump);
        }
    }

    /** The rows of a question asked now, as they are sent. */
    String asked(Question question) {
        return asked(question, second());
    }

    /** The rows of a question asked at a second, as they are sent. */
    String asked(Question question, long second) {
        return rows(engine.ask(question, OptionalLong.of(second)).join());
    }

    static String rows(Answer answer) {
        return new String(AnswerJson.rows(answer.table()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        engine.close();
        log.close();
    }

    /** An item that was set aside takes no sequence, but makes the engine look at the clock. */
    void wake() {
        QuarantinedItem item = new QuarantinedItem("bad_json", "web", clock.millis(), new byte[] {'{'});
        Committed committed =
                log.append(new Append(List.of(), List.of(item), List.of())).join();
        engine.after(committed.lastSequence()).join();
    }

    private boolean isQuiet() {
        // Without a pin the second alone tells that the turn which the clock asks for is over.
        return engine.counters().publishedSecond() >= second()
                && engine.pinned().stream().allMatch(this::isTrueNow);
    }

    private boolean isTrueNow(PinnedQuestion pinned) {
        Answer answer = pinned.answer();
        AsOf asOf = answer == null ? pinned.refusedAt() : answer.asOf();
        return new AsOf(log.lastSequence(), second()).equals(asOf);
    }

    private String whatIsNot() {
        List<String> late = new ArrayList<>();
        late.add("published is second " + engine.counters().publishedSecond());
        for (PinnedQuestion pinned : engine.pinned()) {
            if (!isTrueNow(pinned)) {
                Answer answer = pinned.answer();
                late.add(pinned.pin().question() + (answer == null ? " has no answer" : " stands at " + answer.asOf()));
            }
        }
        return "not true at sequence " + log.lastSequence() + " and second " + second() + ": "
                + String.join("; ", late);
    }
}
