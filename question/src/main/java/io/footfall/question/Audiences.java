package io.footfall.question;

import java.util.Optional;

/** Finds the audiences that questions refer to by name. */
@FunctionalInterface
public interface Audiences {
    /** There are none. */
    Audiences NONE = name -> Optional.empty();

    /** The audience pinned under a name, with all that it refers to itself. */
    Optional<Audience> find(String name);

    /**
     * The audience pinned under a name.
     *
     * @param place where the question names it, for messages
     * @throws InvalidQuestionException if there is none
     */
    default Audience required(String place, String name) {
        return find(name)
                .orElseThrow(() -> new InvalidQuestionException(
                        "no_such_audience",
                        place + " is \"" + name + "\"; expected the name under which a question of kind audience is"
                                + " pinned"));
    }
}
