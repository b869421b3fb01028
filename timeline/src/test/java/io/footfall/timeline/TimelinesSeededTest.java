package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelinesSeededTest {
    private static final int ROUNDS = 15;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);

    /** An event and its place in the log. */
    private record Taken(long sequence, Event event) {}

    @Test
    void everyViewShowsForEverWhatHadComeWhenItWasPublished() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = new Told(random.nextLong());
            List<Taken> taken = new ArrayList<>();
            Map<View, Set<String>> views = new LinkedHashMap<>();
            long sequence = 0;
            int count = random.nextInt(1, 1_500);
            for (int i = 0; i < count; i++) {
                Event event = event(i);
                sequence++;
                if (told.take(event) instanceof Inserted.Added) {
                    taken.add(new Taken(sequence, event));
                }
                if (random.nextInt(count) < 4) {
                    views.put(told.publish(), customers(taken));
                }
            }
            views.put(told.publish(), customers(taken));
            views.forEach((view, expected) ->
                    assertThat(Told.customers(view)).as("-Dseed=%d", seed).isEqualTo(expected));
        }
    }

    @Test
    void whatIsNotKeptIsAsIfItHadNeverCome() {
        for (int round = 0; round < ROUNDS; round++) {
            // Where there is no room for values, no row says who is whom.
            Told told = new Told(new Timelines(random.nextLong(), random.nextBoolean() ? Long.MAX_VALUE : 1), 0);
            Map<String, Taken> taken = new LinkedHashMap<>();
            long from = 0;
            int count = random.nextInt(1, 1_500);
            for (int i = 0; i < count; i++) {
                if (random.nextInt(count) < 4) {
                    View before = told.publish();
                    Set<String> customersBefore = customers(taken.values());
                    from += random.nextInt(2_000);
                    long kept = from;
                    told.timelines().keepFrom(kept);
                    taken.values().removeIf(each -> each.event().timestamp() < kept);
                    assertThat(Told.customers(before)).as("-Dseed=%d", seed).isEqualTo(customersBefore);
                }
                Event event = event(i);
                String id = event.messageId() + event.identity();
                boolean isNew = event.timestamp() >= from && !taken.containsKey(id);
                assertThat(told.take(event) instanceof Inserted.Added)
                        .as("-Dseed=%d", seed)
                        .isEqualTo(isNew);
                if (isNew) {
                    taken.put(id, new Taken(i + 1, event));
                }
            }
            assertThat(Told.customers(told.publish())).as("-Dseed=%d", seed).isEqualTo(customers(taken.values()));
            assertThat(told.timelines().eventCount()).as("-Dseed=%d", seed).isEqualTo(taken.size());
        }
    }

    @Test
    void whoIsWhomDoesNotDependOnTheOrderOfArrival() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                events.add(fresh(i));
            }
            Map<Long, Event> onePerMillisecond = new TreeMap<>();
            events.forEach(event -> onePerMillisecond.put(event.timestamp(), event));
            List<Event> inOrder = new ArrayList<>(onePerMillisecond.values());
            List<Event> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            assertThat(withoutSequences(shuffled)).as("-Dseed=%d", seed).isEqualTo(withoutSequences(inOrder));
        }
    }

    /** Customers that are named as changed, or whose events came, are all that differ between two views. */
    @Test
    void everyCustomerThatChangesIsNamed() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = new Told(random.nextLong());
            View before = told.publish();
            for (int i = 0; i < 200; i++) {
                Set<Integer> touched = new HashSet<>();
                int first = i;
                while (i == first || random.nextInt(4) > 0) {
                    if (told.take(event(i++)) instanceof Inserted.Added(int identity, EventView ignored)) {
                        touched.add(identity);
                    }
                }
                touched.addAll(told.changed());
                View now = told.publish();
                Set<Integer> named = new HashSet<>();
                for (int identity : touched) {
                    named.add(now.customerOf(identity));
                }
                for (int customer = 0; customer < before.identities(); customer++) {
                    if (!named.contains(now.customerOf(customer))) {
                        assertThat(now.customerOf(customer))
                                .as("-Dseed=%d", seed)
                                .isEqualTo(before.customerOf(customer));
                    }
                }
                before = now;
            }
        }
    }

    @Test
    void whatIsPassedOverIsWhatHappenedBefore() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = new Told(random.nextLong());
            int count = random.nextInt(1, 1_500);
            for (int i = 0; i < count; i++) {
                told.take(event(i));
            }
            View view = told.publish();
            TimelineReader reader = new TimelineReader(view, Long.MAX_VALUE);
            for (int customer = 0; customer < view.identities(); customer++) {
                if (view.isHead(customer)) {
                    List<String> all = Told.events(reader, customer);
                    assertThat(passingOver(reader, customer, all))
                            .as("-Dseed=%d", seed)
                            .isEqualTo(all.size());
                }
            }
        }
    }

    /** Whoever did them: of some names, before an instant, as far as they are kept, while others come. */
    @Test
    void eventsOfManyAreThoseOfEachOfThem() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = new Told(random.nextLong());
            int count = random.nextInt(1, 1_500);
            for (int i = 0; i < count; i++) {
                told.take(event(i));
            }
            if (random.nextBoolean()) {
                told.timelines().keepFrom(random.nextInt(1, 2_000));
            }
            View view = told.publish();
            for (int i = random.nextInt(500); i > 0; i--) {
                told.take(event(count + i));
            }
            long end = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(5_000);
            NameSet only = random.nextBoolean() ? null : new NameSet(view.vocabulary(), Set.of("Seen"));
            Set<Long> ofMany = new TreeSet<>();
            EventsReader events = new EventsReader(view, end, only);
            for (int from = 0; from < view.identities(); ) {
                int to = random.nextInt(from + 1, view.identities() + 1);
                events.open(from, to);
                while (events.next()) {
                    assertThat(ofMany.add(events.event().sequence()))
                            .as("-Dseed=%d", seed)
                            .isTrue();
                }
                from = to;
            }
            assertThat(ofMany).as("-Dseed=%d", seed).isEqualTo(ofEach(new TimelineReader(view, end, only), view));
        }
    }

    private static Set<Long> ofEach(TimelineReader reader, View view) {
        Set<Long> sequences = new TreeSet<>();
        for (int customer = 0; customer < view.identities(); customer++) {
            if (view.isHead(customer)) {
                reader.open(customer);
                while (reader.next()) {
                    sequences.add(reader.event().sequence());
                }
            }
        }
        return sequences;
    }

    /** Reads a customer with leaps, each of which must end where going step by step does; returns how many it came by. */
    private int passingOver(TimelineReader reader, int customer, List<String> all) {
        reader.open(customer);
        int at = 0;
        while (true) {
            long until = random.nextInt(6_000);
            if (random.nextInt(3) == 0) {
                reader.passOver(until);
                while (at < all.size() && timestamp(all.get(at)) < until) {
                    at++;
                }
            }
            if (!reader.next()) {
                return at;
            }
            assertThat(reader.event().timestamp() + "#" + reader.event().sequence())
                    .as("-Dseed=%d", seed)
                    .isEqualTo(all.get(at++));
        }
    }

    private static long timestamp(String told) {
        return Long.parseLong(told.substring(0, told.indexOf('#')));
    }

    /** Now and then with the message id of an earlier one. */
    private Event event(int number) {
        return fresh(random.nextInt(10) == 0 ? random.nextInt(number + 1) : number);
    }

    private Event fresh(int number) {
        long timestamp = random.nextInt(5_000);
        String messageId = "m" + number;
        if (random.nextInt(15) == 0) {
            return Told.alias(messageId, id(), id(), timestamp);
        }
        String user = random.nextInt(3) == 0 ? id() : null;
        return Told.event(messageId, user, user == null || random.nextInt(3) == 0 ? id() : null, timestamp);
    }

    /** The same texts for users and devices, which are different ids all the same. */
    private String id() {
        return "i" + random.nextInt(12);
    }

    private static Set<String> withoutSequences(List<Event> events) {
        Told told = new Told(1);
        events.forEach(told::take);
        return Told.customers(told.publish()).stream()
                .map(customer -> customer.replaceAll("#\\d+", ""))
                .collect(Collectors.toSet());
    }

    /** As {@link Told#customers} tells them, by hand. */
    private static Set<String> customers(Collection<Taken> taken) {
        List<Taken> inOrder = new ArrayList<>(taken);
        inOrder.sort(Comparator.comparingLong((Taken each) -> each.event().timestamp())
                .thenComparingLong(Taken::sequence));
        Map<String, Integer> groupOf = groups(inOrder);
        Map<Integer, Set<String>> ids = new HashMap<>();
        groupOf.forEach((id, group) ->
                ids.computeIfAbsent(group, ignored -> new TreeSet<>()).add(id));
        Map<Integer, List<String>> events = new HashMap<>();
        for (Taken each : inOrder) {
            Event event = each.event();
            String id = event.userId() == null ? "anonymous " + event.anonymousId() : "user " + event.userId();
            events.computeIfAbsent(group(groupOf, id), ignored -> new ArrayList<>())
                    .add(event.timestamp() + "#" + each.sequence());
        }
        Set<String> customers = new TreeSet<>();
        events.forEach((group, told) ->
                customers.add(String.join(", ", ids.getOrDefault(group, Set.of())) + ": " + String.join(" ", told)));
        return customers;
    }

    /** Every id under a number it shares with the ids of the same customer. */
    private static Map<String, Integer> groups(List<Taken> inOrder) {
        Map<String, Integer> groupOf = new HashMap<>();
        for (Taken each : inOrder) {
            groupOf.putIfAbsent(user(each.event().userId()), groupOf.size());
            groupOf.putIfAbsent("anonymous " + each.event().anonymousId(), groupOf.size());
        }
        Set<String> users = new HashSet<>(groupOf.keySet());
        Set<String> owned = new HashSet<>();
        List<String[]> joins = new ArrayList<>();
        for (Taken each : inOrder) {
            Event event = each.event();
            if (event.userId() != null && event.anonymousId() != null && owned.add(event.anonymousId())) {
                joins.add(new String[] {"anonymous " + event.anonymousId(), user(event.userId())});
            }
            String previous = event.previousId();
            if (event.type() == EventType.ALIAS && previous != null) {
                if (users.contains(user(previous))) {
                    joins.add(new String[] {user(previous), user(event.userId())});
                } else if (owned.add(previous)) {
                    groupOf.putIfAbsent("anonymous " + previous, groupOf.size());
                    joins.add(new String[] {"anonymous " + previous, user(event.userId())});
                }
            }
        }
        for (String[] join : joins) {
            int from = group(groupOf, join[0]);
            int to = group(groupOf, join[1]);
            groupOf.replaceAll((id, group) -> group == from ? to : group);
        }
        groupOf.remove("user null");
        groupOf.remove("anonymous null");
        return groupOf;
    }

    private static int group(Map<String, Integer> groupOf, String id) {
        return groupOf.getOrDefault(id, -1);
    }

    private static String user(@Nullable String id) {
        return "user " + id;
    }
}
