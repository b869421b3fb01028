package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.CorruptBytesException;
import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timelines that were written and read again are what they were, and go on as if nothing had been. */
class SnapshotSeededTest {
    private static final int ROUNDS = 12;
    private static final int DAMAGES = 60;
    private static final int CONCURRENT = 40_000;
    private static final TimelinesPicture.Limits LIMITS = new TimelinesPicture.Limits(9_000, 40);

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void whatIsReadAgainIsWhatWasPicturedAndGoesOnAlike(@TempDir Path folder) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path file = folder.resolve("snapshot" + round);
            int ids = random.nextInt(1, 4_000);
            Told told = new Told(timelines(), 0);
            List<Event> events = events(random.nextInt(6_000), ids);
            events.forEach(told::take);
            long keptFrom = random.nextInt(3) == 0 ? random.nextLong(1_000_000) : 0;
            told.timelines().keepFrom(keptFrom);
            if (random.nextBoolean()) {
                // Some slices may have let go of it, and the others have not.
                told.timelines().leaveOut(List.of("properties.p1", "properties.p29"));
                told.timelines().letGo(random.nextInt(4));
            }
            TimelinesPicture picture = told.picture();
            String pictured = everything(told.publish());
            List<Event> more = events(random.nextInt(1, 3_000), ids);
            more.addAll(events.subList(0, events.size() / 3));
            List<Inserted> expected = new ArrayList<>();
            // The writer goes on before the picture is written.
            more.forEach(event -> expected.add(told.take(event)));
            write(picture, file);
            Told again = new Told(read(file), picture.sequence());
            assertThat(everything(again.publish())).as("-Dseed=%d", seed).isEqualTo(pictured);
            for (int i = 0; i < more.size(); i++) {
                assertThat(again.take(more.get(i)).getClass())
                        .as("-Dseed=%d", seed)
                        .isEqualTo(expected.get(i).getClass());
            }
            if (random.nextBoolean()) {
                long later = random.nextLong(keptFrom, 1_000_000);
                told.timelines().keepFrom(later);
                again.timelines().keepFrom(later);
            }
            assertThat(everything(again.publish())).as("-Dseed=%d", seed).isEqualTo(everything(told.publish()));
            assertThat(counts(again.timelines())).as("-Dseed=%d", seed).isEqualTo(counts(told.timelines()));
        }
    }

    @Test
    void aPictureCanBeWrittenWhileTheWriterGoesOn(@TempDir Path folder) throws Exception {
        Told told = new Told(timelines(), 0);
        List<Event> events = events(CONCURRENT, 3_000);
        Path file = folder.resolve("snapshot");
        for (int from = 0; from < CONCURRENT; from += CONCURRENT / 4) {
            List<Event> more = events.subList(from, from + CONCURRENT / 4);
            TimelinesPicture picture = told.picture();
            String pictured = everything(told.publish());
            Future<?> going = threads.submit(() -> more.forEach(told::take));
            write(picture, file);
            going.get();
            assertThat(everything(new Told(read(file), picture.sequence()).publish()))
                    .as("-Dseed=%d", seed)
                    .isEqualTo(pictured);
            Files.delete(file);
        }
    }

    @Test
    void damageIsNoticedWhereverItIs(@TempDir Path folder) throws Exception {
        Told told = new Told(timelines(), 0);
        events(2_000, 1_500).forEach(told::take);
        Path file = folder.resolve("snapshot");
        write(told.picture(), file);
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = damaged(sound);
            if (!Arrays.equals(sound, damaged)) {
                Files.write(file, damaged);
                assertThatThrownBy(() -> read(file)).as("-Dseed=%d", seed).isInstanceOf(CorruptBytesException.class);
            }
        }
        Files.write(file, sound);
        assertThat(everything(new Told(read(file), 2_000).publish())).isEqualTo(everything(told.publish()));
    }

    @Test
    void whatWasMadeWithOtherLimitsIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("snapshot");
        write(new Timelines(1, 9_001, 40).picture(0), file);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("9001");
    }

    private byte[] damaged(byte[] sound) {
        byte[] damaged = sound.clone();
        int at = random.nextInt(sound.length);
        int end = Math.min(sound.length, at + random.nextInt(1, 5_000));
        switch (random.nextInt(4)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(damaged, at, end, (byte) 0);
            case 2 -> {
                for (int i = at; i < end; i++) {
                    damaged[i] = (byte) random.nextInt(256);
                }
            }
            default -> damaged = Arrays.copyOf(damaged, at);
        }
        return damaged;
    }

    private static Timelines timelines() {
        return new Timelines(11, LIMITS.memoryBytesMax(), LIMITS.robotEventsMax());
    }

    private static void write(TimelinesPicture picture, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SnapshotWriter writer = new SnapshotWriter(channel);
            picture.write(writer);
            assertThat(writer.finish()).isEqualTo(channel.size());
        }
    }

    private Timelines read(Path file) throws IOException, InterruptedException {
        try (SnapshotFile opened = SnapshotFile.open(file)) {
            return TimelinesPicture.read(opened, 0, LIMITS, threads);
        }
    }

    private List<Event> events(int count, int ids) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(ids));
        }
        return events;
    }

    private Event event(int ids) {
        boolean isAlias = random.nextInt(20) == 0;
        String user = isAlias || random.nextInt(3) == 0 ? id(ids) : null;
        String anonymous = user == null || random.nextInt(3) == 0 ? id(ids) : null;
        return new Event(
                isAlias ? EventType.ALIAS : EventType.TRACK,
                "Seen " + random.nextInt(20),
                "web" + random.nextInt(3),
                "m" + random.nextInt(100_000),
                user,
                anonymous,
                isAlias ? id(ids) : null,
                random.nextLong(1_000_000),
                1_000_000,
                document());
    }

    private String id(int ids) {
        // Half of everything is one customer's, which is a large one and a robot.
        return "i" + (random.nextBoolean() ? 0 : random.nextInt(ids));
    }

    private PackedDocument document() {
        DocumentWriter writer =
                new DocumentWriter(64).startObject().key("properties").startObject();
        writer.key("p" + random.nextInt(30)).text("v" + random.nextInt(2_000));
        writer.key("price").number(random.nextInt(1 << 26), 2);
        writer.endObject().key("context").startObject().key("userAgent");
        writer.text(random.nextInt(300) == 0 ? "Googlebot/2.1" : "Firefox");
        return writer.endObject().endObject().toDocument();
    }

    /** All that can be read of a view, with the words for the numbers. */
    private static String everything(View view) {
        StringBuilder all = new StringBuilder().append(view.newestTimestamp()).append('\n');
        Vocabulary vocabulary = view.vocabulary();
        TimelineReader reader = new TimelineReader(view, Long.MAX_VALUE);
        for (int identity = 0; identity < view.identities(); identity++) {
            all.append(view.key(identity)).append(view.customerOf(identity));
            if (view.isHead(identity)) {
                reader.open(identity);
                while (reader.next()) {
                    EventView event = reader.event();
                    TreeMap<String, String> values = new TreeMap<>();
                    event.forEachValue((path, value) -> values.merge(
                            vocabulary.pathOf(path), String.valueOf(vocabulary.value(value)), String::concat));
                    all.append(event.timestamp()).append(event.sequence()).append(vocabulary.textOf(event.name()));
                    all.append(event.type()).append(values);
                }
            }
            all.append('\n');
        }
        for (int i = 0; i < 30; i++) {
            all.append(vocabulary.isComplete("properties.p" + i));
            all.append(Arrays.toString(vocabulary.said("properties.p" + i)));
        }
        return all.toString();
    }

    /** Those who have said the user agent of a robot. */
    private static List<Integer> robots(View view) {
        return IntStream.range(0, view.identities())
                .filter(identity -> view.slice(identity).isRobot(identity & (Slice.IDENTITIES - 1)))
                .boxed()
                .toList();
    }

    private static String counts(Timelines timelines) {
        return timelines.eventCount() + " " + timelines.beforeHistoryCount() + " " + timelines.identityCount() + " "
                + timelines.droppedValues() + " " + timelines.vocabulary().valueCount() + " "
                + robots(timelines.publish(0));
    }
}
