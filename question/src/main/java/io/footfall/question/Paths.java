package io.footfall.question;

import java.util.List;
import java.util.Set;

/** The paths that a question can name. */
public final class Paths {
    /** How a path of the customer's newest traits begins. */
    static final String TRAITS = "traits.";

    /** The longest path, in characters. */
    public static final int LENGTH_MAX = 300;

    private static final Set<String> WHOLE = Set.of(
            "event",
            "type",
            "source",
            "userId",
            "anonymousId",
            "timestamp",
            "timestamp.hour",
            "timestamp.weekday",
            "receivedAt");
    private static final List<String> OPEN = List.of("properties.", "context.", TRAITS);

    private Paths() {}

    /**
     * Lets a path pass that a question may name.
     *
     * @throws InvalidQuestionException if there is no such path ({@code invalid_question}), or it cannot be read yet
     *     ({@code not_yet})
     */
    public static void check(String path) {
        if (path.startsWith("session.")) {
            throw new InvalidQuestionException(
                    "not_yet", "sessions are not cut yet, so \"" + path + "\" cannot be read");
        }
        if (path.equals("messageId")) {
            throw new InvalidQuestionException(
                    "not_yet", "\"messageId\" is not kept in memory, so questions cannot read it yet");
        }
        if (path.length() > LENGTH_MAX || !(WHOLE.contains(path) || isOpen(path))) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "\"" + path
                            + "\" is no path of an event; expected properties.…, context.…, traits.…, event, type, source, "
                            + "userId, anonymousId, timestamp, timestamp.hour, timestamp.weekday or receivedAt, at most "
                            + LENGTH_MAX + " characters");
        }
    }

    /** Whether a path is of the instants that an event has, which are compared with instants only. */
    public static boolean isInstant(String path) {
        return path.equals("timestamp") || path.equals("receivedAt");
    }

    /** Whether a path is of what every event has, whatever else it says: its type and its times. */
    static boolean isOfEvery(String path) {
        return path.equals("type") || path.equals("receivedAt") || path.startsWith("timestamp");
    }

    /** Whether a path is of the customer's newest traits. */
    public static boolean isTrait(String path) {
        return path.startsWith(TRAITS);
    }

    private static boolean isOpen(String path) {
        return OPEN.stream().anyMatch(start -> path.startsWith(start) && path.length() > start.length());
    }
}
