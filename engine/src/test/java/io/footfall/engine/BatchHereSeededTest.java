package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.ByteSource;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.History;
import io.footfall.history.files.Manifest;
import io.footfall.history.sql.Lease;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.testkit.RandomQuestions;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read of files as it lies there, customer by customer and only as far as a question reads it, gives the answer that all gives in
 * the order in which it came.
 */
class BatchHereSeededTest {
    private static final Instant BEGIN = Instant.parse("2026-03-27T20:00:00Z");
    private static final int QUESTIONS = 10;
    private static final int CROWD = 4_500;

    @Seeded(runs = 4)
    void whatIsReadAsItLiesAnswersAsWhatIsReadInOrder(SplittableRandom random, @TempDir Path folder)
            throws IOException {
        SettableClock clock = new SettableClock(BEGIN);
        RandomShop shop = new RandomShop(random.split(), true);
        int files = random.nextInt(1, 6);
        for (int file = 0; file <= files; file++) {
            try (Running running = Running.on(folder, clock, random.nextLong())) {
                if (random.nextInt(6) == 0) {
                    running.append(shop.crowd(CROWD, clock.millis())).join();
                }
                running.append(shop.arrive(random.nextInt(1, 200), clock.millis()))
                        .join();
                if (random.nextInt(4) == 0) {
                    running.keepFrom(
                            clock.millis() - random.nextLong(Duration.ofDays(4).toMillis()));
                }
                running.pass(Duration.ofHours(random.nextInt(1, 30)));
            }
            // The last lies in the log.
            if (file < files) {
                Running.seal(folder, clock);
            }
        }
        RandomQuestions questions = new RandomQuestions(random.split(), BEGIN.toEpochMilli());
        Lease lease;
        try (AllEvents all = AllEvents.open(folder)) {
            lease = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(folder), () -> 0)
                    .lease(all, clock.millis() / 1000, 1);
        }
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = questions.next();
            long second =
                    clock.millis() / 1000 - random.nextLong(Duration.ofDays(3).toSeconds());
            String inOrder = inOrder(folder, question, second);
            assertThat(asItLies(folder, lease, question, second, random))
                    .as(() -> QuestionJson.write(question))
                    .isEqualTo(inOrder);
            assertThat(batch(folder, question, second))
                    .as(() -> QuestionJson.write(question))
                    .isEqualTo(inOrder);
        }
    }

    private static String inOrder(Path folder, Question question, long second) {
        try (AllEvents all = AllEvents.open(folder);
                BatchTimelines timelines = BatchTimelines.withMessageIds(
                        EngineConfig.DEFAULTS, LookupFolder.of(folder), () -> 0, second)) {
            timelines.takeAll(all);
            return told(timelines.answer(question, second));
        } catch (InvalidQuestionException e) {
            return e.code();
        }
    }

    private static String batch(Path folder, Question question, long second) {
        try {
            return told(new Batch(EngineConfig.DEFAULTS, LookupFolder.of(folder), () -> 0)
                    .answer(question, folder, second, second));
        } catch (InvalidQuestionException e) {
            return e.code();
        }
    }

    private static String asItLies(Path folder, Lease lease, Question question, long second, SplittableRandom random)
            throws IOException {
        Path manifest = folder.resolve(History.FOLDER).resolve("manifest");
        FilesOrder order = new FilesOrder(
                folder,
                Manifest.read("manifest", Files.readAllBytes(manifest)).orElseThrow(),
                lease.sequence(),
                second,
                lease.fromMillis(),
                lease.dropped(),
                List.of(),
                Map.of(),
                QuestionJson.write(question),
                EngineConfig.DEFAULTS.passiveEvents(),
                random.nextInt(1, 3),
                new Wish.AnswerTo());
        try {
            ByteSource said = new ByteSource(new BatchHere(() -> 0, random.nextLong()).answer(order));
            assertThat(said.getVarint()).as("events").isPositive();
            return told(FilesAnswer.read(question, said));
        } catch (InvalidQuestionException e) {
            return e.code();
        }
    }

    private static String told(Answer answer) {
        return answer.period() + " as of " + answer.asOf() + ", event time " + answer.eventTime() + ", ignored "
                + answer.ignored() + ", robots " + answer.robots() + ", excluded "
                + answer.aside().excluded() + ": " + Running.rows(answer);
    }
}
