package io.footfall.connect.kafka;

import io.footfall.connect.kafka.Jump.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads partitions of topics from given places. What a transaction wrote is read when it has committed, and never when it was
 * taken back. For one thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    private static final String ANSWER_MILLIS = "10000";

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;

    private TopicReader(Consumer<byte[], byte[]> consumer, Admin admin) {
        this.consumer = consumer;
        this.admin = admin;
    }

    /**
     * Opens one that reads nothing yet.
     *
     * @throws IOException if the settings cannot be used, such as with a certificate that cannot be read
     */
    public static TopicReader open(ClientSettings settings) throws IOException, InterruptedException {
        Map<String, Object> both = new HashMap<>();
        both.put("default.api.timeout.ms", ANSWER_MILLIS);
        both.put("request.timeout.ms", ANSWER_MILLIS);
        both.put("reconnect.backoff.max.ms", "5000");
        // Neither to JMX nor to the brokers: what is worth counting, sources count.
        both.put("metric.reporters", "");
        both.put("enable.metrics.push", "false");
        both.putAll(settings.settings());
        both.put("bootstrap.servers", String.join(",", settings.servers()));
        Map<String, Object> reading = new HashMap<>(both);
        reading.put("enable.auto.commit", "false");
        reading.put("auto.offset.reset", "none");
        reading.put("isolation.level", "read_committed");
        reading.put("allow.auto.create.topics", "false");
        Map<String, Object> asking = new HashMap<>(both);
        asking.keySet()
                .removeIf(setting ->
                        setting.contains("fetch.") || setting.contains("poll.") || setting.equals("client.rack"));
        return asked(() -> {
            Admin admin = Admin.create(asking);
            try {
                return new TopicReader(
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()), admin);
            } catch (KafkaException e) {
                admin.close(Duration.ZERO);
                throw e;
            }
        });
    }

    /**
     * The topics of these names that there are.
     *
     * @throws IOException if the brokers do not answer, or refuse to
     */
    public SortedMap<String, Topic> topics(Collection<String> names) throws IOException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers =
                asked(() -> admin.describeTopics(names).topicNameValues());
        SortedMap<String, Topic> found = new TreeMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> each : answers.entrySet()) {
            description(each.getValue())
                    .ifPresent(topic -> found.put(
                            each.getKey(),
                            new Topic(
                                    topic.topicId().toString(),
                                    topic.partitions().size())));
        }
        return found;
    }

    private static Optional<TopicDescription> description(KafkaFuture<TopicDescription> answer)
            throws IOException, InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            Throwable why = Optional.ofNullable(e.getCause()).orElse(e);
            if (why instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new IOException(words(why), why);
        }
    }

    /** Where partitions begin. */
    public Map<Partition, Place> beginnings(Collection<Partition> partitions) throws IOException, InterruptedException {
        return places(asked(() -> consumer.beginningOffsets(kafkas(partitions))));
    }

    /** Where partitions end now. */
    public Map<Partition, Place> ends(Collection<Partition> partitions) throws IOException, InterruptedException {
        return places(asked(() -> consumer.endOffsets(kafkas(partitions))));
    }

    /** From now on reads these partitions and no others, from these places. */
    public void read(Map<Partition, Place> from) {
        consumer.assign(kafkas(from.keySet()));
        from.forEach((partition, place) -> {
            Optional<Integer> epoch = place.epoch() == Place.NO_EPOCH ? Optional.empty() : Optional.of(place.epoch());
            consumer.seek(kafka(partition), new OffsetAndMetadata(place.offset(), epoch, ""));
        });
    }

    /**
     * What comes next; waits a while for it.
     *
     * @throws IOException if the brokers refuse, or a record is damaged
     */
    public Reading poll(Duration wait) throws IOException, InterruptedException {
        try {
            List<Message> messages = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> each : asked(() -> consumer.poll(wait))) {
                messages.add(new Message(
                        new Partition(each.topic(), each.partition()),
                        each.offset(),
                        each.leaderEpoch().orElse(Place.NO_EPOCH),
                        each.timestamp(),
                        each.key(),
                        each.value()));
            }
            return new Reading.Messages(messages);
        } catch (PlacesGoneException gone) {
            return new Reading.Jumps(jumps(gone.places));
        }
    }

    private List<Jump> jumps(OffsetOutOfRangeException gone) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> divergent =
                gone instanceof LogTruncationException truncated ? truncated.divergentOffsets() : Map.of();
        List<Partition> partitions = gone.offsetOutOfRangePartitions().keySet().stream()
                .map(TopicReader::partition)
                .toList();
        Map<Partition, Place> beginnings = beginnings(partitions);
        List<Jump> jumps = new ArrayList<>();
        gone.offsetOutOfRangePartitions().forEach((at, from) -> {
            Partition partition = partition(at);
            Place beginning = beginnings.getOrDefault(partition, new Place(0, Place.NO_EPOCH));
            OffsetAndMetadata known = divergent.get(at);
            if (known != null && known.offset() >= beginning.offset()) {
                Place to = new Place(known.offset(), known.leaderEpoch().orElse(Place.NO_EPOCH));
                jumps.add(new Jump(partition, from, to, Cause.TRUNCATED));
            } else {
                jumps.add(new Jump(
                        partition, from, beginning, from < beginning.offset() ? Cause.EXPIRED : Cause.CUT_SHORT));
            }
        });
        return jumps;
    }

    /** How many records the brokers have beyond what was polled, as of the last poll. */
    public long lag() {
        return consumer.assignment().stream()
                .mapToLong(each -> consumer.currentLag(each).orElse(0))
                .sum();
    }

    /** Ends both connections. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
        try {
            consumer.close(CloseOptions.timeout(CLOSE_MAX));
        } catch (KafkaException ignored) {
            // It was only read.
        }
    }

    private static <T> T asked(Supplier<T> call) throws IOException, InterruptedException {
        try {
            return call.get();
        } catch (InterruptException e) {
            boolean unused = Thread.interrupted();
            throw new InterruptedException("the reader was stopped");
        } catch (OffsetOutOfRangeException e) {
            throw new PlacesGoneException(e);
        } catch (KafkaException e) {
            throw new IOException(words(e), e);
        }
    }

    /** What went wrong, with its cause: Kafka's own words often only say that something did. */
    private static String words(Throwable why) {
        Throwable cause = why.getCause();
        String words = String.valueOf(why.getMessage());
        return cause == null || cause.getMessage() == null || words.contains(cause.getMessage())
                ? words
                : words + ": " + cause.getMessage();
    }

    private static Map<Partition, Place> places(Map<TopicPartition, Long> offsets) {
        Map<Partition, Place> places = new HashMap<>();
        offsets.forEach((partition, offset) -> places.put(partition(partition), new Place(offset, Place.NO_EPOCH)));
        return places;
    }

    private static List<TopicPartition> kafkas(Collection<Partition> partitions) {
        return partitions.stream().map(TopicReader::kafka).toList();
    }

    private static TopicPartition kafka(Partition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }

    private static Partition partition(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    /** Places are no longer there. */
    private static final class PlacesGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient OffsetOutOfRangeException places;

        private PlacesGoneException(OffsetOutOfRangeException places) {
            super(places);
            this.places = places;
        }
    }
}
