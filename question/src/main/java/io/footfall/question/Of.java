package io.footfall.question;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Of which customers a question is: those who are members of an audience at the as-of, judged on all their events.
 *
 * @param name the name under which the audience is pinned; empty for one that the question says itself
 * @param audience the audience
 */
public record Of(Optional<String> name, Audience audience) {
    /** The names of pinned audiences that it refers to, and that those refer to. */
    public Set<String> audienceNames() {
        Set<String> names = new TreeSet<>(audience.audienceNames());
        name.ifPresent(names::add);
        return names;
    }
}
