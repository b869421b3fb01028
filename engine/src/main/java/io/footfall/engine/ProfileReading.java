package io.footfall.engine;

import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import io.footfall.question.Activity;
import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Value;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a customer's {@link Profile} from their timeline, in one walk. Used once. */
final class ProfileReading {
    /** The path of what an order brings. */
    static final String REVENUE = "properties.revenue";

    private static final long SESSION_GAP_MILLIS = 30 * 60_000;

    private final Moment moment;
    private final View view;
    private final Vocabulary vocabulary;
    private final Activity activity;
    private final int userIdPath;
    private final int anonymousIdPath;
    private final int sourcePath;
    private final int revenuePath;

    private long firstSeen;
    private long lastSeen;
    private long lastActive;
    private boolean isSeen;
    private long events;
    private long sessions;
    private long orders;
    private BigDecimal revenue = BigDecimal.ZERO;
    private final SortedMap<String, Value> traits = new TreeMap<>();
    private final SortedSet<String> sources = new TreeSet<>();
    private final Map<IdentityKey, Long> eventsOf = new HashMap<>();
    private final Map<String, Profile.Joined> joined = new HashMap<>();

    ProfileReading(Moment moment, Set<String> passiveEvents) {
        this.moment = moment;
        this.view = moment.view();
        this.vocabulary = view.vocabulary();
        this.activity = new Activity(vocabulary, passiveEvents);
        this.userIdPath = vocabulary.path("userId");
        this.anonymousIdPath = vocabulary.path("anonymousId");
        this.sourcePath = vocabulary.path("source");
        this.revenuePath = vocabulary.path(REVENUE);
    }

    /** The profile of a customer by their head; empty if they did nothing before the moment. */
    Optional<Profile> read(int head) {
        TimelineReader reader = new TimelineReader(view, moment.endMillis());
        reader.open(head);
        while (reader.next()) {
            take(reader.event());
        }
        if (!isSeen) {
            return Optional.empty();
        }
        return Optional.of(new Profile(
                view.nameOf(head),
                moment.asOf(),
                firstSeen,
                lastSeen,
                events,
                sessions,
                orders,
                revenue,
                traits,
                sources,
                identities(head),
                false));
    }

    private void take(EventView event) {
        if (!isSeen) {
            firstSeen = event.timestamp();
            isSeen = true;
        }
        lastSeen = event.timestamp();
        takeIds(event);
        sources.add(text(event.value(sourcePath)));
        if (event.type() == EventType.IDENTIFY) {
            event.forEachValue(this::takeTrait);
        }
        if (activity.is(event)) {
            sessions += events == 0 || event.timestamp() - lastActive > SESSION_GAP_MILLIS ? 1 : 0;
            lastActive = event.timestamp();
            events++;
            takeOrder(event);
        }
    }

    private void takeOrder(EventView event) {
        if (vocabulary.textOf(event.name()).equals("Order Completed")) {
            orders++;
            int value = event.value(revenuePath);
            if (value != Vocabulary.NONE && vocabulary.value(value) instanceof Value.Number(BigDecimal number)) {
                revenue = revenue.add(number);
            }
        }
    }

    private void takeIds(EventView event) {
        String user = text(event.value(userIdPath));
        String anonymous = text(event.value(anonymousIdPath));
        IdentityKey carried = user.isEmpty() ? IdentityKey.anonymous(anonymous) : IdentityKey.user(user);
        eventsOf.merge(carried, 1L, Long::sum);
        if (!user.isEmpty() && !anonymous.isEmpty()) {
            joined.putIfAbsent(anonymous, new Profile.Joined(user, event.timestamp(), event.sequence()));
        }
    }

    private void takeTrait(int path, int value) {
        String name = vocabulary.pathOf(path);
        if (name.startsWith(Profile.TRAITS)) {
            traits.put(name.substring(Profile.TRAITS.length()), vocabulary.value(value));
        }
    }

    private String text(int value) {
        return value == Vocabulary.NONE ? "" : vocabulary.textOf(value);
    }

    private List<Profile.Identity> identities(int head) {
        List<Profile.Identity> identities = new ArrayList<>();
        int identity = head;
        do {
            IdentityKey key = view.key(identity);
            Optional<Profile.Joined> why = key.isUser() ? Optional.empty() : Optional.ofNullable(joined.get(key.id()));
            identities.add(new Profile.Identity(key, eventsOf.getOrDefault(key, 0L), why));
            identity = view.nextIdentity(identity);
        } while (identity != head);
        identities.sort((left, right) -> Members.ORDER.compare(left.key(), right.key()));
        return identities;
    }
}
