package io.footfall.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.history.sql.SqlConfig;
import io.footfall.history.sql.SqlDesk;
import io.footfall.history.sql.SqlFormat;
import io.footfall.history.sql.SqlResult;
import io.footfall.question.Intervals;
import io.footfall.question.Question;
import io.footfall.question.Table;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of question is what a statement over the sealed files and the newest events says, for random timelines. */
final class SqlSaysTheSameIT {
    private static final Instant BEGIN = Instant.parse("2026-03-06T20:00:00Z");
    private static final int ROUNDS = 14;
    private static final int EVENTS = 25;
    private static final int SEAL_AT = 9;

    @Seeded(runs = 2)
    void answersAreWhatStatementsSay(SplittableRandom random, @TempDir Path folder) throws Exception {
        SettableClock clock = new SettableClock(BEGIN);
        RandomShop shop = new RandomShop(random.split(), true);
        Running running = Running.on(folder, clock, random.nextLong());
        try (SqlDesk desk = new SqlDesk(SqlConfig.DEFAULTS, folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                if (round == SEAL_AT) {
                    running.close();
                    Running.seal(folder, clock);
                    running = Running.on(folder, clock, random.nextLong());
                }
                running.append(shop.arrive(EVENTS, clock.millis())).join();
                running.pass(Duration.ofMinutes(1 + random.nextLong(1_000)));
            }
            for (Same same : Same.read()) {
                List<String> said = said(running, desk, same);
                assertThat(answered(running, same))
                        .as(same.name() + " at " + running.second())
                        .isEqualTo(said);
            }
        } finally {
            running.close();
        }
    }

    private static List<String> answered(Running running, Same same) {
        Table table = running.engine()
                .ask(same.question(), OptionalLong.of(running.second()))
                .join()
                .table();
        int[] cells = same.fields().stream().mapToInt(table.fields()::indexOf).toArray();
        return some(table.rows().stream()
                .map(row -> Arrays.stream(cells).mapToObj(cell -> row[cell]).toList()));
    }

    private static List<String> said(Running running, SqlDesk desk, Same same) {
        String now = Instant.ofEpochSecond(running.second()).toString().replace("Z", "");
        try (HeldLease held = running.engine().lease().join()) {
            SqlResult result = desk.run(
                            same.statement().replace("$now", "'" + now + "'::timestamp"), held.lease(), SqlFormat.CSV)
                    .join();
            assertThat(result).as(same.statement()).isInstanceOf(SqlResult.Rows.class);
            return some(new String(((SqlResult.Rows) result).body(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.asList((Object[]) line.split(",", -1))));
        }
    }

    /** The rows whose last cell is something, and not those of all cohorts together: statements have neither. */
    private static List<String> some(Stream<? extends List<? extends @Nullable Object>> rows) {
        return rows.map(row -> row.stream().map(SqlSaysTheSameIT::plain).toList())
                .filter(row -> !List.of("", "0").contains(row.getLast()))
                .filter(row -> !row.contains(Intervals.ALL_COHORTS))
                .map(row -> String.join(" | ", row))
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** A cell as both write it: numbers by their value, days without their midnight. */
    private static String plain(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        String text = cell.toString().replace("T00:00:00Z", "");
        try {
            BigDecimal number = new BigDecimal(text);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException notOne) {
            return text;
        }
    }

    /**
     * A question and the statement that says the same.
     *
     * @param name what is asked, in words
     * @param question with its period
     * @param fields of its rows that are compared, the last of which is a number
     * @param statement gives rows of these; {@code $now} is the instant of the answer
     */
    private record Same(String name, Question question, List<String> fields, String statement) {
        private static final Pattern PARTS = Pattern.compile("^# ", Pattern.MULTILINE);
        private static final String PERIOD = ", \"period\": {\"from\": \"2026-03-01\", \"to\": \"2026-04-01\"}";
        private static final String ROBOTS = ", \"robots\": \"include\"}";

        static List<Same> read() throws IOException {
            Map<String, String> texts = new LinkedHashMap<>();
            List<Same> all = new ArrayList<>();
            for (String part : PARTS.splitAsStream(text()).skip(1).toList()) {
                int end = part.indexOf('\n');
                String name = part.substring(0, end);
                String rest = part.substring(end + 1).strip();
                for (Map.Entry<String, String> each : texts.entrySet()) {
                    rest = rest.replace(each.getKey(), each.getValue());
                }
                if (name.startsWith("$")) {
                    texts.put(name, rest);
                } else {
                    all.add(of(name, rest));
                }
            }
            return all;
        }

        private static Same of(String name, String rest) {
            int equals = rest.indexOf("\n= ");
            int statement = rest.indexOf('\n', equals + 1);
            String json =
                    rest.substring(0, equals - 1) + (rest.startsWith("{\"kind\": \"audience\"") ? "" : PERIOD) + ROBOTS;
            return new Same(
                    name,
                    QuestionJson.read(json.getBytes(UTF_8)),
                    Pattern.compile(" ")
                            .splitAsStream(rest.substring(equals + 3, statement))
                            .toList(),
                    rest.substring(statement + 1));
        }

        private static String text() throws IOException {
            try (InputStream in = Objects.requireNonNull(Same.class.getResourceAsStream("sql-says-the-same.txt"))) {
                return new String(in.readAllBytes(), UTF_8);
            }
        }
    }
}
