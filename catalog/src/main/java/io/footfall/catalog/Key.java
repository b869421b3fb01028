package io.footfall.catalog;

/**
 * A secret and what it opens.
 *
 * @param kind what it opens
 * @param name of a named key its name, else the word of its kind
 * @param secret what a client sends
 */
public record Key(KeyKind kind, String name, String secret) {
    /** The source of events that came with the write key that has no name of its own. */
    public static final String DEFAULT_SOURCE = "http";

    /** The source that events sent with this key come from. */
    public String source() {
        return name.equals(kind.word()) ? DEFAULT_SOURCE : name;
    }

    /** Says whose key it is, never the secret. */
    @Override
    public String toString() {
        return "Key[" + kind.word() + ":" + name + "]";
    }
}
