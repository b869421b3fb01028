package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Vocabulary;
import java.util.Set;

/**
 * Decides which events are something the customer did: track, page and screen calls, but for names that are done to them.
 *
 * <p>Used by one thread.
 */
public final class Activity {
    /** What is done to a customer unless configured otherwise. */
    public static final Set<String> PASSIVE =
            Set.of("Email Sent", "Email Delivered", "Email Bounced", "Experiment Viewed");

    private final NameSet passive;

    /** Names in {@code passive} are never activity. */
    public Activity(Vocabulary vocabulary, Set<String> passive) {
        this.passive = new NameSet(vocabulary, passive);
    }

    /** Whether the customer did it. */
    public boolean is(EventView event) {
        return event.isActivityType() && !passive.has(event.name());
    }
}
