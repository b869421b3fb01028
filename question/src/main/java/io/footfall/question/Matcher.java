package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the events that a selector means among those that a question's filter lets through. Used by one thread.
 *
 * <p>The name is looked at first: it is there without unpacking the event, and most events fail it.
 */
public final class Matcher {
    private final Predicate<EventView> name;
    private final List<Predicate<EventView>> conditions = new ArrayList<>();

    /** A matcher of the events that {@code selector} means and that meet the scope's filter. */
    public Matcher(Selector selector, Scope scope, FoldContext context) {
        this.name = selector.isAny()
                ? context.activity()::is
                : ofNames(Set.copyOf(selector.events()), context.vocabulary());
        ConditionReader reader = new ConditionReader(scope.zone(), context.vocabulary());
        selector.where().forEach(condition -> conditions.add(reader.test(condition)));
        scope.filter().forEach(condition -> conditions.add(reader.test(condition)));
    }

    /** Whether an event is meant. */
    public boolean matches(EventView event) {
        return matchesName(event) && meetsConditions(event);
    }

    /** Whether an event is meant, as far as its name says. */
    public boolean matchesName(EventView event) {
        return name.test(event);
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

    private static Predicate<EventView> ofNames(Set<String> names, Vocabulary vocabulary) {
        Memo memo = new Memo(number -> names.contains(vocabulary.textOf(number)));
        return event -> memo.test(event.name());
    }
}
