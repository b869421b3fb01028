package io.footfall.engine;

import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees to it that pinned questions always have the audiences that they refer to. */
final class PinnedAudiences {
    private PinnedAudiences() {}

    /**
     * Reads what is to be pinned under a name, and anew the pinned questions that refer to it.
     *
     * @param pinned all that is pinned
     * @return by name, the new question first
     * @throws InvalidQuestionException if one of them cannot be read then
     */
    static Map<String, Question> read(String name, String questionJson, Collection<PinnedQuestion> pinned) {
        Map<String, String> texts = new HashMap<>();
        pinned.forEach(each -> texts.put(each.pin().name(), each.pin().question()));
        texts.put(name, questionJson);
        NamedQuestions questions = new NamedQuestions(texts);
        Map<String, Question> read = new LinkedHashMap<>();
        read.put(name, questions.question(name));
        for (String user : usersOf(name, pinned)) {
            if (!user.equals(name)) {
                read.put(user, again(user, name, questions));
            }
        }
        return read;
    }

    /**
     * Lets a name pass that no pinned question refers to.
     *
     * @throws InvalidQuestionException if one does
     */
    static void requireUnused(String name, Collection<PinnedQuestion> pinned) {
        List<String> users = usersOf(name, pinned);
        if (!users.isEmpty()) {
            throw new InvalidQuestionException(
                    "audience_in_use",
                    "\"" + name + "\" is an audience that other pinned questions refer to: " + String.join(", ", users)
                            + "; unpin these first");
        }
    }

    private static Question again(String user, String name, NamedQuestions questions) {
        try {
            return questions.question(user);
        } catch (InvalidQuestionException e) {
            throw new InvalidQuestionException(
                    e.code(),
                    "\"" + user + "\" refers to \"" + name + "\", and could not be answered then: " + e.getMessage());
        }
    }

    private static List<String> usersOf(String name, Collection<PinnedQuestion> pinned) {
        return pinned.stream()
                .filter(each -> each.question().audienceNames().contains(name))
                .map(each -> each.pin().name())
                .toList();
    }
}
