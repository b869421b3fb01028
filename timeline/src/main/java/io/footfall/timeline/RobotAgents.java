package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.regex.Pattern;

/**
 * Knows robots by the user agent that an event says in {@code context.userAgent}. Used by one thread.
 *
 * <p>Robots that mean well say what they are: by a product token that ends in "bot" (as the crawlers that RFC 9309 speaks of do), by the words
 * crawler and spider, by the address of a page about them after a plus sign, or by the name of the program that drives a browser or
 * makes requests. Phones called Cubot are none.
 */
final class RobotAgents {
    static final String PATH = "context.userAgent";

    private static final int REMEMBERED_MAX = 1 << 16;
    private static final int UNKNOWN = 0;
    private static final int YES = 1;
    private static final int NO = 2;
    private static final Pattern ROBOT = Pattern.compile(
            "(?<!cu)bot(?![a-z])|crawl|spider|slurp|\\+https?://|headless|phantomjs|lighthouse|selenium|puppeteer|playwright"
                    + "|facebookexternalhit|feedfetcher|mediapartners-google|pingdom|uptime|monitoring"
                    + "|^(?:curl|wget|python-requests|python-urllib|go-http-client|java|libwww-perl|scrapy|apache-httpclient)/",
            Pattern.CASE_INSENSITIVE);

    private final Vocabulary vocabulary;
    private final Int2IntOpenHashMap known = new Int2IntOpenHashMap();

    RobotAgents(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Whether the value with this number is a robot's user agent. */
    boolean has(int value) {
        if (value == Vocabulary.NONE) {
            return false;
        }
        int verdict = known.get(value);
        if (verdict != UNKNOWN) {
            return verdict == YES;
        }
        if (known.size() == REMEMBERED_MAX) {
            known.clear();
        }
        boolean isRobot = vocabulary.value(value) instanceof Value.Text(String text) && is(text);
        known.put(value, isRobot ? YES : NO);
        return isRobot;
    }

    /** Whether a user agent is a robot's. */
    static boolean is(String userAgent) {
        return ROBOT.matcher(userAgent).find();
    }
}
