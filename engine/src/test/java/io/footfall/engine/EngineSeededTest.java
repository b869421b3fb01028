package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.question.Answer;
import io.footfall.question.Aside;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Table;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.testkit.Admitted;
import io.footfall.testkit.RandomLookups;
import io.footfall.testkit.RandomQuestions;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.ToldTable;
import io.footfall.testkit.oracle.Answered;
import io.footfall.testkit.oracle.Oracle;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Pinned = asked = the naive oracle, whatever comes in whatever order, and however time passes. */
class EngineSeededTest {
    /** Days before the nights on which European and American clocks are changed. */
    private static final List<Instant> BEGINS = List.of(
            Instant.parse("2026-03-06T20:00:00Z"),
            Instant.parse("2026-03-27T20:00:00Z"),
            Instant.parse("2026-05-30T05:00:00Z"),
            Instant.parse("2026-10-23T20:00:00Z"),
            Instant.parse("2026-10-30T20:00:00Z"),
            // Lord Howe, Cairo, Havana and Scoresbysund change theirs in the days after one of these too; in 2006 St
            // John's
            // still did so at a minute past midnight.
            Instant.parse("2026-04-03T09:00:00Z"),
            Instant.parse("2026-04-22T20:00:00Z"),
            Instant.parse("2026-10-28T20:00:00Z"),
            Instant.parse("2006-10-27T20:00:00Z"),
            Instant.parse("2006-03-31T20:00:00Z"));

    private static final int PINS = 12;
    private static final int AUDIENCES = 2;
    private static final int ROUNDS = 8;
    private static final int CROWD = 4_500;

    @Seeded(runs = 12)
    void pinnedEqualsAskedEqualsBatchEqualsTheOracleAsEventsComeAndTimePasses(
            SplittableRandom random, @TempDir Path folder) throws IOException {
        Instant begin = BEGINS.get(random.nextInt(BEGINS.size()));
        SettableClock clock = new SettableClock(begin);
        RandomShop shop = new RandomShop(random.split(), true);
        RandomQuestions questions = new RandomQuestions(random.split(), begin.toEpochMilli());
        RandomLookups lookups = new RandomLookups(random.split());
        Map<String, Question> pinned = new LinkedHashMap<>();
        List<Admitted> admitted = new ArrayList<>();
        Map<String, ToldTable> tables = new LinkedHashMap<>();
        SortedMap<Long, Long> keptFrom = new TreeMap<>();
        EngineConfig config = EngineConfig.DEFAULTS
                .withMemoryBytesMax(random.nextBoolean() ? random.nextInt(1, 600_000) : Long.MAX_VALUE)
                .withSnapshotEventsMin(random.nextBoolean() ? 1 : Long.MAX_VALUE);
        Running running = Running.on(folder, clock, random.nextLong(), config);
        try {
            if (random.nextBoolean()) {
                for (ToldTable table : lookups.all()) {
                    lookUp(running, table, tables);
                    questions.lookUp(table.paths());
                }
            }
            if (random.nextInt(10) == 0) {
                admitted.addAll(
                        running.append(shop.crowd(CROWD, clock.millis())).join());
            }
            for (int i = 0; i < AUDIENCES; i++) {
                AudienceQuestion audience = questions.audience();
                running.pin("audience" + i, audience);
                pinned.put("audience" + i, audience);
                questions.refer("audience" + i, audience);
            }
            for (int round = 0; round < ROUNDS; round++) {
                if (random.nextInt(5) == 0) {
                    running.close();
                    if (random.nextBoolean()) {
                        Running.seal(folder, clock);
                    }
                    clock.pass(random.nextBoolean() ? Duration.ZERO : jump(random));
                    running = Running.on(folder, clock, random.nextLong(), config);
                }
                for (int i = 0; i < PINS / 4; i++) {
                    // A name that is taken gets another question.
                    String name = "q" + random.nextInt(PINS);
                    pinned.put(name, pinnable(questions));
                    running.pin(name, pinned.get(name));
                }
                if (!tables.isEmpty() && random.nextInt(3) == 0) {
                    lookUp(running, lookups.next(), tables);
                }
                feed(running, shop, random, clock.millis(), admitted);
                if (random.nextInt(6) == 0) {
                    long from = Math.max(
                            running.engine().historyFrom(),
                            clock.millis() - random.nextLong(Duration.ofDays(3).toMillis()));
                    keptFrom.put(running.keepFrom(from), from);
                    feed(running, shop, random, clock.millis(), admitted);
                }
                running.pass(jump(random));
                Reckoning reckoning = new Reckoning(running, folder, new Oracle(admitted, tables.values(), keptFrom));
                pinned.forEach(reckoning::checkPinned);
                for (Question question : pinned.values()) {
                    reckoning.checkAsked(
                            question,
                            running.second()
                                    - random.nextLong(Duration.ofDays(2).toSeconds()));
                }
                reckoning.checkAsked(questions.next(), running.second());
                reckoning.checkBatch(
                        questions.next(),
                        running.second() - random.nextLong(Duration.ofDays(2).toSeconds()));
            }
        } finally {
            running.close();
        }
    }

    /** One moment of an engine, set beside the batch host and the oracle. */
    private record Reckoning(Running running, Path folder, Oracle oracle) {
        void checkPinned(String name, Question question) {
            long second = running.second();
            String expected = expected(question, second);
            assertThat(asked(running, question, second))
                    .as(words("asked", question, second))
                    .isEqualTo(expected);
            PinnedQuestion pin = running.engine().pinned(name).orElseThrow();
            Throwable refusal = pin.refusal();
            Answer answer = pin.answer();
            assertThat(refusal != null ? code(refusal) : answer == null ? "nothing" : told(answer))
                    .as(words("pinned", question, second))
                    .isEqualTo(expected);
        }

        void checkAsked(Question question, long second) {
            assertThat(asked(running, question, second))
                    .as(words("asked", question, second))
                    .isEqualTo(expected(question, second));
        }

        void checkBatch(Question question, long second) {
            assertThat(batch(question, second))
                    .as(words("batch", question, second))
                    .isEqualTo(expected(question, second));
        }

        private String batch(Question question, long second) {
            try {
                return told(new Batch(EngineConfig.DEFAULTS, LookupFolder.of(folder), () -> 0)
                        .answer(question, folder, second, second));
            } catch (InvalidQuestionException e) {
                return code(e);
            }
        }

        private String expected(Question question, long second) {
            try {
                Answered answered = oracle.answer(question, second);
                return told(
                        answered.period(), answered.ignored(), answered.robots(), answered.table(), answered.aside());
            } catch (InvalidQuestionException e) {
                return code(e);
            }
        }

        private static String words(String how, Question question, long second) {
            return how + " at " + Instant.ofEpochSecond(second) + ": " + QuestionJson.write(question);
        }
    }

    @Seeded(runs = 6)
    void neitherTheOrderOfArrivalNorBatchesNorSecondDeliveriesChangeAnAnswer(
            SplittableRandom random, @TempDir Path folder) {
        Instant begin = BEGINS.get(random.nextInt(BEGINS.size()));
        RandomShop shop = new RandomShop(random.split(), false);
        RandomQuestions questions = new RandomQuestions(random.split(), begin.toEpochMilli());
        List<Event> events = shop.arrive(300, begin.toEpochMilli());
        List<Event> doubled = new ArrayList<>(events);
        doubled.addAll(events);
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(pinnable(questions));
        }
        List<String> inOrder = answers(folder.resolve("in order"), begin, events, 500, asked, random);
        assertThat(answers(folder.resolve("shuffled"), begin, shuffled(events, random), 1, asked, random))
                .isEqualTo(inOrder);
        assertThat(answers(folder.resolve("doubled"), begin, doubled, 7, asked, random))
                .isEqualTo(inOrder);
    }

    private static List<String> answers(
            Path folder,
            Instant begin,
            List<Event> events,
            int batch,
            List<Question> questions,
            SplittableRandom random) {
        SettableClock clock = new SettableClock(begin);
        List<String> answers = new ArrayList<>();
        try (Running running = Running.on(folder, clock, random.nextLong())) {
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int from = 0; from < events.size(); from += batch) {
                last = running.append(events.subList(from, Math.min(events.size(), from + batch)));
            }
            last.join();
            running.pass(Duration.ofDays(1));
            for (Question question : questions) {
                answers.add(QuestionJson.write(question) + " " + asked(running, question, running.second()));
            }
        }
        return answers;
    }

    /** In random order, but for events of one millisecond, which keep theirs. */
    private static List<Event> shuffled(List<Event> events, SplittableRandom random) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        Map<Long, List<Event>> byTime = new HashMap<>();
        events.forEach(event -> byTime.computeIfAbsent(event.timestamp(), ignored -> new ArrayList<>())
                .add(event));
        shuffled.replaceAll(
                event -> byTime.getOrDefault(event.timestamp(), List.of()).removeFirst());
        return shuffled;
    }

    private static void lookUp(Running running, ToldTable table, Map<String, ToldTable> tables) {
        ToldLookups.lookUp(running.engine(), table);
        tables.put(table.name(), table);
    }

    private static void feed(
            Running running, RandomShop shop, SplittableRandom random, long now, List<Admitted> admitted) {
        List<CompletableFuture<List<Admitted>>> batches = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            batches.add(running.append(shop.arrive(random.nextInt(1, 40), now)));
        }
        batches.forEach(batch -> admitted.addAll(batch.join()));
    }

    private static String asked(Running running, Question question, long second) {
        return running.engine()
                .ask(question, OptionalLong.of(second))
                .handle((answer, failure) -> answer == null ? code(failure) : told(answer))
                .join();
    }

    private static String told(Answer answer) {
        return told(answer.period(), answer.ignored(), answer.robots(), answer.table(), told(answer.aside()));
    }

    private static String told(Aside aside) {
        return aside.equals(Aside.NONE)
                ? ""
                : aside.excluded() + " "
                        + aside.figures().values().stream()
                                .map(table -> new String(AnswerJson.row(table, 0), StandardCharsets.UTF_8)
                                        .replace("\"", "")
                                        .replace(":", "=")
                                        .replace(",", ", "))
                                .collect(Collectors.joining(" "));
    }

    private static String told(Range period, long ignored, long robots, Table table, String aside) {
        return period + ", ignored " + ignored + ", robots " + robots + ": "
                + new String(AnswerJson.rows(table), StandardCharsets.UTF_8) + aside;
    }

    private static String code(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof InvalidQuestionException invalid ? invalid.code() : String.valueOf(cause);
    }

    private static Duration jump(SplittableRandom random) {
        long millis = Running.JUMP_MIN.toMillis();
        return Duration.ofMillis(
                switch (random.nextInt(5)) {
                    case 0 -> millis;
                    case 1, 2 -> millis + random.nextLong(Duration.ofMinutes(10).toMillis());
                    case 3 -> millis + random.nextLong(Duration.ofHours(3).toMillis());
                    default -> millis + random.nextLong(Duration.ofHours(30).toMillis());
                });
    }

    private static Question pinnable(RandomQuestions questions) {
        while (true) {
            Question question = questions.next();
            try {
                question.requirePinnable();
                return question;
            } catch (InvalidQuestionException ignored) {
                // The next one may do.
            }
        }
    }
}
