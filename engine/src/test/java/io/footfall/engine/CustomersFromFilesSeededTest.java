package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.IdentityKey;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Table;
import io.footfall.testkit.RandomQuestions;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import io.footfall.timeline.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** An engine that keeps as little in memory as it can says the same of customers as one that keeps all, and says where it read it. */
class CustomersFromFilesSeededTest {
    private static final Instant BEGIN = Instant.parse("2026-03-27T20:00:00Z");
    private static final TimelinePage.Place END = new TimelinePage.Place(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final EngineConfig LITTLE = EngineConfig.DEFAULTS.withMemoryBytesMax(1);
    private static final int FILES = 3;
    private static final int QUESTIONS = 6;
    private static final int LOOKS = 6;

    @Seeded(runs = 4)
    void whatIsSaidOfCustomersDoesNotDependOnWhatIsInMemory(SplittableRandom random, @TempDir Path folder)
            throws IOException {
        SettableClock clock = new SettableClock(BEGIN);
        RandomShop shop = new RandomShop(random.split(), true);
        Path ample = folder.resolve("ample");
        Path scarce = folder.resolve("scarce");
        List<Event> events = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            List<Event> came = shop.arrive(random.nextInt(20, 120), clock.millis());
            events.addAll(came);
            for (Path each : List.of(ample, scarce)) {
                try (Running running = Running.on(each, clock, random.nextLong())) {
                    running.append(came).join();
                    running.engine().after(1).join();
                }
                Running.seal(each, clock);
            }
        }
        List<Event> last = shop.arrive(random.nextInt(20, 120), clock.millis());
        try (Running all = Running.on(ample, clock, random.nextLong());
                Running few = Running.on(scarce, clock, random.nextLong(), LITTLE)) {
            all.append(last).join();
            few.append(last).join();
            events.addAll(last);
            all.pass(Duration.ofDays(1));
            few.pass(Running.JUMP_MIN);
            all.pass(Running.JUMP_MIN);
            Until.holds(
                    () -> few.engine().counters().leftOutPaths() > 1,
                    () -> few.engine().counters().leftOutPaths() + " paths are left out");
            long second = all.second() - 1;
            requireAlike(all.engine(), few.engine(), events, random);
            RandomQuestions questions = new RandomQuestions(random.split(), BEGIN.toEpochMilli());
            for (int i = 0; i < QUESTIONS; i++) {
                requireMembersAlike(all.engine(), few.engine(), questions.funnel(), second);
            }
        }
    }

    private static void requireAlike(Engine all, Engine few, List<Event> events, SplittableRandom random) {
        assertThat(told(few.customers("a", Optional.empty(), 7).join()))
                .isEqualTo(told(all.customers("a", Optional.empty(), 7).join()));
        boolean areTraitsOut =
                few.moment().view().vocabulary().leftOut().stream().anyMatch(path -> path.startsWith("traits."));
        for (int i = 0; i < LOOKS; i++) {
            IdentityKey id = events.get(random.nextInt(events.size())).identity();
            Optional<Profile> expected = all.profile(id).join();
            Optional<Profile> profile = few.profile(id).join();
            assertThat(profile.map(CustomersFromFilesSeededTest::told))
                    .isEqualTo(expected.map(CustomersFromFilesSeededTest::told));
            assertThat(profile.map(Profile::isFromFiles)).isEqualTo(expected.map(known -> areTraitsOut));
            TimelinePage page = few.timeline(id, END, 5).join().orElseThrow();
            assertThat(page.isFromFiles()).isTrue();
            assertThat(told(page))
                    .isEqualTo(told(all.timeline(id, END, 5).join().orElseThrow()));
        }
        IdentityKey nobody = IdentityKey.user("nobody at all");
        assertThat(few.profile(nobody).join()).isEmpty();
        assertThat(few.timeline(nobody, END, 5).join()).isEmpty();
    }

    /** Of the first row of an answer. */
    private static void requireMembersAlike(Engine all, Engine few, Question question, long second) {
        Table table = all.ask(question, OptionalLong.of(second)).join().table();
        if (table.rows().isEmpty()) {
            return;
        }
        MembersAsked asked = new MembersAsked(
                question,
                MembersSeededTest.key("row", question, table, 0),
                Optional.empty(),
                OptionalLong.of(second),
                Optional.empty(),
                10);
        assertThat(told(few.members(asked))).isEqualTo(told(all.members(asked)));
        assertThat(few.members(asked).join().isFromFiles())
                .isEqualTo(!Asking.isComplete(question, few.moment().view()));
    }

    private static String told(CompletableFuture<Members> members) {
        return members.handle((found, failure) -> found == null
                        ? code(failure)
                        : found.customers() + " " + found.hasMore() + " "
                                + found.asOf().second())
                .join();
    }

    private static String code(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof InvalidQuestionException invalid ? invalid.code() : String.valueOf(cause);
    }

    private static String told(FoundCustomers found) {
        return found.customers() + " " + found.hasMore();
    }

    private static String told(Profile profile) {
        return List.of(
                        profile.customer(),
                        profile.firstSeen(),
                        profile.lastSeen(),
                        profile.events(),
                        profile.sessions(),
                        profile.orders(),
                        profile.revenue(),
                        profile.traits(),
                        profile.sources(),
                        profile.identities())
                .toString();
    }

    private static String told(TimelinePage page) {
        return page.customer() + " " + page.hasMore() + " "
                + page.events().stream()
                        .map(entry -> {
                            Map<String, Value> values = new TreeMap<>();
                            entry.values().forEach(value -> values.put(value.path(), value.value()));
                            return entry.event() + " " + entry.type() + " " + entry.timestamp() + " "
                                    + entry.receivedAt() + " " + entry.sequence() + " " + values;
                        })
                        .collect(Collectors.joining("\n"));
    }
}
