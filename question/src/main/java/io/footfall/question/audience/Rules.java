package io.footfall.question.audience;

import io.footfall.question.Audience;
import io.footfall.question.Condition;
import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Memo;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Judges from what a customer has done so far whether they are a member, now and later if nothing more happens. For one thread. */
final class Rules {
    private final FoldContext context;
    private final List<Rule> rules = new ArrayList<>();
    private final Test root;

    Rules(AudienceQuestion audience, FoldContext context) {
        this.context = context;
        this.root = test(audience);
    }

    /** Whether a customer passes at a second. */
    private interface Test {
        boolean passes(Standing standing, long second);
    }

    Standing start() {
        Standing standing = new Standing(rules.size());
        clear(standing);
        return standing;
    }

    void clear(Standing standing) {
        for (int place = 0; place < standing.numbers.length; place++) {
            standing.numbers[place] = rules.get(place).start();
        }
        standing.clear();
    }

    /** Takes the next event; whether it may change who is a member when. */
    boolean take(Standing standing, EventView event) {
        boolean isOther = false;
        for (int i = 0; i < rules.size(); i++) {
            isOther |= rules.get(i).take(standing, event);
        }
        return isOther;
    }

    /** Whether a customer is a member at a second not before the newest event. */
    boolean isMember(Standing standing, long second) {
        return root.passes(standing, second);
    }

    /** Hands on the seconds at which a customer may become a member, or cease to be one, if nothing more happens. */
    void turns(Standing standing, LongConsumer seconds) {
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).turns(standing, seconds);
        }
    }

    private Test test(AudienceQuestion audience) {
        Scope scope = audience.scope();
        Test candidate = added(new CandidateRule(rules.size(), new Matcher(Selector.ANY, scope, context)));
        List<Test> tests = new ArrayList<>();
        audience.requirements().forEach(requirement -> tests.add(test(requirement, scope)));
        Test[] each = tests.toArray(Test[]::new);
        boolean isAny = audience.isAny();
        return (standing, second) -> {
            if (!candidate.passes(standing, second)) {
                return false;
            }
            for (Test test : each) {
                if (test.passes(standing, second) == isAny) {
                    return isAny;
                }
            }
            return !isAny;
        };
    }

    private Test test(Requirement requirement, Scope scope) {
        int place = rules.size();
        return switch (requirement) {
            case Requirement.Did did ->
                added(new DidRule(
                        place,
                        new Matcher(did.selector(), scope, context),
                        did.comparison(),
                        did.times(),
                        seconds(did.last())));
            case Requirement.DidNot(Selector selector, Optional<Duration> last) ->
                added(new DidNotRule(
                        place,
                        new Matcher(selector, scope, context),
                        new Matcher(Selector.ANY, scope, context),
                        seconds(last)));
            case Requirement.Sequence(List<Selector> steps, Optional<Duration> within, Optional<Duration> last) ->
                added(new SequenceRule(
                        place,
                        steps.stream()
                                .map(step -> new Matcher(step, scope, context))
                                .toList(),
                        within.map(Duration::toMillis).orElse(Long.MAX_VALUE),
                        seconds(last)));
            case Requirement.Trait(Condition condition) ->
                added(new TraitRule(place, context.vocabulary().path(condition.path()), memo(condition)));
            case Requirement.In(String ignored, Audience audience) ->
                switch (audience) {
                    case AudienceQuestion other -> test(other);
                    default -> throw new IllegalArgumentException("no audience is a " + audience.getClass());
                };
            case Requirement.Not(Requirement negated) -> {
                Test test = test(negated, scope);
                yield (standing, second) -> !test.passes(standing, second);
            }
        };
    }

    private Memo memo(Condition condition) {
        Vocabulary vocabulary = context.vocabulary();
        return new Memo(number ->
                number == Vocabulary.NONE ? condition.passesMissing() : condition.passes(vocabulary.value(number)));
    }

    private Test added(Rule rule) {
        rules.add(rule);
        return rule::holds;
    }

    private static long seconds(Optional<Duration> last) {
        return last.map(Duration::toSeconds).orElse(Visibility.NEVER);
    }
}
