package io.footfall.connect.files;

import io.footfall.connect.files.MappingException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One block of a YAML file, which notes what is wrong with it and which keys nobody asked for. */
public final class Section {

    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem> problems;

    Section(String path, @Nullable Object value, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> values.put(String.valueOf(key), element));
        } else if (value != null) {
            problems.add(new Problem(path, shown(value), "keys with values"));
        }
    }

    /** The whole of a YAML text; what cannot be read is a problem of its own. */
    public static Section ofYaml(String yaml, List<Problem> problems) {
        Object value = null;
        try {
            value = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            problems.add(new Problem("the file", "not readable: " + e.getMessage(), "YAML"));
        }
        return new Section("", value, problems);
    }

    /** The keys there are, known or not. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** What stands at a key: text, a number, a list, a map; null if there is nothing. */
    @Nullable
    Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    /** The text, number or flag at a key, as a text. */
    public Optional<String> text(String key) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            problem(key, "a text");
            return Optional.empty();
        }
        return Optional.of(String.valueOf(value));
    }

    /** The same, and a problem if it is absent. */
    public String requiredText(String key, String expected) {
        Optional<String> text = text(key);
        if (value(key) == null) {
            problem(key, expected);
        }
        return text.orElse("");
    }

    /** The flag at a key. */
    public boolean isSet(String key, boolean otherwise) {
        Object value = value(key);
        if (value instanceof Boolean isSet) {
            return isSet;
        }
        if (value != null) {
            problem(key, "true or false");
        }
        return otherwise;
    }

    /** A list of texts; one text alone is a list of one. */
    public List<String> texts(String key) {
        return elements(key).stream().map(String::valueOf).toList();
    }

    /** A list of anything; one value alone is a list of one. */
    List<Object> elements(String key) {
        Object value = value(key);
        return switch (value) {
            case null -> List.of();
            case List<?> list -> new ArrayList<>(list);
            default -> List.of(value);
        };
    }

    /** The block at a key; an empty one if it is absent. */
    public Section section(String key) {
        return new Section(keyPath(key), value(key), problems);
    }

    /** The constant of that name in lower case, or {@code otherwise} when the key is absent. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT));
            if (names.getLast().equals(text.get())) {
                return constant;
            }
        }
        problem(key, "one of " + String.join(", ", names));
        return otherwise;
    }

    /** Notes that what stands at a key is wrong. */
    public void problem(String key, String expected) {
        problems.add(new Problem(keyPath(key), shown(values.get(key)), expected));
    }

    /** Notes every key that was not asked for. */
    public void refuseUnknownKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problems.add(new Problem(keyPath(key), "not known here", "one of " + String.join(", ", known)));
            }
        }
    }

    private String keyPath(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "absent" : "\"" + value + "\"";
    }
}
