package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.testkit.RandomQuestions;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** An engine that starts from a snapshot says what one says that reads all files and all of the log, whatever became of the folder. */
class RestartSeededTest {
    private static final Instant BEGIN = Instant.parse("2026-05-30T05:00:00Z");
    private static final EngineConfig CONFIG = EngineConfig.DEFAULTS.withSnapshotEventsMin(1);
    private static final int QUESTIONS = 12;

    @Seeded(runs = 2)
    void aStartFromASnapshotIsAStartFromAll(SplittableRandom random, @TempDir Path folder) throws IOException {
        SettableClock clock = new SettableClock(BEGIN);
        RandomShop shop = new RandomShop(random.split(), true);
        Path data = folder.resolve("data");
        Path older = folder.resolve("older");
        List<Event> sent = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            if (random.nextBoolean()) {
                Running.seal(data, clock);
            }
            try (Running running = Running.on(data, clock, random.nextLong(), CONFIG)) {
                feed(running, shop.arrive(random.nextInt(1, 300), clock.millis()), sent);
                clock.pass(Duration.ofMinutes(random.nextInt(200)));
                keepLess(running, clock, random);
                feed(running, again(sent, random), sent);
                if (life == 1) {
                    // As a kill leaves it: no snapshot of this life, and the one of the life before.
                    copy(data, older);
                }
            }
        }
        Path whole = random.nextInt(3) == 0 ? older : data;
        copy(whole, folder.resolve("a"));
        copy(whole, folder.resolve("b"));
        Files.delete(folder.resolve("b").resolve(Snapshots.FILE));
        // As a kill leaves it while a snapshot is written.
        Files.write(folder.resolve("a").resolve(Snapshots.UNFINISHED), new byte[random.nextInt(2_000)]);
        requireAlike(folder.resolve("a"), folder.resolve("b"), clock, shop, sent, random, true);
    }

    @Seeded(runs = 6)
    void whateverIsDamagedAStartFromASnapshotIsAStartFromAll(SplittableRandom random, @TempDir Path folder)
            throws IOException {
        SettableClock clock = new SettableClock(BEGIN);
        RandomShop shop = new RandomShop(random.split(), true);
        Path data = folder.resolve("a");
        List<Event> sent = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            try (Running running = Running.on(data, clock, random.nextLong(), CONFIG)) {
                feed(running, shop.arrive(random.nextInt(1, 200), clock.millis()), sent);
                keepLess(running, clock, random);
            }
            if (life < 2 && random.nextBoolean()) {
                Running.seal(data, clock);
            }
        }
        damage(data, random);
        copy(data, folder.resolve("b"));
        Files.deleteIfExists(folder.resolve("b").resolve(Snapshots.FILE));
        requireAlike(data, folder.resolve("b"), clock, shop, sent, random, false);
    }

    private static void keepLess(Running running, SettableClock clock, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            running.keepFrom(clock.millis() - random.nextLong(Duration.ofDays(3).toMillis()));
        }
    }

    private static void requireAlike(
            Path withSnapshot,
            Path without,
            SettableClock clock,
            RandomShop shop,
            List<Event> sent,
            SplittableRandom random,
            boolean isSound) {
        RandomQuestions questions = new RandomQuestions(random.split(), clock.millis());
        List<Question> asked = Stream.generate(questions::next).limit(QUESTIONS).toList();
        try (Running one = Running.on(withSnapshot, clock, random.nextLong(), CONFIG);
                Running other = Running.on(without, clock, random.nextLong(), CONFIG)) {
            if (isSound) {
                assertThat(withSnapshot.resolve(Snapshots.FILE)).exists();
            }
            assertThat(everything(one, asked)).isEqualTo(everything(other, asked));
            List<Event> more = shop.arrive(100, clock.millis());
            List<Event> known = again(sent, random);
            for (Running each : List.of(one, other)) {
                feed(each, known, new ArrayList<>());
                feed(each, more, new ArrayList<>());
            }
            assertThat(everything(one, asked)).isEqualTo(everything(other, asked));
            // What lay in the future comes to be.
            clock.pass(Duration.ofHours(30));
            Instant seen;
            do {
                seen = clock.instant();
                // Either may let a little more time pass until it is quiet, which the other must see too.
                one.pass(Duration.ZERO);
                other.pass(Duration.ZERO);
            } while (!clock.instant().equals(seen));
            assertThat(everything(one, asked)).isEqualTo(everything(other, asked));
        }
    }

    private static String everything(Running running, List<Question> questions) {
        String answers = questions.stream()
                .map(question -> QuestionJson.write(question) + " " + asked(running, question))
                .collect(Collectors.joining("\n"));
        EngineCounters counters = running.engine().counters();
        String newest = running.engine().newestEvents(50).stream()
                .map(event -> event.sequence() + event.event().messageId())
                .collect(Collectors.joining(" "));
        String damage = running.engine().damage().stream()
                .map(stretch -> stretch.kind() + " " + stretch.from() + " " + stretch.to())
                .sorted()
                .collect(Collectors.joining(", "));
        // A snapshot has the ids of events that are no longer kept, too.
        String ids = running.engine().historyFrom() == 0 ? counters.identities() + " ids, " : "";
        return counters.admitted() + " admitted, " + ids + counters.parked() + " parked, " + counters.sequence() + "\n"
                + newest + "\n" + damage + "\n" + answers;
    }

    private static String asked(Running running, Question question) {
        return running.engine()
                .ask(question, OptionalLong.of(running.second()))
                .handle((answer, failure) -> answer == null ? code(failure) : told(answer))
                .join();
    }

    private static String told(Answer answer) {
        return answer.period() + ", ignored " + answer.ignored() + ", robots " + answer.robots() + ": "
                + new String(AnswerJson.rows(answer.table()), StandardCharsets.UTF_8);
    }

    private static String code(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof InvalidQuestionException invalid ? invalid.code() : String.valueOf(cause);
    }

    private static void feed(Running running, List<Event> events, List<Event> sent) {
        int half = events.size() / 2;
        running.append(events.subList(0, half)).join();
        running.append(events.subList(half, events.size())).join();
        running.pass(Duration.ZERO);
        sent.addAll(events);
    }

    private static List<Event> again(List<Event> sent, SplittableRandom random) {
        return sent.stream().filter(event -> random.nextInt(5) == 0).toList();
    }

    /** Damages a file of the folder, of any kind. */
    private static void damage(Path data, SplittableRandom random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .sorted()
                    .toList();
        }
        Path file = random.nextInt(3) == 0 ? data.resolve(Snapshots.FILE) : files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0 || random.nextInt(6) == 0) {
            Files.delete(file);
            return;
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + random.nextInt(1, 400));
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(bytes, at, end, (byte) 0);
            case 2 -> {
                for (int i = at; i < end; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            default -> bytes = Arrays.copyOf(bytes, at);
        }
        Files.write(file, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
