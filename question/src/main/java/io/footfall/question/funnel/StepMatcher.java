package io.footfall.question.funnel;

import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Selector;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * Says which steps of a funnel an event matches, as bits: the first step is the lowest. Used by one thread.
 *
 * <p>The name alone decides for most events, so what it decides is remembered by its number.
 */
final class StepMatcher {
    private static final int KNOWN = 1 << 31;
    private static final int ARRAY_MAX = 1 << 16;
    private static final int TABLE_MAX = 1 << 16;

    private final List<Selector> steps;
    private final Vocabulary vocabulary;
    private final Matcher[] matchers;

    // The steps of which the name does not say everything.
    private final int conditional;

    private int[] candidates = new int[64];
    private final Int2IntOpenHashMap others = new Int2IntOpenHashMap();

    StepMatcher(FunnelQuestion question, FoldContext context) {
        steps = question.steps();
        vocabulary = context.vocabulary();
        matchers = steps.stream()
                .map(step -> new Matcher(step, question.scope(), context))
                .toArray(Matcher[]::new);
        boolean isFiltered = !question.scope().filter().isEmpty();
        int bits = 0;
        for (int step = 0; step < matchers.length; step++) {
            Selector selector = steps.get(step);
            if (isFiltered || selector.isAny() || !selector.where().isEmpty()) {
                bits |= 1 << step;
            }
        }
        conditional = bits;
    }

    /** The steps an event matches. */
    int match(EventView event) {
        int matched = candidates(event.name());
        for (int rest = matched & conditional; rest != 0; rest &= rest - 1) {
            int step = Integer.numberOfTrailingZeros(rest);
            if (!matchers[step].matches(event)) {
                matched &= ~(1 << step);
            }
        }
        return matched;
    }

    /** The steps that an event of this name may match. */
    private int candidates(int name) {
        int known = name < candidates.length ? candidates[name] : others.get(name);
        return known == 0 ? remember(name) : known & ~KNOWN;
    }

    private int remember(int name) {
        String text = vocabulary.textOf(name);
        int bits = 0;
        for (int step = 0; step < matchers.length; step++) {
            Selector selector = steps.get(step);
            if (selector.isAny() || selector.events().contains(text)) {
                bits |= 1 << step;
            }
        }
        if (name < ARRAY_MAX) {
            if (name >= candidates.length) {
                candidates = Arrays.copyOf(candidates, Math.max(name + 1, Math.min(ARRAY_MAX, candidates.length * 2)));
            }
            candidates[name] = bits | KNOWN;
        } else {
            if (others.size() == TABLE_MAX) {
                others.clear();
            }
            others.put(name, bits | KNOWN);
        }
        return bits;
    }
}
