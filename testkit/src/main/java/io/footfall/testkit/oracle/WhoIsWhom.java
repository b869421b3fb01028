package io.footfall.testkit.oracle;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import io.footfall.testkit.Admitted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out second deliveries and what is not kept, finds out who is whom, and puts events in order.
 *
 * <p>An anonymous id is the user of the earliest event that says so: one that carries both, or an alias call whose previous id
 * was never a user's. Users are one customer if a chain of alias calls leads from one to the other.
 */
final class WhoIsWhom {
    private final Set<String> users = new HashSet<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, String> ownerOfAnonymous = new HashMap<>();

    private WhoIsWhom(List<Admitted> events) {
        for (Admitted each : events) {
            if (each.event().userId() != null) {
                users.add(each.event().userId());
            }
        }
        for (Admitted each : events) {
            takeClaims(each.event());
        }
    }

    /**
     * Everything that was done and is kept, once each, in the total order.
     *
     * @param keptFrom from when on events are kept since a sequence, by that sequence
     */
    static List<Did> resolve(List<Admitted> admitted, SortedMap<Long, Long> keptFrom) {
        List<Admitted> inOrder = kept(admitted, keptFrom);
        inOrder.sort(Comparator.comparingLong((Admitted each) -> each.event().timestamp())
                .thenComparingLong(Admitted::sequence));
        WhoIsWhom who = new WhoIsWhom(inOrder);
        List<Did> all = new ArrayList<>();
        for (Admitted each : inOrder) {
            all.add(new Did(
                    who.customer(each.event()),
                    each.sequence(),
                    each.event(),
                    Said.of(each.event().document())));
        }
        return all;
    }

    private record Delivery(String source, String messageId, IdentityKey identity) {}

    /** What is not kept any more when an event comes is not there for it to be a second delivery of. */
    private static List<Admitted> kept(List<Admitted> admitted, SortedMap<Long, Long> keptFrom) {
        List<Admitted> bySequence = new ArrayList<>(admitted);
        bySequence.sort(Comparator.comparingLong(Admitted::sequence));
        Map<Delivery, Admitted> first = new LinkedHashMap<>();
        for (Admitted each : bySequence) {
            leaveOut(first, keptFrom.headMap(each.sequence()));
            Event event = each.event();
            first.putIfAbsent(new Delivery(event.source(), event.messageId(), event.identity()), each);
        }
        leaveOut(first, keptFrom);
        return new ArrayList<>(first.values());
    }

    private static void leaveOut(Map<Delivery, Admitted> first, SortedMap<Long, Long> keptFrom) {
        long from = keptFrom.values().stream().max(Comparator.naturalOrder()).orElse(0L);
        first.values().removeIf(each -> each.event().timestamp() < from);
    }

    /** Events come in the total order, so the first claim is the earliest. */
    private void takeClaims(Event event) {
        @Nullable String user = event.userId();
        if (user == null) {
            return;
        }
        if (event.anonymousId() != null) {
            ownerOfAnonymous.putIfAbsent(event.anonymousId(), user);
        }
        @Nullable String previous = event.previousId();
        if (event.type() == EventType.ALIAS && previous != null) {
            if (users.contains(previous)) {
                aliases.computeIfAbsent(previous, ignored -> new HashSet<>()).add(user);
                aliases.computeIfAbsent(user, ignored -> new HashSet<>()).add(previous);
            } else {
                ownerOfAnonymous.putIfAbsent(previous, user);
            }
        }
    }

    private String customer(Event event) {
        if (event.userId() != null) {
            return nameOf(event.userId());
        }
        String owner = ownerOfAnonymous.get(event.anonymousId());
        return owner == null ? "anonymous " + event.anonymousId() : nameOf(owner);
    }

    /** The first by name of all users that aliases lead to. */
    private String nameOf(String user) {
        Set<String> met = new HashSet<>(Set.of(user));
        List<String> toVisit = new ArrayList<>(met);
        while (!toVisit.isEmpty()) {
            for (String other : aliases.getOrDefault(toVisit.removeLast(), Set.of())) {
                if (met.add(other)) {
                    toVisit.add(other);
                }
            }
        }
        return "user " + met.stream().min(Comparator.naturalOrder()).orElseThrow();
    }
}
