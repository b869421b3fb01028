package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.NameSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events that a selector means among those that a question's filter lets through. Used by one thread.
 *
 * <p>The name is looked at first: it is there without unpacking the event, and most events fail it.
 */
public final class Matcher {
    private final @Nullable NameSet names;
    private final Activity activity;
    private final List<Predicate<EventView>> conditions = new ArrayList<>();

    /** A matcher of the events that {@code selector} means and that meet the scope's filter. */
    public Matcher(Selector selector, Scope scope, FoldContext context) {
        this.names = selector.isAny() ? null : new NameSet(context.vocabulary(), Set.copyOf(selector.events()));
        this.activity = context.activity();
        ConditionReader reader = new ConditionReader(scope.zone(), context);
        selector.where().forEach(condition -> conditions.add(reader.test(condition)));
        scope.filter().forEach(condition -> conditions.add(reader.test(condition)));
    }

    /** Whether an event is meant. */
    public boolean matches(EventView event) {
        return matchesName(event) && meetsConditions(event);
    }

    /** Whether an event is meant, as far as its name says. */
    public boolean matchesName(EventView event) {
        return names == null ? activity.is(event) : names.has(event.name());
    }

    /** Whether events of a name may be meant, as far as the name says. */
    public boolean mayMatch(int name) {
        return names == null || names.has(name);
    }

    /** Whether an event that matches by name is meant. */
    public boolean meetsConditions(EventView event) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).test(event)) {
                return false;
            }
        }
        return true;
    }
}
