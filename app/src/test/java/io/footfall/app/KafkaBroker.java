package io.footfall.app;

import io.footfall.testkit.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka as a process of its own in a folder of its own, which can be killed and started again. */
final class KafkaBroker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private KafkaBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one that is its own controller, and waits until it answers. */
    static KafkaBroker start(Path folder) throws Exception {
        int port;
        int controllerPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket another = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            controllerPort = another.getLocalPort();
        }
        KafkaBroker broker = new KafkaBroker(folder, port);
        Path data = Files.createDirectory(broker.data());
        Files.writeString(
                data.resolve("meta.properties"),
                "version=1\nnode.id=1\ncluster.id=" + Uuid.randomUuid() + "\ndirectory.id=" + Uuid.randomUuid() + "\n");
        Files.writeString(broker.properties(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:PORT,CONTROLLER://127.0.0.1:CONTROLLER
                advertised.listeners=PLAINTEXT://127.0.0.1:PORT
                controller.listener.names=CONTROLLER
                log.dirs=DATA
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                log.segment.delete.delay.ms=0
                """.replace(":CONTROLLER", ":" + controllerPort)
                .replace("PORT", Integer.toString(port))
                .replace("DATA", data.toString()));
        broker.start();
        return broker;
    }

    void start() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                properties().toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()))
                .start();
        try (Admin admin = admin()) {
            Until.holds(() -> isThere(admin), this::words);
        }
    }

    private boolean isThere(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private String words() {
        try {
            return "the broker does not answer: " + Files.readString(said());
        } catch (IOException e) {
            return "the broker does not answer: " + e;
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Path data() {
        return folder.resolve("data");
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", address());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        kill();
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }

    private Path said() {
        return folder.resolve("said");
    }
}
