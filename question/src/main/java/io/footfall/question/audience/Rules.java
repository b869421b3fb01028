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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Judges from what a customer has done so far whether they are a member, now and later if nothing more happens. For one thread. */
final class Rules {
    private static final int REMEMBERED_MAX = 1 << 16;
    private static final int NUMBERS_KEPT_MAX = 64;

    private final FoldContext context;
    private final List<Rule> rules = new ArrayList<>();
    private final List<CandidateRule> candidates = new ArrayList<>();
    private final Test root;

    // Of names with low numbers, the rules that events of theirs may matter to; null if not asked yet.
    private Rule[] @Nullable [] remembered = new Rule[64][];

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
            Rule rule = rules.get(place);
            if (standing.numbers[place] == null || standing.numbers[place].length > NUMBERS_KEPT_MAX) {
                standing.numbers[place] = new long[rule.numbers()];
            }
            rule.clear(standing.numbers[place]);
        }
        standing.clear();
    }

    /** Takes the next event; whether it may change who is a member when. */
    boolean take(Standing standing, EventView event) {
        boolean isOther = false;
        if (standing.candidacies < candidates.size()) {
            for (CandidateRule candidate : candidates) {
                isOther |= candidate.take(standing, event);
            }
        }
        for (Rule rule : rulesOf(event.name())) {
            isOther |= rule.take(standing, event);
        }
        return isOther;
    }

    private Rule[] rulesOf(int name) {
        if (name < remembered.length) {
            Rule[] known = remembered[name];
            if (known != null) {
                return known;
            }
        }
        Rule[] found = rules.stream().filter(rule -> rule.mayTake(name)).toArray(Rule[]::new);
        if (name < REMEMBERED_MAX) {
            if (name >= remembered.length) {
                remembered =
                        Arrays.copyOf(remembered, Math.max(name + 1, Math.min(REMEMBERED_MAX, remembered.length * 2)));
            }
            remembered[name] = found;
        }
        return found;
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
        CandidateRule candidate = new CandidateRule(rules.size(), new Matcher(Selector.ANY, scope, context));
        candidates.add(candidate);
        rules.add(candidate);
        List<Test> tests = new ArrayList<>();
        audience.requirements().forEach(requirement -> tests.add(test(requirement, scope, candidate)));
        Test[] each = tests.toArray(Test[]::new);
        boolean isAny = audience.isAny();
        return (standing, second) -> {
            if (!candidate.holds(standing, second)) {
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

    private Test test(Requirement requirement, Scope scope, CandidateRule candidate) {
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
                added(new DidNotRule(place, new Matcher(selector, scope, context), candidate, seconds(last)));
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
                Test test = test(negated, scope, candidate);
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
