package io.footfall.wire;

import io.footfall.question.InvalidQuestionException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fields of one JSON object, taken one by one; what is left in the end is an error.
 *
 * <p>Every message names the field by its place, such as {@code steps[1].where[0].op}, and says what was expected.
 */
final class Fields {
    private final String place;
    private final Map<String, JsonTree> fields;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(String place, Map<String, JsonTree> fields) {
        this.place = place;
        this.fields = fields;
    }

    /** The fields of an object; {@code place} is empty for the question itself. */
    static Fields of(String place, JsonTree tree) {
        if (tree instanceof JsonTree.ObjectTree(Map<String, JsonTree> fields)) {
            return new Fields(place, fields);
        }
        throw expected(place.isEmpty() ? "the question" : place, tree, "an object");
    }

    /** Whether there is a field of a name. */
    boolean has(String name) {
        known.add(name);
        return fields.containsKey(name);
    }

    /** The field of a name, if it is there. */
    Optional<JsonTree> take(String name) {
        known.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    /** The text of a name, if it is there. */
    Optional<String> text(String name) {
        return take(name).map(tree -> textOf(place(name), tree));
    }

    /** The text of a name. */
    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** The elements of a list, if it is there; an empty list if not. */
    List<JsonTree> list(String name, int countMax) {
        return take(name).map(tree -> listOf(place(name), tree, countMax)).orElse(List.of());
    }

    /** A whole number from {@code min} to {@code max}, {@code otherwise} if it is not there. */
    int whole(String name, int min, int max, int otherwise) {
        return take(name).map(tree -> wholeOf(place(name), tree, min, max)).orElse(otherwise);
    }

    /** What one of some words stands for, {@code otherwise} if the field is not there. */
    <E> E word(String name, Map<String, E> words, E otherwise) {
        return has(name) ? word(name, words) : otherwise;
    }

    /** What one of some words stands for. */
    <E> E word(String name, Map<String, E> words) {
        String expected = "one of " + String.join(", ", words.keySet());
        String text = text(name).orElseThrow(() -> missing(name, expected));
        E meant = words.get(text);
        if (meant == null) {
            throw invalid(place(name) + " is \"" + text + "\"; expected " + expected);
        }
        return meant;
    }

    /** The words of an enum's constants, in their order. */
    static <E extends Enum<E>> Map<String, E> words(E[] constants, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(word.apply(constant), constant);
        }
        return words;
    }

    /** Refuses a field that is a promise of a later release. */
    void refuseYet(String... names) {
        for (String name : names) {
            if (has(name)) {
                throw notYet("\"" + place(name) + "\" is not there yet");
            }
        }
    }

    /** Refuses everything that was not taken. */
    void end() {
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw invalid("unknown field \"" + place(name) + "\"; expected one of "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    /** Where a field is, seen from the question. */
    String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    InvalidQuestionException missing(String name, String expected) {
        return invalid("\"" + place(name) + "\" is missing; expected " + expected);
    }

    static String textOf(String place, JsonTree tree) {
        if (tree instanceof JsonTree.TextTree(String text)) {
            return text;
        }
        throw expected(place, tree, "a text");
    }

    /** A whole number from {@code min} to {@code max}. */
    static int wholeOf(String place, JsonTree tree, int min, int max) {
        String expected = String.format(Locale.ROOT, "a whole number from %d to %d", min, max);
        if (tree instanceof JsonTree.NumberTree(BigDecimal number)
                && number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0
                && number.stripTrailingZeros().scale() <= 0) {
            return number.intValueExact();
        }
        throw expected(place, tree, expected);
    }

    static List<JsonTree> listOf(String place, JsonTree tree, int countMax) {
        if (tree instanceof JsonTree.ArrayTree(List<JsonTree> elements)) {
            if (elements.size() > countMax) {
                throw invalid(place + " has " + elements.size() + " elements, the limit is " + countMax);
            }
            return elements;
        }
        throw expected(place, tree, "a list");
    }

    static InvalidQuestionException expected(String place, JsonTree found, String expected) {
        return invalid(place + " is " + found.described() + "; expected " + expected);
    }

    static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }

    static InvalidQuestionException notYet(String message) {
        return new InvalidQuestionException("not_yet", message);
    }
}
