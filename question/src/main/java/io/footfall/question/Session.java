package io.footfall.question;

import io.footfall.timeline.Vocabulary;

/** The newest session of one customer, as far as it has come; {@link Sessions} makes it. */
public final class Session {
    long first;
    long last;
    long events;
    int entry;
    int exit;
    boolean hasCampaign;
    int[] campaign = new int[0];

    /** Makes it as if there had been none. */
    public void clear() {
        events = 0;
    }

    /** When it began, in milliseconds since 1970 UTC. */
    public long first() {
        return first;
    }

    /** When its newest event happened. */
    public long last() {
        return last;
    }

    /** How many events it has; 0 if there is no session yet. */
    public long events() {
        return events;
    }

    /** Whether it has an event that came from a campaign, which is the campaign of all its events then. */
    public boolean hasCampaign() {
        return hasCampaign;
    }

    int campaign(int place) {
        return hasCampaign ? campaign[place] : Vocabulary.NONE;
    }
}
