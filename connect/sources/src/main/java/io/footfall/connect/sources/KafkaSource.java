package io.footfall.connect.sources;

import io.footfall.connect.files.Outcome;
import io.footfall.connect.kafka.Jump;
import io.footfall.connect.kafka.Message;
import io.footfall.connect.kafka.Partition;
import io.footfall.connect.kafka.Place;
import io.footfall.connect.kafka.Reading;
import io.footfall.connect.kafka.RecordPlace;
import io.footfall.connect.kafka.Topic;
import io.footfall.connect.kafka.TopicReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics of Kafka.
 *
 * <h2>Where reading goes on</h2>
 *
 * <p>Our log alone says how far each partition was read, in one append with what was read. A place is an offset of a topic's
 * id, with the epoch of the leader that wrote what is before it: so a topic that was made again and a broker that lost records
 * are found out, and not mistaken for what was read. Where it is doubtful what was read, it is read again: each record has an
 * id, its own or one of its place, and counts once.
 *
 * <p>What was polled is delivered only if the topics are afterwards still those whose places were asked for, since a topic may
 * be made again at any moment.
 */
final class KafkaSource implements Source {
    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaSource.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final SourceConfig.Kafka config;
    private final Clock clock;
    private final KafkaItems items;
    private final SortedMap<Partition, KafkaPosition> positions = new TreeMap<>();
    private SortedMap<String, Topic> topics = Collections.emptySortedMap();
    private @Nullable TopicReader reader;
    private long nextLookAt;

    KafkaSource(SourceConfig.Kafka config, Map<String, String> positions, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.items = new KafkaItems(config.mapping());
        // A source of this name may have been one of another kind.
        positions.forEach((unit, text) -> Partition.of(unit)
                .ifPresent(partition ->
                        KafkaPosition.of(text).ifPresent(position -> this.positions.put(partition, position))));
    }

    @Override
    public boolean step(Delivery delivery) throws IOException, InterruptedException {
        try {
            TopicReader open = open();
            if (clock.millis() >= nextLookAt) {
                look(open, delivery);
            }
            if (topics.isEmpty()) {
                throw new IOException("there is no topic " + String.join(", ", config.topics()));
            }
            switch (open.poll(WAIT)) {
                case Reading.Messages(List<Message> messages) -> {
                    delivery.status().behindRecords(open.lag() + messages.size(), clock.millis());
                    if (!messages.isEmpty() && !look(open, delivery)) {
                        deliver(messages, delivery);
                        delivery.status().behindRecords(open.lag(), clock.millis());
                    }
                }
                case Reading.Jumps(List<Jump> jumps) -> {
                    if (!look(open, delivery)) {
                        follow(jumps, open, delivery);
                    }
                }
            }
            report(delivery.status());
            return true;
        } catch (IOException e) {
            close();
            throw new IOException(String.join(",", config.client().servers()) + ": " + e.getMessage(), e);
        }
    }

    private TopicReader open() throws IOException, InterruptedException {
        TopicReader open = reader;
        if (open == null) {
            open = TopicReader.open(config.client());
            reader = open;
            topics = Collections.emptySortedMap();
            nextLookAt = 0;
        }
        return open;
    }

    /** Looks which topics there are; returns whether they have changed, and what was polled before is void. */
    private boolean look(TopicReader open, Delivery delivery) throws IOException, InterruptedException {
        SortedMap<String, Topic> now = open.topics(config.topics());
        nextLookAt = clock.millis() + LOOK.toMillis();
        if (now.equals(topics)) {
            return false;
        }
        SortedMap<Partition, KafkaPosition> begun = new TreeMap<>();
        for (Map.Entry<String, Topic> each : now.entrySet()) {
            begun.putAll(begin(each.getKey(), each.getValue(), open, delivery.status()));
        }
        move(begun, List.of(), List.of(), delivery);
        topics = now;
        readOn(open);
        return true;
    }

    /** The places of those partitions of a topic that were never read. */
    private SortedMap<Partition, KafkaPosition> begin(String name, Topic topic, TopicReader open, SourceStatus status)
            throws IOException, InterruptedException {
        List<Partition> fresh = new ArrayList<>();
        for (int number = 0; number < topic.partitions(); number++) {
            KafkaPosition known = positions.get(new Partition(name, number));
            if (known == null || !known.topicId().equals(topic.id())) {
                fresh.add(new Partition(name, number));
            }
        }
        List<KafkaPosition> before = positions.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(name))
                .map(Map.Entry::getValue)
                .toList();
        boolean isFirst = before.isEmpty();
        if (!isFirst && before.stream().noneMatch(each -> each.topicId().equals(topic.id()))) {
            say(status, "topic " + name + " was made again; it is read from its beginning");
        }
        boolean isFromEnd = isFirst && config.from() == SourceConfig.From.LATEST;
        SortedMap<Partition, KafkaPosition> begun = new TreeMap<>();
        if (!fresh.isEmpty()) {
            Map<Partition, Place> places = isFromEnd ? open.ends(fresh) : open.beginnings(fresh);
            places.forEach((partition, place) -> begun.put(partition, new KafkaPosition(topic.id(), place)));
        }
        return begun;
    }

    private void follow(List<Jump> jumps, TopicReader open, Delivery delivery) throws InterruptedException {
        SortedMap<Partition, KafkaPosition> moved = new TreeMap<>();
        for (Jump jump : jumps) {
            String partition = jump.partition().text();
            long to = jump.to().offset();
            say(
                    delivery.status(),
                    switch (jump.cause()) {
                        case EXPIRED ->
                            partition + " lost the records from " + jump.from() + " to " + (to - 1)
                                    + " before they were read: its brokers had deleted them";
                        case TRUNCATED ->
                            partition + " lost the records from " + to + " to " + (jump.from() - 1)
                                    + " after they were read: what its brokers have written since is read";
                        case CUT_SHORT ->
                            partition + " ends before " + jump.from()
                                    + ", where reading was: it is read again, and what is known counts once";
                    });
            moved.put(jump.partition(), new KafkaPosition(topicId(jump.partition()), jump.to()));
        }
        move(moved, List.of(), List.of(), delivery);
        readOn(open);
    }

    private void readOn(TopicReader open) {
        SortedMap<Partition, Place> places = new TreeMap<>();
        positions.forEach((partition, position) -> {
            if (topicId(partition).equals(position.topicId())) {
                places.put(partition, position.place());
            }
        });
        open.read(places);
    }

    private void deliver(List<Message> messages, Delivery delivery) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        List<String> places = new ArrayList<>();
        SortedMap<Partition, KafkaPosition> moved = new TreeMap<>();
        int bytes = 0;
        for (Message message : messages) {
            String topicId = topicId(message.partition());
            Optional<Outcome> made = items.of(message, topicId);
            moved.put(message.partition(), new KafkaPosition(topicId, message.next()));
            if (made.isEmpty()) {
                delivery.status().passesOver();
                continue;
            }
            outcomes.add(made.get());
            RecordPlace place = RecordPlace.of(message, topicId);
            // An item says its id by itself.
            places.add(made.get() instanceof Outcome.Bad ? place.textWithId() : place.text());
            bytes += made.get() instanceof Outcome.Item item ? item.json().length : 0;
            if (outcomes.size() == Delivery.ROWS_MAX || bytes >= Delivery.BYTES_MAX) {
                move(moved, outcomes, places, delivery);
                outcomes.clear();
                places.clear();
                moved.clear();
                bytes = 0;
            }
        }
        move(moved, outcomes, places, delivery);
    }

    private void move(
            SortedMap<Partition, KafkaPosition> to, List<Outcome> outcomes, List<String> places, Delivery delivery)
            throws InterruptedException {
        if (to.isEmpty()) {
            return;
        }
        SortedMap<String, String> texts = new TreeMap<>();
        to.forEach((partition, position) -> texts.put(partition.text(), position.text()));
        delivery.deliver(outcomes, places, texts);
        positions.putAll(to);
    }

    private String topicId(Partition partition) {
        Topic topic = topics.get(partition.topic());
        return topic == null ? "" : topic.id();
    }

    private void report(SourceStatus status) {
        List<String> missing = config.topics().stream()
                .filter(name -> !topics.containsKey(name))
                .toList();
        status.problem(missing.isEmpty() ? "" : "there is no topic " + String.join(", ", missing));
        status.becomes(missing.isEmpty() ? SourceStatus.State.RUNNING : SourceStatus.State.FAILING);
    }

    private void say(SourceStatus status, String words) {
        status.notices(words, clock.millis());
        LOGGER.atWarn()
                .setMessage("a topic is not as it was")
                .addKeyValue("source", status.name())
                .addKeyValue("what", words)
                .log();
    }

    @Override
    public void close() {
        TopicReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
