package io.footfall.question.audience;

import io.footfall.question.Audience;
import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Paths;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Robots;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which customers meet some requirements now, and who of them came and went in the last 24 hours.
 *
 * @param scope zone and filter; there is no period, since each requirement has a window of its own
 * @param isAny whether one of the requirements is enough, rather than all
 * @param requirements what members meet
 */
public record AudienceQuestion(Scope scope, boolean isAny, List<Requirement> requirements) implements Audience {
    /** The kind as it is written in JSON. */
    public static final String KIND = "audience";

    /** The most requirements of one audience, with those of the audiences that it refers to. */
    public static final int REQUIREMENTS_MAX = 200;

    /**
     * Copies the list, and checks what the words of JSON do not.
     *
     * @throws InvalidQuestionException if there are no requirements or too many, there is a period or a comparison, or events are found by
     *     what later events may still change
     */
    public AudienceQuestion {
        requirements = List.copyOf(requirements);
        if (!(scope.period() instanceof Period.All)) {
            throw invalid("an audience takes no period; each of its conditions has a window of its own, in \"last\"");
        }
        if (scope.compare() != Compare.NONE) {
            throw invalid("an audience takes no compare; its row says who came and went in the last 24 hours");
        }
        if (scope.of().isPresent()) {
            throw invalid("an audience takes no of; use the condition {\"in\": …}");
        }
        if (requirements.isEmpty()) {
            throw invalid("an audience has no conditions; expected at least one");
        }
        int count = count(requirements);
        if (count > REQUIREMENTS_MAX) {
            throw invalid("an audience has " + count + " conditions, with those of the audiences that it refers to; the"
                    + " limit is " + REQUIREMENTS_MAX);
        }
        requirements.forEach(requirement -> requireAlike(requirement, scope.robots()));
        scope.filter().forEach(AudienceQuestion::requireSteady);
        requirements.stream()
                .flatMap(requirement -> selectors(requirement).stream())
                .flatMap(selector -> selector.where().stream())
                .forEach(AudienceQuestion::requireSteady);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Breakdown> by() {
        return Optional.empty();
    }

    @Override
    public Optional<Ranking> ranking() {
        return Optional.empty();
    }

    @Override
    public long memberRow() {
        return AudienceRows.MEMBERS;
    }

    @Override
    public String memberWords() {
        return AudienceDefinition.members(this);
    }

    @Override
    public Set<String> audienceNames() {
        Set<String> names = new TreeSet<>();
        requirements.forEach(requirement -> addNames(requirement, names));
        return names;
    }

    /** Whoever may be a member for doing nothing of what is named is found by anything they did. */
    @Override
    public Reads reads() {
        Reads reads = Reads.of(scope, selectors(), List.of());
        for (Requirement requirement : requirements) {
            reads = reads.and(of(requirement));
        }
        return (needsNothing() ? reads.ofEveryName() : reads).datingTraits();
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        Rules rules = new Rules(this, context);
        return context.asOfSecond().isPresent()
                ? new AskedFold(rules, context.asOfSecond().getAsLong())
                : new AudienceFold(rules);
    }

    @Override
    public Table finish(Finish finish) {
        Sum sum = finish.sum();
        return new Table(
                List.of("customers", AudienceRows.ENTERED_24H, AudienceRows.LEFT_24H),
                0,
                List.<@Nullable Object[]>of(new @Nullable Object[] {
                    sum.count(AudienceRows.MEMBERS), sum.count(AudienceRows.ENTERED), sum.count(AudienceRows.LEFT)
                }));
    }

    /** The members; or who {@code entered24h} or {@code left24h}, by the field {@code standing}. */
    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return AudienceRows.named(key);
    }

    @Override
    public String definition() {
        return AudienceDefinition.of(this);
    }

    /** Those of its own requirements, not of audiences that they refer to. */
    @Override
    public List<Selector> selectors() {
        return requirements.stream()
                .flatMap(requirement -> selectors(requirement).stream())
                .toList();
    }

    private static List<Selector> selectors(Requirement requirement) {
        return switch (requirement) {
            case Requirement.Did did -> List.of(did.selector());
            case Requirement.DidNot didNot -> List.of(didNot.selector());
            case Requirement.Sequence sequence -> sequence.steps();
            case Requirement.Not(Requirement negated) -> selectors(negated);
            case Requirement.Trait ignored -> List.of();
            case Requirement.In ignored -> List.of();
        };
    }

    private static Reads of(Requirement requirement) {
        return switch (requirement) {
            case Requirement.In(String ignored, Audience audience) -> audience.reads();
            case Requirement.Not(Requirement negated) -> of(negated);
            case Requirement.Trait(Condition condition) ->
                Reads.NOTHING.ofEveryName().andPath(condition.path());
            case Requirement.DidNot(Selector ignored, Optional<Duration> last) ->
                last.isPresent() ? Reads.NOTHING.ofEveryName() : Reads.NOTHING;
            case Requirement.Did ignored -> Reads.NOTHING;
            case Requirement.Sequence ignored -> Reads.NOTHING;
        };
    }

    private boolean needsNothing() {
        List<Boolean> each = requirements.stream().map(this::needsNothing).toList();
        return isAny ? each.contains(true) : !each.contains(false);
    }

    /** Whether a customer may meet a requirement who did nothing that it names. */
    private boolean needsNothing(Requirement requirement) {
        return switch (requirement) {
            case Requirement.Did did -> Times.holds(did.comparison(), 0, did.times());
            case Requirement.Sequence ignored -> false;
            // Who was in it is a member for what they did; who was not must be found by anything, and so must who did
            // that in an event which does not pass the filter here.
            case Requirement.In(String ignored, Audience audience) ->
                audience.reads().everyName() || !scope.filter().isEmpty();
            case Requirement.Not ignored -> true;
            case Requirement.DidNot ignored -> true;
            case Requirement.Trait ignored -> true;
        };
    }

    private static int count(List<Requirement> requirements) {
        return requirements.stream().mapToInt(AudienceQuestion::count).sum();
    }

    private static int count(Requirement requirement) {
        return switch (requirement) {
            case Requirement.In(String ignored, Audience audience)
            when audience instanceof AudienceQuestion other -> 1 + count(other.requirements());
            case Requirement.Not(Requirement negated) -> 1 + count(negated);
            case Requirement.Sequence(List<Selector> steps, var ignoredWithin, var ignoredLast) -> steps.size();
            default -> 1;
        };
    }

    private static void addNames(Requirement requirement, Set<String> names) {
        switch (requirement) {
            case Requirement.In(String name, Audience audience) -> {
                names.add(name);
                names.addAll(audience.audienceNames());
            }
            case Requirement.Not(Requirement negated) -> addNames(negated, names);
            default -> {}
        }
    }

    /** Robots are left out, or not, before any requirement is looked at. */
    private static void requireAlike(Requirement requirement, Robots robots) {
        switch (requirement) {
            case Requirement.In(String name, Audience audience)
            when audience.scope().robots() != robots ->
                throw invalid("the audience \"" + name + "\" has robots "
                        + audience.scope().robots().word() + "; expected " + robots.word()
                        + ", as the audience that refers to it");
            case Requirement.Not(Requirement negated) -> requireAlike(negated, robots);
            default -> {}
        }
    }

    /** Who was a member 24 hours ago must not be decided by what came since. */
    private static void requireSteady(Condition condition) {
        if (Paths.isTrait(condition.path())) {
            throw invalid("\"" + condition.path() + "\" cannot be in where or filter of an audience; use the condition"
                    + " {\"trait\": …}");
        }
        if (Paths.isOfSession(condition.path())) {
            throw invalid("\"" + condition.path() + "\" cannot be in where of an audience, since later events may still"
                    + " decide it, and an audience says who was a member 24 hours ago");
        }
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }
}
