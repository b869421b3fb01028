package io.footfall.question;

import io.footfall.timeline.Timelines;
import java.util.List;
import java.util.Set;

/** The paths that a question can name. */
public final class Paths {
    /** How a path of the customer's newest traits begins. */
    static final String TRAITS = "traits.";

    /** The path of what a session began with. */
    public static final String SESSION_ENTRY = "session.entry";

    /** The path of what a session ends with; only whole sessions have it. */
    public static final String SESSION_EXIT = "session.exit";

    /** How a path of the campaign that a session came from begins. */
    static final String SESSION_CAMPAIGN = "session.campaign.";

    /** The path of the page that an event happened on. */
    static final String PAGE = "context.page.path";

    /** The path of the campaign that an event came from. */
    static final String CAMPAIGN = "context.campaign";

    /** How a path of a lookup table begins. */
    static final String LOOKUP = "lookup.";

    /** The longest path, in characters. */
    public static final int LENGTH_MAX = 300;

    private static final Set<String> WHOLE = Set.of(
            "event",
            "type",
            "source",
            Timelines.MESSAGE_ID,
            "userId",
            "anonymousId",
            "timestamp",
            "timestamp.hour",
            "timestamp.weekday",
            "receivedAt",
            SESSION_ENTRY,
            SESSION_EXIT);
    private static final List<String> OPEN = List.of("properties.", "context.", TRAITS, SESSION_CAMPAIGN);

    private Paths() {}

    /**
     * Lets a path pass that a question may name.
     *
     * @throws InvalidQuestionException if there is no such path, or questions do not read it ({@code invalid_question})
     */
    public static void check(String path) {
        if (path.length() > LENGTH_MAX || !(WHOLE.contains(path) || isOpen(path))) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "\"" + path
                            + "\" is no path of an event; expected properties.…, context.…, traits.…, lookup.TABLE.COLUMN, session.entry, "
                            + "session.campaign.…, event, type, source, messageId, userId, anonymousId, timestamp, timestamp.hour, "
                            + "timestamp.weekday or receivedAt, at most "
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

    /** Whether a path is of the session that an event belongs to. */
    public static boolean isOfSession(String path) {
        return path.equals(SESSION_ENTRY) || path.equals(SESSION_EXIT) || path.startsWith(SESSION_CAMPAIGN);
    }

    /** Whether a path is of something that a later event of the session may still decide. */
    static boolean isOfSessionCampaign(String path) {
        return path.startsWith(SESSION_CAMPAIGN);
    }

    /** The path of an event that a path of its session's campaign is read from. */
    static String ofEvent(String campaignPath) {
        return CAMPAIGN + "." + campaignPath.substring(SESSION_CAMPAIGN.length());
    }

    /** Whether a path is of what a lookup table says. */
    public static boolean isLookup(String path) {
        return path.startsWith(LOOKUP);
    }

    /** The name of the table in the path of one. */
    static String lookupTable(String path) {
        return path.substring(LOOKUP.length(), path.indexOf('.', LOOKUP.length()));
    }

    /** The name of the column in the path of a lookup table. */
    static String lookupColumn(String path) {
        return path.substring(path.indexOf('.', LOOKUP.length()) + 1);
    }

    private static boolean isOpen(String path) {
        if (isLookup(path)) {
            int dot = path.indexOf('.', LOOKUP.length());
            return dot > LOOKUP.length() && dot < path.length() - 1;
        }
        return OPEN.stream().anyMatch(start -> path.startsWith(start) && path.length() > start.length());
    }
}
