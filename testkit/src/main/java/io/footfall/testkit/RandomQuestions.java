package io.footfall.testkit;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.Interval;
import io.footfall.question.Period;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Questions of every form about a {@link RandomShop}. */
public final class RandomQuestions {
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");
    private static final List<Long> LAST_SECONDS = List.of(45L, 3_600L, 5_400L, 86_400L, 172_800L, 259_200L);
    private static final List<Interval> INTERVALS =
            List.of(Interval.NONE, Interval.NONE, Interval.MINUTES_30, Interval.HOUR, Interval.DAY, Interval.WEEK);
    private static final List<Duration> WITHIN = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(20),
            Duration.ofDays(7));
    private static final List<String> PATHS = List.of(
            "properties.city",
            "properties.city",
            "properties.price",
            "properties.isGift",
            "properties.tags",
            "context.campaign.source",
            "event",
            "type",
            "source",
            "userId",
            "timestamp.hour",
            "timestamp.weekday",
            "traits.plan");
    private static final List<String> NAMES =
            List.of("Product Viewed", "Product Added", "Order Completed", "Email Sent", "Page Viewed", "Identify");

    private final SplittableRandom random;
    private final long begin;

    /** Questions about the days around {@code begin}, in milliseconds since 1970 UTC. */
    public RandomQuestions(SplittableRandom random, long begin) {
        this.random = random;
        this.begin = begin;
    }

    /** A question that may not be one that can be pinned. */
    public Question next() {
        return random.nextInt(5) < 2 ? funnel() : trend();
    }

    /** A funnel. */
    public FunnelQuestion funnel() {
        List<Selector> steps = new ArrayList<>();
        int count = random.nextInt(2, 5);
        for (int i = 0; i < count; i++) {
            steps.add(selector());
        }
        return new FunnelQuestion(
                scope(),
                steps,
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(WITHIN)),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown()));
    }

    /** A trend. */
    public TrendQuestion trend() {
        Measure measure = pick(List.of(Measure.values()));
        return new TrendQuestion(
                scope(),
                selector(),
                measure,
                ofProperty(measure),
                pick(INTERVALS),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown()));
    }

    private Scope scope() {
        Period period = period();
        Compare compare = random.nextBoolean() ? Compare.NONE : pick(List.of(Compare.values()));
        if (compare == Compare.PREVIOUS && period instanceof Period.All) {
            compare = Compare.DAY;
        }
        return new Scope(period, ZoneId.of(pick(ZONES)), random.nextInt(4) == 0 ? conditions() : List.of(), compare);
    }

    private Period period() {
        return switch (random.nextInt(6)) {
            case 0 -> new Period.All();
            case 1 -> {
                long from = begin + random.nextLong(Duration.ofDays(2).toMillis());
                yield new Period.Between(new Range(
                        from, from + 1 + random.nextLong(Duration.ofDays(2).toMillis())));
            }
            case 2, 3 -> new Period.Last(pick(LAST_SECONDS));
            default -> new Period.Calendar(pick(List.of(Period.Calendar.Unit.values())), random.nextInt(3) == 0);
        };
    }

    private Selector selector() {
        List<Condition> where = random.nextInt(4) == 0 ? conditions() : List.of();
        return switch (random.nextInt(4)) {
            case 0 -> new Selector(List.of(), where);
            case 1 -> {
                int first = random.nextInt(NAMES.size() - 1);
                yield new Selector(NAMES.subList(first, first + 2), where);
            }
            default -> new Selector(List.of(pick(NAMES)), where);
        };
    }

    private List<Condition> conditions() {
        Condition first = condition();
        return random.nextBoolean() ? List.of(first) : List.of(first, condition());
    }

    private Condition condition() {
        Condition.Op op = pick(List.of(Condition.Op.values()));
        return new Condition(
                pick(PATHS),
                op,
                switch (op) {
                    case EXISTS, NOT_EXISTS -> List.of();
                    case IN, NOT_IN -> List.of(operand(), operand());
                    case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> List.of(number());
                    case CONTAINS, STARTS_WITH -> List.of(new Value.Text(pick(List.of("c", "1", "Product", "u"))));
                    case EQUAL, NOT_EQUAL -> List.of(operand());
                });
    }

    private Value operand() {
        return switch (random.nextInt(6)) {
            case 0 -> number();
            case 1 -> new Value.Bool(random.nextBoolean());
            default -> new Value.Text(pick(List.of("c1", "c2", "t1", "s0", "p1", "web", "u2", "7", "Order Completed")));
        };
    }

    private Value number() {
        return new Value.Number(new BigDecimal(random.nextInt(30)).movePointLeft(random.nextInt(2)));
    }

    private @Nullable String ofProperty(Measure measure) {
        if (measure.needsProperty() || measure.takesProperty() && random.nextBoolean()) {
            return measure == Measure.DISTINCT ? pick(PATHS) : "properties.price";
        }
        return null;
    }

    private Breakdown breakdown() {
        return new Breakdown(pick(PATHS), random.nextInt(1, 5));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
