package io.footfall.testkit.oracle;

import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Of;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Table;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.question.experiment.ExperimentQuestion;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.lifecycle.LifecycleQuestion;
import io.footfall.question.paths.PathsQuestion;
import io.footfall.question.retention.RetentionQuestion;
import io.footfall.question.sessions.SessionsQuestion;
import io.footfall.question.stickiness.StickinessQuestion;
import io.footfall.question.trend.SeriesQuestion;
import io.footfall.question.trend.TrailingQuestion;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.testkit.Admitted;
import io.footfall.testkit.ToldTable;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Answers any question, at any as-of, by looking at every event that was ever admitted. */
public final class Oracle {
    private final List<Did> all;

    /** An oracle that knows what the log holds, in any order, second deliveries included. */
    public Oracle(List<Admitted> admitted) {
        this(admitted, List.of());
    }

    /** One that knows lookup tables too. */
    public Oracle(List<Admitted> admitted, Collection<ToldTable> tables) {
        this(admitted, tables, Collections.emptySortedMap());
    }

    /**
     * One that knows too that not all is kept.
     *
     * @param keptFrom from when on events are kept since a sequence, by that sequence, later and later
     */
    public Oracle(List<Admitted> admitted, Collection<ToldTable> tables, SortedMap<Long, Long> keptFrom) {
        this.all = WhoIsWhom.resolve(admitted, keptFrom).stream()
                .map(did -> did.lookedUp(tables))
                .toList();
    }

    /**
     * The answer at {@code second}, in seconds since 1970 UTC.
     *
     * @throws InvalidQuestionException if there is none, such as for too many rows
     */
    public Answered answer(Question question, long second) {
        Answered answered = answer(question, of(question, second), second);
        Set<String> customers = new HashSet<>();
        Optional<Of> of = question.scope().of();
        all.forEach(did -> customers.add(did.customer()));
        if (of.isPresent()) {
            customers.retainAll(members(of.get(), second));
        }
        long robots = new RobotsByHand(all).leftOut(question, customers, answered.period(), second);
        return new Answered(stated(question, answered), answered.ignored(), answered.table(), answered.aside(), robots);
    }

    /** The period as it is said: all time is from the first interval that has a row to the last. */
    private static Range stated(Question question, Answered answered) {
        Table table = answered.table();
        int start = Math.max(table.fields().indexOf("at"), table.fields().indexOf("cohort"));
        if (!answered.period().isAll() || question.interval() == Interval.NONE || start < 0) {
            return answered.period();
        }
        List<Long> starts = table.rows().stream()
                .map(row -> String.valueOf(row[start]))
                .filter(text -> !text.equals("all"))
                .map(text -> OffsetDateTime.parse(text).toInstant().toEpochMilli())
                .sorted()
                .toList();
        return starts.isEmpty()
                ? answered.period()
                : new Range(
                        starts.getFirst(), new Calendar(question.scope()).next(question.interval(), starts.getLast()));
    }

    private static Answered answer(Question question, List<Did> everything, long second) {
        return switch (question) {
            case TrendQuestion trend -> new TrendByHand(trend, everything).answer(second);
            case TrailingQuestion(TrendQuestion trend, int dates) ->
                new TrendByHand(trend, dates, everything).answer(second);
            case SeriesQuestion series -> new SeriesByHand(series, everything).answer(second);
            case FunnelQuestion funnel -> new FunnelByHand(funnel, everything).answer(second);
            case SessionsQuestion sessions -> new SessionsByHand(sessions, everything).answer(second);
            case PathsQuestion paths -> new PathsByHand(paths, everything).answer(second);
            case RetentionQuestion retention -> new RetentionByHand(retention, everything).answer(second);
            case LifecycleQuestion lifecycle -> new LifecycleByHand(lifecycle, everything).answer(second);
            case StickinessQuestion stickiness -> new StickinessByHand(stickiness, everything).answer(second);
            case ExperimentQuestion experiment -> new ExperimentByHand(experiment, everything).answer(second);
            case AudienceQuestion audience -> new AudienceByHand(audience, everything).answer(second);
            default ->
                throw new IllegalArgumentException("the oracle does not know questions of kind " + question.kind());
        };
    }

    /**
     * Who is counted in each row of the answer at {@code second}, in the order of the rows, and of the numbers in a row where it
     * has several, as in a lifecycle: {@code "user …"} with the first by
     * name of their user ids, or {@code "anonymous …"}.
     */
    public List<Set<String>> members(Question question, long second) {
        List<Did> everything = of(question, second);
        return switch (question) {
            case TrendQuestion trend -> new TrendByHand(trend, everything).members(second);
            case TrailingQuestion(TrendQuestion trend, int dates) ->
                new TrendByHand(trend, dates, everything).members(second);
            case FunnelQuestion funnel -> new FunnelByHand(funnel, everything).members(second);
            case SessionsQuestion sessions -> new SessionsByHand(sessions, everything).members(second);
            case PathsQuestion paths -> new PathsByHand(paths, everything).members(second);
            case RetentionQuestion retention -> new RetentionByHand(retention, everything).members(second);
            case LifecycleQuestion lifecycle -> new LifecycleByHand(lifecycle, everything).members(second);
            case StickinessQuestion stickiness -> new StickinessByHand(stickiness, everything).members(second);
            case ExperimentQuestion experiment -> new ExperimentByHand(experiment, everything).members(second);
            case AudienceQuestion audience -> new AudienceByHand(audience, everything).members(second);
            default ->
                throw new IllegalArgumentException("the oracle does not know questions of kind " + question.kind());
        };
    }

    /** What a question sees; where it compares, those it is of must be the same then as now. */
    private List<Did> of(Question question, long second) {
        List<Did> seen = new RobotsByHand(all).seen(question.scope().robots());
        Optional<Of> of = question.scope().of();
        if (of.isEmpty()) {
            return seen;
        }
        Set<String> members = members(of.get(), second);
        return seen.stream().filter(did -> members.contains(did.customer())).toList();
    }

    private Set<String> members(Of of, long second) {
        AudienceQuestion audience = (AudienceQuestion) of.audience();
        List<Did> seen = new RobotsByHand(all).seen(audience.scope().robots());
        return new AudienceByHand(audience, seen).at(audience, second);
    }
}
