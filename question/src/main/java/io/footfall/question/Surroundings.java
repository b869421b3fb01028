package io.footfall.question;

import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the event that is being folded beside what it says itself: the session it belongs to, and the
 * value it is attributed to.
 *
 * <p>What cuts sessions and finds touches says so before each event; readers look here. For one thread.
 */
public final class Surroundings {
    private final List<String> campaignPaths = new ArrayList<>();
    private boolean isEntryRead;
    private boolean isExitRead;
    private @Nullable Session session;
    private int touched;

    /** Says which session the events belong to that are folded next; null for none. */
    public void enter(@Nullable Session newSession) {
        session = newSession;
    }

    /** Says which value the event is attributed to that is folded next. */
    void touch(int value) {
        touched = value;
    }

    /** The value that the event being folded is attributed to. */
    int touched() {
        return touched;
    }

    /** The reader of a path of sessions. */
    PathReader reader(String path) {
        if (path.equals(Paths.SESSION_ENTRY)) {
            isEntryRead = true;
            return event -> session == null ? Vocabulary.NONE : session.entry;
        }
        if (path.equals(Paths.SESSION_EXIT)) {
            isExitRead = true;
            return event -> session == null ? Vocabulary.NONE : session.exit;
        }
        int place = place(Paths.ofEvent(path));
        return event -> session == null ? Vocabulary.NONE : session.campaign(place);
    }

    /** Whether anyone reads what sessions began with. */
    boolean isEntryRead() {
        return isEntryRead;
    }

    /** Whether anyone reads what sessions ended with. */
    boolean isExitRead() {
        return isExitRead;
    }

    /** What is read of the campaigns of sessions, as paths of events. */
    List<String> campaignPaths() {
        return campaignPaths;
    }

    private int place(String path) {
        if (!campaignPaths.contains(path)) {
            campaignPaths.add(path);
        }
        return campaignPaths.indexOf(path);
    }
}
