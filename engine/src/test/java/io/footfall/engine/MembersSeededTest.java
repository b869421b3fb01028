package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.IdentityKey;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.RowKey;
import io.footfall.question.Table;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.question.experiment.ExperimentQuestion;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.lifecycle.LifecycleQuestion;
import io.footfall.question.paths.PathsQuestion;
import io.footfall.question.retention.RetentionQuestion;
import io.footfall.question.retention.Starting;
import io.footfall.question.sessions.SessionsQuestion;
import io.footfall.question.stickiness.StickinessQuestion;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.SeriesQuestion;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.testkit.Admitted;
import io.footfall.testkit.RandomLookups;
import io.footfall.testkit.RandomQuestions;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.ToldTable;
import io.footfall.testkit.oracle.Oracle;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Each number's members count to it, and are those whom the naive oracle counts. */
class MembersSeededTest {
    private static final Instant BEGIN = Instant.parse("2026-03-27T20:00:00Z");
    private static final int QUESTIONS = 60;
    private static final int QUESTIONS_IN_FILES = 10;
    private static final int ROWS_A_QUESTION = 8;
    private static final List<String> STANDINGS = List.of("new", "returning", "resurrecting", "dormant");

    @Seeded(runs = 8)
    void theMembersOfARowAreThoseWhomItCounts(SplittableRandom random, @TempDir Path folder) {
        SettableClock clock = new SettableClock(BEGIN);
        RandomShop shop = new RandomShop(random.split(), true);
        RandomQuestions questions = new RandomQuestions(random.split(), BEGIN.toEpochMilli());
        List<ToldTable> tables = new RandomLookups(random.split()).all();
        tables.forEach(table -> questions.lookUp(table.paths()));
        // Where as little as can be is in memory, they are looked for in files and log.
        boolean isLittle = random.nextInt(3) == 0;
        EngineConfig config = EngineConfig.DEFAULTS.withMemoryBytesMax(isLittle ? 1 : Long.MAX_VALUE);
        try (Running running = Running.on(folder, clock, random.nextLong(), config)) {
            tables.forEach(table -> ToldLookups.lookUp(running.engine(), table));
            List<Admitted> admitted =
                    running.append(shop.arrive(200, clock.millis())).join();
            running.pass(Duration.ofHours(3));
            Oracle oracle = new Oracle(admitted, tables);
            for (int i = 0; i < (isLittle ? QUESTIONS_IN_FILES : QUESTIONS); i++) {
                Question question = questions.next();
                if (!(question instanceof SeriesQuestion)) {
                    check(running, oracle, question, random);
                }
            }
        }
    }

    private static void check(Running running, Oracle oracle, Question question, SplittableRandom random) {
        long second = running.second() - random.nextLong(Duration.ofHours(20).toSeconds());
        Table table;
        try {
            table = running.engine()
                    .ask(question, OptionalLong.of(second))
                    .join()
                    .table();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(InvalidQuestionException.class);
            return;
        }
        List<Set<String>> expected = oracle.members(question, second);
        int numbers = numbers(question);
        assertThat(expected).hasSize(table.rows().size() * numbers);
        for (int i = 0; i < ROWS_A_QUESTION && !expected.isEmpty(); i++) {
            int row = random.nextInt(expected.size());
            int other = random.nextInt(expected.size());
            if (isOfOtherNodes(question, table, row / numbers)
                    || isOfOtherNodes(question, table, other / numbers)
                    || addsUpCohorts(question, table, row / numbers)
                    || addsUpCohorts(question, table, other / numbers)) {
                continue;
            }
            Set<String> members =
                    members(running, question, second, key("row", question, table, row), Optional.empty(), random);
            assertThat(members).as("row %d of %s", row, question).isEqualTo(expected.get(row));
            counted(question, table, row / numbers)
                    .ifPresent(number -> assertThat((long) members.size()).isEqualTo(number));
            Set<String> rest = new HashSet<>(expected.get(row));
            rest.removeAll(expected.get(other));
            assertThat(members(
                            running,
                            question,
                            second,
                            key("row", question, table, row),
                            Optional.of(key("not", question, table, other)),
                            random))
                    .as("row %d of %s but not row %d", row, question, other)
                    .isEqualTo(rest);
        }
    }

    /** How many numbers of customers a row has. */
    private static int numbers(Question question) {
        return switch (question) {
            case LifecycleQuestion ignored -> STANDINGS.size();
            case AudienceQuestion ignored -> 3;
            default -> 1;
        };
    }

    /** Whether a row of paths counts no customers, since some of its nodes are together. */
    private static boolean isOfOtherNodes(Question question, Table table, int row) {
        return question instanceof PathsQuestion && table.rows().get(row)[table.keys()] == null;
    }

    /** Whether a row adds up cohorts, in which a customer may be counted more than once. */
    private static boolean addsUpCohorts(Question question, Table table, int row) {
        return question instanceof RetentionQuestion retention
                && retention.starting() == Starting.EVERY
                && "all".equals(table.rows().get(row)[0]);
    }

    /** The row's number of customers, if it says one. */
    private static OptionalLong counted(Question question, Table table, int row) {
        @Nullable Object[] cells = table.rows().get(row);
        return switch (question) {
            case FunnelQuestion funnel
            when funnel.count() == FunnelQuestion.Count.CUSTOMERS ->
                OptionalLong.of(number(cells[table.fields().indexOf("customers")]));
            case PathsQuestion ignored ->
                OptionalLong.of(number(cells[table.fields().indexOf("customers")]));
            case SessionsQuestion ignored ->
                OptionalLong.of(number(cells[table.fields().indexOf("customers")]));
            case ExperimentQuestion ignored ->
                OptionalLong.of(number(cells[table.fields().indexOf("customers")]));
            case StickinessQuestion ignored ->
                OptionalLong.of(number(cells[table.fields().indexOf("customers")]));
            case RetentionQuestion ignored ->
                OptionalLong.of(number(cells[table.fields().indexOf("customers")]));
            case TrendQuestion trend
            when trend.measure() == Measure.CUSTOMERS ->
                OptionalLong.of(number(cells[table.fields().indexOf("value")]));
            default -> OptionalLong.empty();
        };
    }

    private static long number(@Nullable Object cell) {
        return cell instanceof Long number ? number : -1;
    }

    /** All pages together, each of which goes on where the last one ended. */
    private static Set<String> members(
            Running running,
            Question question,
            long second,
            RowKey row,
            Optional<RowKey> not,
            SplittableRandom random) {
        List<IdentityKey> all = new ArrayList<>();
        Optional<IdentityKey> after = Optional.empty();
        while (true) {
            int limit = random.nextInt(1, 6);
            Members page = running.engine()
                    .members(new MembersAsked(question, row, not, OptionalLong.of(second), after, limit))
                    .join();
            all.addAll(page.customers());
            assertThat(page.asOf().second()).isEqualTo(second);
            if (!page.hasMore()) {
                break;
            }
            assertThat(page.customers()).hasSize(limit);
            after = Optional.of(page.customers().getLast());
        }
        assertThat(all).isSortedAccordingTo(Members.ORDER).doesNotHaveDuplicates();
        Set<String> names = new HashSet<>();
        all.forEach(each -> names.add((each.isUser() ? "user " : "anonymous ") + each.id()));
        return names;
    }

    /** The key of a number, counted along the rows. */
    static RowKey key(String place, Question question, Table table, int number) {
        int numbers = numbers(question);
        int row = number / numbers;
        Map<String, Value> fields = new HashMap<>();
        for (int i = 0; i < table.keys(); i++) {
            @Nullable Object cell = table.rows().get(row)[i];
            if (cell != null) {
                fields.put(table.fields().get(i), value(cell));
            }
        }
        if (question instanceof AudienceQuestion && number > 0) {
            fields.put("standing", new Value.Text(number == 1 ? "entered24h" : "left24h"));
        }
        if (question instanceof LifecycleQuestion) {
            fields.put("standing", new Value.Text(STANDINGS.get(number % STANDINGS.size())));
        }
        return new RowKey(place, fields);
    }

    private static Value value(Object cell) {
        return switch (cell) {
            case String text -> new Value.Text(text);
            case Long whole -> new Value.Number(BigDecimal.valueOf(whole));
            case BigDecimal decimal -> new Value.Number(decimal);
            case Boolean bool -> new Value.Bool(bool);
            case List<?> texts ->
                new Value.Array(texts.stream()
                        .<Value>map(text -> new Value.Text(String.valueOf(text)))
                        .toList());
            default -> throw new IllegalArgumentException("no row is named by " + cell);
        };
    }
}
