package io.footfall.bench;

/**
 * One thing a benchmark can be told, as {@code --name value}.
 *
 * @param name without dashes
 * @param value what it is if nobody says
 * @param meaning what it does, and its unit
 */
public record Setting(String name, String value, String meaning) {
    /** One that is a whole number unless told otherwise. */
    public Setting(String name, long value, String meaning) {
        this(name, Long.toString(value), meaning);
    }
}
