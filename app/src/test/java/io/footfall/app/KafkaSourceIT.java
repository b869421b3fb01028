package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.KeyKind;
import io.footfall.catalog.SourcePosition;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.AllEvents;
import io.footfall.testkit.Until;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Topics of a real broker. The records have neither ids nor times unless it says so: one that was delivered twice would count
 * twice.
 */
@Timeout(600)
class KafkaSourceIT {
    private static final int RECORDS = 20_000;

    private static KafkaBroker broker;

    @TempDir
    Path folder;

    private Path data;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws Exception {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        data = folder.resolve("data");
    }

    @Test
    void eachRecordCountsOnceAlthoughTheEngineAndTheBrokerAreKilled() throws Exception {
        create("visits", 2);
        Path config = configure("visits", "segment", "earliest");
        produce("visits", 0, RECORDS);
        assertThat(tried(config)).isEqualTo("good  source shop: 1 of 1 topics are there");
        assertThat(tried(configure("later", "segment", "earliest")))
                .isEqualTo("good  source shop: 0 of 1 topics are there; it waits for later");
        config = configure("visits", "segment", "earliest");
        try (EngineProcess engine = engine(config)) {
            Until.holds(() -> engine.count("e") > 0, () -> "nothing was read: " + engine.sources());
            engine.process().kill();
        }
        produce("visits", 1, RECORDS);
        try (EngineProcess engine = engine(config)) {
            long before = engine.count("e");
            Until.holds(() -> engine.count("e") > before, () -> "nothing more was read: " + engine.sources());
            broker.kill();
            Until.holds(() -> engine.sources().contains("\"failing\""), engine::sources);
            broker.start();
            awaitCount(engine, 2 * RECORDS);

            try (Admin admin = broker.admin()) {
                admin.createPartitions(Map.of("visits", NewPartitions.increaseTo(4)))
                        .all()
                        .get();
            }
            produce("visits", 3, 10);
            awaitCount(engine, 2 * RECORDS + 10);
            engine.process().kill();
        }
        produce("visits", 2, 5);
        try (EngineProcess engine = engine(config)) {
            awaitCount(engine, 2 * RECORDS + 15);
            engine.awaitSources(
                    "\"kind\":\"kafka\"", "\"problem\":null", "\"notice\":null", "\"quarantined\":0", "\"records\":0");
            assertThat(engine.metric("footfall_source_lag_records{source=\"shop\"}"))
                    .isZero();
        }
    }

    @Test
    void whatIsNoEventIsSetAsideWithItsPlaceOrPassedOver() throws Exception {
        create("mixed", 1);
        Path config = configure("mixed", "segment", "earliest");
        try (EngineProcess engine = engine(config);
                KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            String twice = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"a\",\"messageId\":\"m\"}";
            send(producer, "mixed", 0, twice);
            send(producer, "mixed", 0, null);
            send(producer, "mixed", 0, "no json");
            send(producer, "mixed", 0, "{\"type\":\"track\",\"userId\":\"a\"}");
            send(producer, "mixed", 0, "\"" + "x".repeat(40_000) + "\"");
            send(producer, "mixed", 0, twice);
            send(producer, "mixed", 0, "\uFEFF" + item(7));
            producer.flush();
            awaitCount(engine, 2);

            try (KafkaProducer<byte[], byte[]> transactional = broker.producer(Map.of("transactional.id", "t"))) {
                transactional.initTransactions();
                transactional.beginTransaction();
                send(transactional, "mixed", 0, item(1));
                transactional.flush();
                transactional.abortTransaction();
                transactional.beginTransaction();
                send(transactional, "mixed", 0, item(2));
                transactional.commitTransaction();
            }
            awaitCount(engine, 3);
            engine.awaitSources("\"quarantined\":3", "\"passedOver\":1", "\"problem\":null");
            assertThat(engine.get("/api/v1/quarantine").body())
                    .contains("\"reason\":\"row:bad_json\",", "\"source\":\"shop mixed/0/2 #")
                    .contains("\"reason\":\"missing_event\",", "\"source\":\"shop mixed/0/3\"")
                    .contains("\"reason\":\"row:too_large\",", "\"source\":\"shop mixed/0/4 #");
        }
    }

    @Test
    void aTopicThatLosesRecordsOrIsMadeAgainIsSaidAndCountsOnce() throws Exception {
        create("clicks", 2);
        Path config = configure("clicks", "segment", "earliest");
        produce("clicks", 0, 100);
        try (EngineProcess engine = engine(config)) {
            awaitCount(engine, 100);
            engine.process().kill();
        }
        produce("clicks", 0, 50);
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("clicks", 0), RecordsToDelete.beforeOffset(130)))
                    .all()
                    .get();
        }
        try (EngineProcess engine = engine(config)) {
            awaitCount(engine, 120);
            engine.awaitSources("clicks/0 lost the records from 100 to 129 before they were read", "\"problem\":null");

            broker.kill();
            cutShort(broker.data().resolve("clicks-0"));
            broker.start();
            produce("clicks", 0, 1_000);
            awaitCount(engine, 1_120);
            engine.awaitSources("clicks/0 lost the records from ", " after they were read");

            try (Admin admin = broker.admin()) {
                admin.deleteTopics(List.of("clicks")).all().get();
            }
            Until.holds(() -> engine.sources().contains("there is no topic clicks"), engine::sources);
            create("clicks", 1);
            produce("clicks", 0, 30);
            awaitCount(engine, 1_150);
            engine.awaitSources("topic clicks was made again", "\"problem\":null");
        }
    }

    @Test
    void objectsBecomeEventsByAMappingFromTheEndOfATopic() throws Exception {
        create("orders", 1);
        Path config = configure("orders", "json", "latest");
        Files.writeString(folder.resolve("orders.yaml"), """
                customer: { user_id: $key }
                event: e
                time: { column: $timestamp, format: epoch_millis }
                properties: { total: { column: cart.total, type: number } }
                """);
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            send(producer, "orders", 0, "{\"cart\":{\"total\":1000}}");
            producer.flush();
            try (EngineProcess engine = engine(config)) {
                Until.holds(() -> engine.sources().contains("\"running\""), engine::sources);
                engine.process().kill();
            }
            send(producer, "orders", 0, "{\"cart\":{\"total\":1.5}}");
            send(producer, "orders", 0, "{\"cart\":{\"total\":\"2\"}}");
            send(producer, "orders", 0, "{\"cart\":{\"total\":\"two\"}}");
            producer.flush();
            try (EngineProcess engine = engine(config)) {
                awaitCount(engine, 2);
                assertThat(engine.ask("{\"kind\":\"trend\",\"event\":\"e\",\"measure\":\"sum\","
                                        + "\"of_property\":\"properties.total\"}")
                                .body())
                        .contains("\"rows\":[{\"value\":3.5}]");
                assertThat(engine.get("/api/v1/quarantine").body())
                        .contains("row:bad_number", "\"source\":\"shop orders/0/3 #");
            }
        }
    }

    @Test
    void whatWasRepairedCountsOnceWhenItIsReadAgainByTheMendedMapping() throws Exception {
        create("returns", 1);
        Path config = configure("returns", "json", "earliest");
        Path mapping = folder.resolve("orders.yaml");
        Files.writeString(mapping, """
                customer: { user_id: user }
                event: e
                time: { column: at, format: epoch_seconds }
                """);
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            send(producer, "returns", 0, "{\"user\":\"ann\",\"at\":1772359200}");
            send(producer, "returns", 0, "{\"user\":\"bob\",\"at\":\"2026-03-01T10:00:00Z\"}");
            send(producer, "returns", 0, "{\"user\":\"cid\",\"at\":\"2026-03-01T10:00:00Z\",\"messageId\":\"m\"}");
        }
        try (EngineProcess engine = engine(config)) {
            awaitCount(engine, 1);
            Until.holds(() -> engine.sources().contains("\"quarantined\":2"), engine::sources);
            Files.writeString(mapping, """
                    customer: { user_id: user }
                    event: e
                    time: { column: at }
                    """);
            String[] repair = {
                "quarantine",
                "repair",
                "--data",
                data.toString(),
                "--map",
                mapping.toString(),
                "--to",
                engine.address().toString(),
                "--key",
                engine.key(KeyKind.ADMIN)
            };
            assertThat(Host.run(repair)).endsWith("\n2 repaired\n");
            awaitCount(engine, 3);
            engine.process().kill();
        }
        forgetWhatWasRead("returns/0");
        try (EngineProcess engine = engine(config)) {
            // The first is of the mapping before: by that of now it is none.
            Until.holds(() -> engine.sources().contains("\"events\":2,\"quarantined\":1"), engine::sources);
            assertThat(engine.count("e")).isEqualTo(3);
            assertThat(engine.metric("footfall_events_duplicate_total")).isEqualTo(2);
            assertThat(engine.metric("footfall_events_duplicate_conflict_total"))
                    .isZero();
        }
    }

    /** Has a partition read again from its beginning, as where it is in doubt what was read. */
    private void forgetWhatWasRead(String partition) throws Exception {
        Catalog catalog = new Catalog();
        try (AllEvents all = AllEvents.open(data)) {
            all.quarantined(item -> {}, catalog::apply);
        }
        String position = Objects.requireNonNull(catalog.positions("shop").get(partition))
                .replaceFirst(" \\d+ (-?\\d+)$", " 0 $1");
        try (EventLog log = EventLog.open(data, EventLogConfig.DEFAULTS, Clock.systemUTC())) {
            log.start(committed -> {});
            log.append(Append.ofControl(
                            new ControlRecord.Moved(new SourcePosition("shop", partition, position)).toBytes()))
                    .join();
        }
    }

    /** Takes the second half of what a killed broker has written, as a lost disk cache would. */
    private static void cutShort(Path partition) throws Exception {
        try (RandomAccessFile log = new RandomAccessFile(
                partition.resolve("00000000000000000000.log").toFile(), "rw")) {
            log.setLength(log.length() - 10);
        }
    }

    private void create(String topic, int partitions) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private void produce(String topic, int partition, int records) {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            for (int record = 0; record < records; record++) {
                send(producer, topic, partition, item(record));
            }
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, int partition, @Nullable String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        var unused =
                producer.send(new ProducerRecord<>(topic, partition, "ann".getBytes(StandardCharsets.UTF_8), bytes));
    }

    private static String item(int customer) {
        return "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u" + customer % 100 + "\"}";
    }

    private static String tried(Path config) {
        Checkup checkup = new Checkup(Clock.systemUTC());
        checkup.configuration(config);
        return checkup.findings().getLast().line();
    }

    private Path configure(String topic, String format, String from) throws Exception {
        String mapping = format.equals("json") ? ", mapping: orders.yaml" : "";
        return Files.writeString(
                folder.resolve("footfall.yaml"),
                "sources:\n  shop: { kind: kafka, bootstrap_servers: \"" + broker.address() + "\", topics: " + topic
                        + ", format: " + format + mapping + ", from: " + from + " }\n");
    }

    private EngineProcess engine(Path config) throws Exception {
        return EngineProcess.start(data, 0, List.of(), List.of("--config", config.toString()));
    }

    private static void awaitCount(EngineProcess engine, long all) {
        Until.holds(
                () -> engine.count("e") >= all,
                () -> engine.count("e") + " of " + all + " are there: " + engine.sources());
        assertThat(engine.count("e")).isEqualTo(all);
    }
}
