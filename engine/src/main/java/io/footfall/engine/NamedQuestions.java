package io.footfall.engine;

import io.footfall.question.Audience;
import io.footfall.question.Audiences;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.wire.QuestionJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Questions under their names, which refer to each other by these: each is read with those that it refers to, however they are
 * ordered. Not thread-safe.
 */
final class NamedQuestions implements Audiences {
    private final Map<String, String> texts;
    private final Map<String, Question> known = new HashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /** Those with these texts. */
    NamedQuestions(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    @Override
    public Optional<Audience> find(String name) {
        return texts.containsKey(name) && question(name) instanceof Audience audience
                ? Optional.of(audience)
                : Optional.empty();
    }

    /**
     * The question of a name that there is.
     *
     * @throws InvalidQuestionException if it cannot be read, or refers to itself in the end
     */
    Question question(String name) {
        Question read = known.get(name);
        if (read != null) {
            return read;
        }
        if (!underWay.add(name)) {
            throw new InvalidQuestionException(
                    "audience_cycle",
                    "\"" + name + "\" would refer to itself: " + String.join(" refers to ", underWay) + " refers to "
                            + name);
        }
        try {
            String text = texts.get(name);
            if (text == null) {
                throw new IllegalArgumentException("no question is called " + name);
            }
            Question fresh = QuestionJson.read(text.getBytes(StandardCharsets.UTF_8), this);
            known.put(name, fresh);
            return fresh;
        } finally {
            underWay.remove(name);
        }
    }
}
