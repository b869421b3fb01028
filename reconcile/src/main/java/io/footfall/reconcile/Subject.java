package io.footfall.reconcile;

import io.footfall.question.InvalidQuestionException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A question to be compared, with a company's own numbers for it or without.
 *
 * @param name what it is called
 * @param json the question, as it would be asked; empty for the one that is pinned under the name
 * @param nightly the company's own numbers; empty to compare with our batch host
 */
public record Subject(String name, Optional<String> json, Optional<Nightly> nightly) {

    /** A question beside our batch host. */
    public static Subject of(String name, String json) {
        return new Subject(name, Optional.of(json), Optional.empty());
    }

    /** The same with the question that is pinned under its name, if it has none. */
    Subject orPinned(Map<String, String> pinned) {
        if (json.isPresent()) {
            return this;
        }
        if (!pinned.containsKey(name)) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "no question is pinned as \"" + name + "\"; "
                            + (pinned.isEmpty() ? "nothing is" : "there are " + new TreeSet<>(pinned.keySet())));
        }
        return new Subject(name, Optional.ofNullable(pinned.get(name)), nightly);
    }

    byte[] bytes() {
        return json.orElseThrow().getBytes(StandardCharsets.UTF_8);
    }
}
