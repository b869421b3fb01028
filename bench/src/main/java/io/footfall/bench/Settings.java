package io.footfall.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one run was told: a value for every {@link Setting} of the benchmark. */
public final class Settings {
    private static final String DASHES = "--";

    private final Map<String, String> values = new HashMap<>();

    private Settings(List<Setting> known) {
        known.forEach(setting -> values.put(setting.name(), setting.value()));
    }

    /**
     * Reads {@code --name value} pairs; what is not said is as the benchmark has it.
     *
     * @throws IllegalArgumentException if one is unknown or has no value
     */
    static Settings read(List<Setting> known, List<String> arguments) {
        Settings settings = new Settings(known);
        for (int i = 0; i < arguments.size(); i += 2) {
            String argument = arguments.get(i);
            String name = argument.startsWith(DASHES) ? argument.substring(DASHES.length()) : "";
            if (!settings.values.containsKey(name)) {
                throw new IllegalArgumentException(argument + " is unknown");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            settings.values.put(name, arguments.get(i + 1));
        }
        return settings;
    }

    /** A setting as text. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the benchmark does not list its setting " + name);
        }
        return value;
    }

    /** A setting as a whole number from 0. */
    public int number(String name) {
        String value = text(name);
        try {
            return Integer.parseUnsignedInt(value.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is " + value + "; it must be a whole number", e);
        }
    }

    /** A setting as a fraction, such as a part of a second. */
    public double fraction(String name) {
        String value = text(name);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is " + value + "; it must be a number", e);
        }
    }
}
