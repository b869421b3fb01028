package io.footfall.testkit;

import io.footfall.question.Attribution;
import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.Interval;
import io.footfall.question.Of;
import io.footfall.question.Paths;
import io.footfall.question.Period;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.question.audience.Requirement;
import io.footfall.question.experiment.ExperimentQuestion;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.lifecycle.LifecycleQuestion;
import io.footfall.question.paths.PathsQuestion;
import io.footfall.question.retention.Basis;
import io.footfall.question.retention.Mode;
import io.footfall.question.retention.RetentionQuestion;
import io.footfall.question.retention.Starting;
import io.footfall.question.sessions.SessionsQuestion;
import io.footfall.question.stickiness.StickinessQuestion;
import io.footfall.question.trend.Formula;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.SeriesQuestion;
import io.footfall.question.trend.TrailingQuestion;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.timeline.Robots;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions of every form about a {@link RandomShop}. */
public final class RandomQuestions {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kathmandu",
            // Clocks change by half an hour, at midnight, and back into the day before.
            "Australia/Lord_Howe",
            "America/Havana",
            "Africa/Cairo",
            "America/Scoresbysund",
            "America/St_Johns");
    private static final List<Long> LAST_SECONDS =
            List.of(1L, 45L, 3_600L, 3_601L, 5_400L, 86_400L, 172_800L, 172_801L, 259_200L, 604_800L);
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
            "properties.cart",
            "properties.cart.size",
            "properties.amount",
            "context.campaign.source",
            "context.traits.plan",
            "event",
            "type",
            "source",
            "messageId",
            "userId",
            "anonymousId",
            "timestamp.hour",
            "timestamp.weekday",
            "traits.plan");
    private static final List<String> ALL_PATHS = Stream.concat(
                    PATHS.stream(),
                    Stream.of(
                            Paths.SESSION_ENTRY,
                            Paths.SESSION_ENTRY,
                            "session.campaign.source",
                            "session.campaign.source",
                            "session.campaign.name"))
            .toList();
    private static final List<Duration> GAPS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(3), Duration.ofHours(5));
    private static final List<String> NAMES =
            List.of("Product Viewed", "Product Added", "Order Completed", "Email Sent", "Page Viewed", "Identify");
    private static final List<String> TEXTS = List.of(
            "c1",
            "c2",
            "/1",
            "t1",
            "s0",
            "p1",
            "web",
            "u2",
            "a3",
            "m7",
            "m30",
            "7",
            "Order Completed",
            "(none)",
            "(other)",
            "track");

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final SplittableRandom random;
    private final long begin;
    private final List<Requirement.In> pinned = new ArrayList<>();
    private final List<String> lookups = new ArrayList<>();

    /** Questions about the days around {@code begin}, in milliseconds since 1970 UTC. */
    public RandomQuestions(SplittableRandom random, long begin) {
        this.random = random;
        this.begin = begin;
    }

    /** A question that may not be one that can be pinned. */
    public Question next() {
        return switch (random.nextInt(19)) {
            case 0, 1 -> funnel();
            case 2, 3 -> retention();
            case 4 -> lifecycle();
            case 5 -> stickiness();
            case 6 -> trailing();
            case 7, 8 -> series();
            case 9, 10 -> sessions();
            case 11 -> paths();
            case 12, 13 -> experiment();
            case 14, 15 -> audience();
            default -> trend();
        };
    }

    /** A retention. */
    public RetentionQuestion retention() {
        return new RetentionQuestion(
                scope(),
                selector(),
                selector(),
                pick(RetentionQuestion.INTERVALS),
                random.nextInt(1, 5),
                pick(List.of(Mode.values())),
                pick(List.of(Basis.values())),
                pick(List.of(Starting.values())),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown()));
    }

    /** A funnel. */
    public FunnelQuestion funnel() {
        List<Selector> steps = new ArrayList<>();
        int count = random.nextInt(2, 5);
        for (int i = 0; i < count; i++) {
            steps.add(selector());
        }
        Optional<Duration> within = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(WITHIN));
        Optional<Breakdown> by = random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown());
        if (random.nextInt(4) == 0) {
            return new FunnelQuestion(scope(), steps, within, by);
        }
        if (random.nextInt(5) == 0) {
            return new FunnelQuestion(
                    scope(),
                    steps,
                    within,
                    Optional.empty(),
                    FunnelQuestion.Order.ANY,
                    FunnelQuestion.Count.CUSTOMERS,
                    List.of(),
                    List.of());
        }
        return new FunnelQuestion(
                scope(),
                steps,
                within,
                by,
                random.nextBoolean() ? FunnelQuestion.Order.LOOSE : FunnelQuestion.Order.STRICT,
                pick(List.of(FunnelQuestion.Count.values())),
                exclude(count),
                hold());
    }

    private List<FunnelQuestion.Exclusion> exclude(int steps) {
        List<FunnelQuestion.Exclusion> exclude = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            int from = random.nextInt(1, steps);
            exclude.add(new FunnelQuestion.Exclusion(selector(), from, random.nextInt(from + 1, steps + 1)));
        }
        return exclude;
    }

    private List<String> hold() {
        List<String> hold = new ArrayList<>();
        while (hold.size() < FunnelQuestion.HOLD_MAX && random.nextInt(3) == 0) {
            hold.add(random.nextBoolean() ? "context.campaign.source" : path());
        }
        return hold;
    }

    /** A question about sessions. */
    public SessionsQuestion sessions() {
        return new SessionsQuestion(
                scope(),
                random.nextBoolean() ? Interval.NONE : pick(List.of(Interval.values())),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(random.nextInt(6) == 0 ? by(Paths.SESSION_EXIT) : breakdown()));
    }

    /** A question about paths. */
    public PathsQuestion paths() {
        List<String> hide = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            hide.add(pick(NAMES));
        }
        return new PathsQuestion(
                scope(),
                selector(),
                random.nextBoolean(),
                random.nextInt(1, 5),
                pick(List.of(PathsQuestion.Stretch.values())),
                hide,
                random.nextBoolean() ? Optional.empty() : Optional.of(path()));
    }

    /** A trend. */
    public TrendQuestion trend() {
        Measure measure = pick(List.of(Measure.values()));
        return new TrendQuestion(
                scope(),
                selector(),
                measure,
                ofProperty(measure),
                random.nextInt(3) == 0 ? Interval.NONE : pick(List.of(Interval.values())),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown()));
    }

    /** A lifecycle. */
    public LifecycleQuestion lifecycle() {
        return new LifecycleQuestion(scope().withoutCompare(), selector(), pick(LifecycleQuestion.INTERVALS));
    }

    /** A stickiness. */
    public StickinessQuestion stickiness() {
        return new StickinessQuestion(scope(), selector(), pick(StickinessQuestion.INTERVALS));
    }

    /** An experiment. */
    public ExperimentQuestion experiment() {
        SortedMap<String, BigDecimal> split = new TreeMap<>();
        if (random.nextInt(3) == 0) {
            split.put(pick(TEXTS), BigDecimal.ONE);
            split.put("c" + random.nextInt(5), new BigDecimal(random.nextInt(1, 30)).movePointLeft(1));
            split.put("true", BigDecimal.TWO);
        }
        return new ExperimentQuestion(
                scope().withoutCompare(),
                selector(),
                random.nextBoolean() ? "properties.city" : path(),
                random.nextInt(3) == 0 ? operand() : new Value.Text("c" + random.nextInt(5)),
                selector(),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(WITHIN)),
                split);
    }

    /** Lets questions refer to an audience that is pinned. */
    public void refer(String name, AudienceQuestion audience) {
        pinned.add(new Requirement.In(name, audience));
    }

    /** Lets questions read lookup tables, by these paths. */
    public void lookUp(List<String> paths) {
        lookups.addAll(paths);
    }

    /** An audience. */
    public AudienceQuestion audience() {
        List<Requirement> requirements = new ArrayList<>();
        do {
            requirements.add(requirement());
        } while (random.nextInt(3) > 0 && requirements.size() < 4);
        List<String> paths =
                PATHS.stream().filter(path -> !path.startsWith("traits.")).toList();
        Scope scope = new Scope(
                new Period.All(),
                ZoneId.of(pick(ZONES)),
                random.nextInt(4) == 0
                        ? conditions(paths).stream()
                                .filter(RandomQuestions::isSteady)
                                .toList()
                        : List.of(),
                Compare.NONE);
        return new AudienceQuestion(scope, random.nextInt(3) == 0, requirements);
    }

    private Requirement requirement() {
        return switch (random.nextInt(pinned.isEmpty() ? 8 : 9)) {
            case 0, 1 -> new Requirement.Did(steady(), Requirement.Comparison.GREATER_OR_EQUAL, 1, window());
            case 2 ->
                new Requirement.Did(
                        steady(), pick(List.of(Requirement.Comparison.values())), random.nextInt(5), window());
            case 3, 4 -> new Requirement.DidNot(steady(), window());
            case 5 ->
                new Requirement.Sequence(
                        random.nextBoolean() ? List.of(steady(), steady()) : List.of(steady(), steady(), steady()),
                        window(),
                        window());
            case 6 -> {
                Condition condition = ofValue("traits.plan");
                yield new Requirement.Trait(condition);
            }
            case 7 -> new Requirement.Not(requirement());
            default -> pick(pinned);
        };
    }

    /** Events that are found by nothing that later events may change. */
    private Selector steady() {
        Selector selector = selector();
        List<Condition> where = selector.where().stream()
                .filter(condition -> isSteady(condition) && !condition.path().startsWith("session."))
                .toList();
        return new Selector(selector.events(), where);
    }

    /** Whether it reads no trait, for itself or to find a row of a lookup table. */
    private static boolean isSteady(Condition condition) {
        return !condition.path().startsWith("traits.") && !condition.path().startsWith("lookup.plans.");
    }

    private Optional<Duration> window() {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(pick(LAST_SECONDS) + random.nextInt(3)));
    }

    /** A trend over trailing dates. */
    public TrailingQuestion trailing() {
        Optional<Breakdown> by = random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown());
        return new TrailingQuestion(trend(scope(), Interval.DAY, by), random.nextInt(2, 9));
    }

    /** A formula of several trends. */
    public SeriesQuestion series() {
        Scope scope = scope();
        int dates = random.nextInt(4) == 0 ? random.nextInt(2, 5) : 1;
        Interval interval =
                dates > 1 ? Interval.DAY : random.nextInt(3) == 0 ? Interval.NONE : pick(List.of(Interval.values()));
        Optional<Breakdown> by = random.nextInt(3) > 0 ? Optional.empty() : Optional.of(breakdown());
        List<Question> series = new ArrayList<>();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            TrendQuestion trend = trend(scope, interval, by);
            series.add(dates > 1 ? new TrailingQuestion(trend, dates) : trend);
        }
        return SeriesQuestion.of(series, Formula.parse(formula(count, 3), count));
    }

    private String formula(int series, int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
            case 0 -> String.valueOf(random.nextInt(3));
            case 1, 2 -> Formula.letter(random.nextInt(series));
            case 3 -> "(" + formula(series, depth - 1) + ")";
            default ->
                formula(series, depth - 1) + " " + pick(List.of("+", "-", "*", "/")) + " " + formula(series, depth - 1);
        };
    }

    private TrendQuestion trend(Scope scope, Interval interval, Optional<Breakdown> by) {
        Measure measure = pick(List.of(Measure.values()));
        return new TrendQuestion(scope, selector(), measure, ofProperty(measure), interval, by);
    }

    private Scope scope() {
        Period period = period();
        ZoneId zone = ZoneId.of(pick(ZONES));
        Optional<Of> of = random.nextInt(8) == 0 ? Optional.of(of(zone)) : Optional.empty();
        Compare compare = of.isPresent() || random.nextBoolean() ? Compare.NONE : pick(List.of(Compare.values()));
        if (compare == Compare.PREVIOUS && period instanceof Period.All) {
            compare = Compare.DAY;
        }
        return new Scope(
                period,
                zone,
                random.nextInt(4) == 0 ? conditions(PATHS) : List.of(),
                compare,
                random.nextBoolean() ? Scope.GAP_DEFAULT : pick(GAPS),
                of,
                random.nextInt(5) > 0 ? Robots.EXCLUDE : pick(List.of(Robots.values())));
    }

    private Of of(ZoneId zone) {
        if (!pinned.isEmpty() && random.nextBoolean()) {
            Requirement.In member = pick(pinned);
            return new Of(Optional.of(member.name()), member.audience());
        }
        Scope everything = new Scope(new Period.All(), zone, List.of(), Compare.NONE);
        List<Requirement> requirements =
                random.nextBoolean() ? List.of(requirement()) : List.of(requirement(), requirement());
        return new Of(Optional.empty(), new AudienceQuestion(everything, random.nextBoolean(), requirements));
    }

    private Period period() {
        return switch (random.nextInt(6)) {
            case 0 -> new Period.All();
            case 1 -> between();
            case 2, 3 -> new Period.Last(pick(LAST_SECONDS));
            default -> new Period.Calendar(pick(List.of(Period.Calendar.Unit.values())), random.nextInt(3) == 0);
        };
    }

    /** Around the days of the shop, to the millisecond or whole hours. */
    private Period between() {
        long grain = random.nextBoolean() ? 1 : Duration.ofHours(1).toMillis();
        long from = begin + random.nextLong(-DAY_MILLIS, 2 * DAY_MILLIS) / grain * grain;
        return new Period.Between(new Range(from, from + grain + random.nextLong(3 * DAY_MILLIS) / grain * grain));
    }

    private Selector selector() {
        List<Condition> where = random.nextInt(4) == 0 ? conditions(ALL_PATHS) : List.of();
        return switch (random.nextInt(4)) {
            case 0 -> new Selector(List.of(), where);
            case 1 -> {
                int first = random.nextInt(NAMES.size() - 1);
                yield new Selector(NAMES.subList(first, first + 2), where);
            }
            default -> new Selector(List.of(pick(NAMES)), where);
        };
    }

    private List<Condition> conditions(List<String> paths) {
        Condition first = condition(paths);
        return random.nextBoolean() ? List.of(first) : List.of(first, condition(paths));
    }

    private Condition condition(List<String> paths) {
        return random.nextInt(8) == 0 ? ofInstant() : ofValue(isLookedUp() ? pick(lookups) : pick(paths));
    }

    private Condition ofInstant() {
        Condition.Op op = pick(List.of(
                Condition.Op.EXISTS,
                Condition.Op.NOT_EXISTS,
                Condition.Op.NOT_EQUAL,
                Condition.Op.NOT_IN,
                Condition.Op.GREATER,
                Condition.Op.GREATER_OR_EQUAL,
                Condition.Op.LESS,
                Condition.Op.LESS_OR_EQUAL));
        boolean isAlone = op == Condition.Op.EXISTS || op == Condition.Op.NOT_EXISTS;
        return new Condition(
                random.nextInt(4) == 0 ? "receivedAt" : "timestamp", op, isAlone ? List.of() : List.of(instant()));
    }

    private Value instant() {
        String text = Instant.ofEpochMilli(begin + random.nextLong(-DAY_MILLIS, 3 * DAY_MILLIS) / 1000 * 1000)
                .toString();
        return new Value.Text(random.nextBoolean() ? text : text.substring(0, text.indexOf('T')));
    }

    private Condition ofValue(String path) {
        Condition.Op op = pick(List.of(Condition.Op.values()));
        return new Condition(
                path,
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
            default -> new Value.Text(pick(TEXTS));
        };
    }

    private Value number() {
        return new Value.Number(new BigDecimal(random.nextInt(30)).movePointLeft(random.nextInt(2)));
    }

    private @Nullable String ofProperty(Measure measure) {
        if (measure.needsProperty() || (measure.takesProperty() && random.nextBoolean())) {
            return measure == Measure.DISTINCT || random.nextInt(6) == 0
                    ? path()
                    : isLookedUp() ? pick(lookups) : random.nextBoolean() ? "properties.price" : "properties.amount";
        }
        return null;
    }

    private String path() {
        return isLookedUp() ? pick(lookups) : pick(ALL_PATHS);
    }

    private boolean isLookedUp() {
        return !lookups.isEmpty() && random.nextInt(3) == 0;
    }

    private Breakdown breakdown() {
        return random.nextInt(4) == 0 ? attributed() : by(path());
    }

    private Breakdown attributed() {
        return new Breakdown(
                path(),
                random.nextInt(1, 5),
                Optional.of(new Attribution(
                        selector(),
                        pick(List.of(Attribution.Touch.values())),
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(pick(WITHIN)))));
    }

    private Breakdown by(String path) {
        return new Breakdown(path, random.nextInt(1, 5));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
