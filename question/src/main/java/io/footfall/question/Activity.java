package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.util.Arrays;
import java.util.Set;

/**
 * Decides which events are something the customer did: track, page and screen calls, but for names that are done to them.
 *
 * <p>Used by one thread: it remembers its verdict by the number of a name.
 */
public final class Activity {
    /** What is done to a customer unless configured otherwise. */
    public static final Set<String> PASSIVE =
            Set.of("Email Sent", "Email Delivered", "Email Bounced", "Experiment Viewed");

    private static final byte UNKNOWN = 0;
    private static final byte ACTIVE = 1;
    private static final byte NOT_ACTIVE = 2;

    private final Vocabulary vocabulary;
    private final Set<String> passive;
    private byte[] verdicts = new byte[256];

    /** Names in {@code passive} are never activity. */
    public Activity(Vocabulary vocabulary, Set<String> passive) {
        this.vocabulary = vocabulary;
        this.passive = Set.copyOf(passive);
    }

    /** Whether the customer did it. */
    public boolean is(EventView event) {
        return event.isActivityType() && isActive(event.name());
    }

    private boolean isActive(int name) {
        if (name >= verdicts.length) {
            verdicts = Arrays.copyOf(verdicts, Math.max(name + 1, verdicts.length * 2));
        }
        if (verdicts[name] == UNKNOWN) {
            verdicts[name] = passive.contains(vocabulary.textOf(name)) ? NOT_ACTIVE : ACTIVE;
        }
        return verdicts[name] == ACTIVE;
    }
}
