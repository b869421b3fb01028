package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.testkit.Admitted;
import io.footfall.testkit.RandomQuestions;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.oracle.Oracle;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.QuestionJson;
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
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;

/** Pinned = asked = the naive oracle, whatever comes in whatever order, and however time passes. */
class EngineSeededTest {
    /** Days before the nights on which European and American clocks are changed. */
    private static final List<Instant> BEGINS = List.of(
            Instant.parse("2026-03-06T20:00:00Z"),
            Instant.parse("2026-03-27T20:00:00Z"),
            Instant.parse("2026-05-30T05:00:00Z"),
            Instant.parse("2026-10-23T20:00:00Z"),
            Instant.parse("2026-10-30T20:00:00Z"));

    private static final int PINS = 12;

    @Seeded(runs = 12)
    void pinnedEqualsAskedEqualsTheOracleAsEventsComeAndTimePasses(SplittableRandom random, @TempDir Path folder) {
        Instant begin = BEGINS.get(random.nextInt(BEGINS.size()));
        SettableClock clock = new SettableClock(begin);
        RandomShop shop = new RandomShop(random.split(), true);
        RandomQuestions questions = new RandomQuestions(random.split(), begin.toEpochMilli());
        Map<String, Question> pinned = new LinkedHashMap<>();
        List<Admitted> admitted = new ArrayList<>();
        try (Running running = Running.on(folder, clock, random.nextLong())) {
            for (int round = 0; round < 8; round++) {
                for (int i = 0; i < PINS / 4 && pinned.size() < PINS; i++) {
                    Question question = pinnable(questions);
                    String name = "q" + pinned.size();
                    pinned.put(name, question);
                    running.pin(name, question);
                }
                feed(running, shop, random, clock.millis(), admitted);
                running.pass(jump(random));
                check(running, pinned, admitted, random);
            }
        }
        try (Running again = Running.on(folder, clock, random.nextLong())) {
            again.pass(jump(random));
            check(again, pinned, admitted, random);
            feed(again, shop, random, clock.millis(), admitted);
            again.pass(jump(random));
            check(again, pinned, admitted, random);
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
            questions.forEach(question -> answers.add(QuestionJson.write(question) + running.asked(question)));
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

    private static void feed(
            Running running, RandomShop shop, SplittableRandom random, long now, List<Admitted> admitted) {
        List<CompletableFuture<List<Admitted>>> batches = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            batches.add(running.append(shop.arrive(random.nextInt(1, 40), now)));
        }
        batches.forEach(batch -> admitted.addAll(batch.join()));
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

    private static void check(
            Running running, Map<String, Question> pinned, List<Admitted> admitted, SplittableRandom random) {
        Oracle oracle = new Oracle(admitted);
        long second = running.second();
        pinned.forEach((name, question) -> {
            String expected = expected(oracle, question, second);
            PinnedQuestion pin = running.engine().pinned(name).orElseThrow();
            assertThat(running.asked(question))
                    .as("asked %s at %s", question, Instant.ofEpochSecond(second))
                    .isEqualTo(expected);
            Answer answer = pin.answer();
            assertThat(answer == null ? String.valueOf(pin.refusal()) : Running.rows(answer))
                    .as("pinned %s at %s", question, Instant.ofEpochSecond(second))
                    .isEqualTo(expected);
            long earlier = second - random.nextLong(Duration.ofDays(2).toSeconds());
            assertThat(running.asked(question, earlier))
                    .as("asked %s at %s", question, Instant.ofEpochSecond(earlier))
                    .isEqualTo(expected(oracle, question, earlier));
        });
    }

    private static String expected(Oracle oracle, Question question, long second) {
        return new String(AnswerJson.rows(oracle.answer(question, second)), StandardCharsets.UTF_8);
    }
}
