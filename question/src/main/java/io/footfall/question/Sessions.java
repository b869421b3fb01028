package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.util.Arrays;

/**
 * Cuts what a customer does into sessions: activity that the filter lets through, with gaps no longer than the question's.
 *
 * <p>To be made after all readers of the context's {@link Surroundings}. Used by one thread.
 */
public final class Sessions {
    private final Matcher activity;
    private final long gapMillis;
    private final boolean readsEntry;
    private final boolean readsExit;
    private final int page;
    private final int campaign;
    private final int[] campaignPaths;

    /** Cuts sessions as a question with this scope has them. */
    public Sessions(Scope scope, FoldContext context) {
        Vocabulary vocabulary = context.vocabulary();
        activity = new Matcher(Selector.ANY, scope, context);
        gapMillis = scope.gap().toMillis();
        readsEntry = context.surroundings().isEntryRead();
        readsExit = context.surroundings().isExitRead();
        page = vocabulary.path(Paths.PAGE);
        campaign = vocabulary.path(Paths.CAMPAIGN);
        campaignPaths = context.surroundings().campaignPaths().stream()
                .mapToInt(vocabulary::path)
                .toArray();
    }

    /** Whether an event belongs to any session. */
    public boolean has(EventView event) {
        return activity.matches(event);
    }

    /** Whether an event that belongs to a session belongs to this one. */
    public boolean continues(Session session, EventView event) {
        return session.events > 0 && event.timestamp() - session.last <= gapMillis;
    }

    /** Begins a session with an event. */
    public void begin(Session session, EventView event) {
        session.first = event.timestamp();
        session.events = 0;
        session.hasCampaign = false;
        if (readsEntry) {
            session.entry = pageOrName(event);
        }
        take(session, event);
    }

    /** Takes an event that continues a session. */
    public void take(Session session, EventView event) {
        session.last = event.timestamp();
        session.events++;
        if (readsExit) {
            session.exit = pageOrName(event);
        }
        if (campaignPaths.length > 0 && !session.hasCampaign && comesFromCampaign(event)) {
            takeCampaign(session, event);
        }
    }

    /** Whether sessions are asked for their campaign. */
    boolean readsCampaigns() {
        return campaignPaths.length > 0;
    }

    /** Whether an event says which campaign it came from. */
    boolean comesFromCampaign(EventView event) {
        return event.value(campaign) != Vocabulary.NONE;
    }

    private void takeCampaign(Session session, EventView event) {
        session.hasCampaign = true;
        if (session.campaign.length < campaignPaths.length) {
            session.campaign = Arrays.copyOf(session.campaign, campaignPaths.length);
        }
        for (int i = 0; i < campaignPaths.length; i++) {
            session.campaign[i] = event.value(campaignPaths[i]);
        }
    }

    private int pageOrName(EventView event) {
        int path = event.value(page);
        return path == Vocabulary.NONE ? event.name() : path;
    }
}
