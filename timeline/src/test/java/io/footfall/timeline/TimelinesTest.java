package io.footfall.timeline;

import static io.footfall.timeline.Told.alias;
import static io.footfall.timeline.Told.customers;
import static io.footfall.timeline.Told.event;
import static io.footfall.timeline.Told.identify;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelinesTest {
    private final Told told = new Told(7);

    @Test
    void eventsAreReadInOrderOfTimeAndOfArrivalAmongEqualOnes() {
        told.take(event("a", "ann", null, 20));
        told.take(event("b", "ann", null, 10));
        told.take(event("c", "ann", null, 20));
        told.take(event("d", "ann", null, 10));
        assertThat(customers(told.publish())).containsExactly("user ann: 10#2 10#4 20#1 20#3");
    }

    @Test
    void aReaderStopsBeforeItsInstant() {
        told.take(event("a", "ann", null, 20));
        told.take(event("b", "ann", null, 19));
        View view = told.publish();
        assertThat(Told.events(new TimelineReader(view, 20), 0)).containsExactly("19#2");
        assertThat(Told.events(new TimelineReader(view, 21), 0)).containsExactly("19#2", "20#1");
    }

    @Test
    void aSecondDeliveryIsADuplicateOfItsSourceMessageIdAndIdentityOnly() {
        assertThat(told.take(event("a", "ann", null, 10))).isInstanceOf(Inserted.Added.class);
        assertThat(told.take(event("a", "ann", null, 10))).isEqualTo(new Inserted.Duplicate(false));
        assertThat(told.take(event("a", "bob", null, 10))).isInstanceOf(Inserted.Added.class);
        assertThat(told.take(event("a", null, "ann", 10))).isInstanceOf(Inserted.Added.class);
        assertThat(told.take(event("b", "ann", null, 10))).isInstanceOf(Inserted.Added.class);
        assertThat(told.timelines().eventCount()).isEqualTo(4);
    }

    @Test
    void anIdThatComesBackWithOtherContentIsAConflictAndTheFirstStays() {
        told.take(event("a", "ann", null, 10));
        Event other = new Event(EventType.TRACK, "Bought", "web", "a", "ann", null, null, 10, 10, Told.NOTHING);
        assertThat(told.take(other)).isEqualTo(new Inserted.Duplicate(true));
        assertThat(customers(told.publish())).containsExactly("user ann: 10#1");
    }

    @Test
    void aDuplicateIsKnownAmongManyThousandEventsOfOneCustomer() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(told.take(event("m" + i, "ann", null, i * 7919L % 5_000)))
                    .isInstanceOf(Inserted.Added.class);
        }
        for (int i = 0; i < 5_000; i++) {
            assertThat(told.take(event("m" + i, "ann", null, 1))).isInstanceOf(Inserted.Duplicate.class);
        }
    }

    @Test
    void whatAViewShowsDoesNotChangeWhileEventsComeAndSlicesAreMerged() {
        told.take(event("a", "ann", null, 10));
        told.take(event("b", null, "phone", 20));
        View before = told.publish();
        for (int i = 0; i < 3_000; i++) {
            told.take(event("m" + i, i % 2 == 0 ? "ann" : null, "phone", 3_000 - i));
        }
        assertThat(told.timelines().mergeCount()).isPositive();
        assertThat(customers(before)).containsExactly("anonymous phone: 20#2", "user ann: 10#1");
        assertThat(customers(told.publish())).hasSize(1);
    }

    @Test
    void anAnonymousIdJoinsTheUserWhoSignsInOnIt() {
        told.take(event("a", null, "phone", 10));
        told.take(event("b", "ann", null, 20));
        View apart = told.publish();
        told.take(event("c", "ann", "phone", 30));
        assertThat(told.changed()).containsExactlyInAnyOrder(0, 1);
        assertThat(customers(told.publish())).containsExactly("anonymous phone, user ann: 10#1 20#2 30#3");
        assertThat(customers(apart)).containsExactly("anonymous phone: 10#1", "user ann: 20#2");
    }

    @Test
    void aSharedDeviceStaysWithTheFirstToSignInAndAnEventThatNamesAUserIsTheirs() {
        told.take(event("a", "ann", "phone", 10));
        told.take(event("b", "bob", "phone", 20));
        told.take(event("c", null, "phone", 30));
        assertThat(customers(told.publish())).containsExactly("anonymous phone, user ann: 10#1 30#3", "user bob: 20#2");
    }

    @Test
    void anEarlierSignInThatArrivesLaterTakesTheDeviceOver() {
        told.take(event("a", "ann", "phone", 20));
        told.take(event("b", null, "phone", 30));
        told.publish();
        told.take(event("c", "bob", "phone", 10));
        assertThat(told.changed()).isNotEmpty();
        assertThat(customers(told.publish())).containsExactly("anonymous phone, user bob: 10#3 30#2", "user ann: 20#1");
    }

    @Test
    void ofSignInsInTheSameMillisecondTheFirstToArriveCounts() {
        told.take(event("a", "ann", "phone", 10));
        told.take(event("b", "bob", "phone", 10));
        told.take(event("c", null, "phone", 5));
        assertThat(customers(told.publish())).containsExactly("anonymous phone, user ann: 5#3 10#1", "user bob: 10#2");
    }

    @Test
    void twoUsersJoinByAnAliasOfAUserSeenBefore() {
        told.take(event("a", "old", null, 10));
        told.take(alias("b", "old", "new", 20));
        assertThat(customers(told.publish())).containsExactly("user new, user old: 10#1 20#2");
    }

    @Test
    void anAliasOfAnIdThatIsLaterSeenAsAUserMeantTheUser() {
        told.take(event("a", null, "old", 5));
        told.take(alias("b", "old", "new", 20));
        assertThat(customers(told.publish())).containsExactly("anonymous old, user new: 5#1 20#2");
        told.take(event("c", "old", null, 30));
        assertThat(customers(told.publish())).containsExactly("anonymous old: 5#1", "user new, user old: 20#2 30#3");
    }

    @Test
    void theUserAnIdIsAnAliasOfTakesItsDevicesAlong() {
        told.take(event("a", "old", "phone", 10));
        told.take(event("b", null, "phone", 11));
        told.take(alias("c", "old", "new", 20));
        told.take(event("d", "new", "tablet", 30));
        assertThat(customers(told.publish()))
                .containsExactly("anonymous phone, anonymous tablet, user new, user old: 10#1 11#2 20#3 30#4");
    }

    @Test
    void aTraitIsTheNewestBeforeTheInstantOnAllEvents() {
        told.take(event("a", "ann", null, 10));
        told.take(identify("b", "ann", 30, "plan", "pro"));
        told.take(identify("c", "ann", 20, "plan", "free"));
        told.take(identify("d", "ann", 40, "plan", null));
        int path = told.timelines().vocabulary().path("traits.plan");
        assertThat(trait(path, 20)).isNull();
        assertThat(trait(path, 30)).isEqualTo("free");
        assertThat(trait(path, 50)).isEqualTo("pro");
    }

    @Test
    void aPropertyIsReadBackUnderItsPath() {
        DocumentWriter document = new DocumentWriter(64)
                .startObject()
                .key("properties")
                .startObject()
                .key("cart")
                .startObject()
                .key("size")
                .number(3)
                .endObject()
                .key("tags")
                .startArray()
                .text("new")
                .bool(true)
                .endArray()
                .endObject()
                .endObject();
        told.take(new Event(EventType.TRACK, "Seen", "web", "a", "ann", null, null, 10, 15, document.toDocument()));
        TimelineReader reader = new TimelineReader(told.publish(), 20);
        reader.open(0);
        assertThat(reader.next()).isTrue();
        assertThat(read(reader, "properties.cart.size")).isEqualTo("3");
        assertThat(read(reader, "properties.cart")).isEqualTo("Structure[]");
        assertThat(read(reader, "properties.tags")).isEqualTo("Array[elements=[Text[text=new], Bool[bool=true]]]");
        assertThat(read(reader, "userId")).isEqualTo("ann");
        assertThat(read(reader, "source")).isEqualTo("web");
        assertThat(reader.event().value(told.timelines().vocabulary().path("anonymousId")))
                .isZero();
        assertThat(reader.event().receivedAt()).isEqualTo(15);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void messageIdsAreRememberedByTimelinesThatAreMadeForThem() {
        Event seen = event("m-1", "ann", null, 10);
        assertThat(messageId(new Timelines(7), seen)).isEmpty();
        assertThat(messageId(Timelines.ofPaths(7, Set.of("properties.a")), seen))
                .isEmpty();
        assertThat(messageId(Timelines.withMessageIds(7), seen)).hasValue("m-1");
        assertThat(messageId(Timelines.ofPaths(7, Set.of("messageId")), seen)).hasValue("m-1");
    }

    /** What is remembered of an event's message id; empty if they are said not to be in memory, and are not. */
    private static Optional<String> messageId(Timelines timelines, Event event) {
        timelines.insert(event, 1, changed -> {});
        Vocabulary vocabulary = timelines.vocabulary();
        TimelineReader reader = new TimelineReader(timelines.publish(1), 20);
        reader.open(0);
        assertThat(reader.next()).isTrue();
        int value = reader.event().value(vocabulary.path("messageId"));
        assertThat(vocabulary.isComplete("messageId")).isEqualTo(value != Vocabulary.NONE);
        return value == Vocabulary.NONE ? Optional.empty() : Optional.of(vocabulary.textOf(value));
    }

    @Test
    void anEventStandsTwiceOnATimelineWhenItIsPutThereAgain() {
        Event seen = event("m-1", "ann", null, 10);
        told.take(seen);
        assertThat(told.timelines().insertAgain(seen, 2)).isInstanceOf(Inserted.Added.class);
        assertThat(told.timelines().insert(seen, 3, changed -> {})).isInstanceOf(Inserted.Duplicate.class);
        assertThat(told.timelines().eventCount()).isEqualTo(2);
    }

    private @Nullable String trait(int path, long before) {
        TimelineReader reader = new TimelineReader(told.publish(), before, path);
        reader.open(0);
        assertThat(reader.next()).isTrue();
        int value = reader.event().trait(path);
        return value == Vocabulary.NONE ? null : told.timelines().vocabulary().textOf(value);
    }

    private String read(TimelineReader reader, String path) {
        Vocabulary vocabulary = told.timelines().vocabulary();
        Value value = vocabulary.value(reader.event().value(vocabulary.path(path)));
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Number number -> number.number().toPlainString();
            default -> value.toString();
        };
    }
}
