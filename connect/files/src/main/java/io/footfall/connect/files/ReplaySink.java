package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.Item;
import io.footfall.wire.RetoldItem;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sink that hands items on as if they happened now: the first one at once, each later one when as much time has passed
 * as lay between the two, divided by the speed. Its time is that moment.
 *
 * <p>An item that happened before ones that were handed on already goes out at once, as late as it was. One that does not
 * say when it happened goes out as it is. Ids get a mark of the replay, so that another replay adds other events. For one
 * use, by one thread.
 */
public final class ReplaySink implements ItemSink {
    /** The slowest replay: a second of the file takes a hundred. */
    public static final double SPEED_MIN = 0.01;

    /** The fastest replay: a year of the file takes half a minute. */
    public static final double SPEED_MAX = 1_000_000;

    private final ItemSink next;
    private final double speed;
    private final Clock clock;
    private final Waiting waiting;
    private @Nullable Start start;
    private long newest = Long.MIN_VALUE;
    private long late;

    /** A replay into {@code next}, {@code speed} times as fast as things happened. */
    public ReplaySink(ItemSink next, double speed, Clock clock, Waiting waiting) {
        if (!(speed >= SPEED_MIN && speed <= SPEED_MAX)) {
            throw new IllegalArgumentException(
                    "speed is " + speed + ", expected " + SPEED_MIN + " to " + (long) SPEED_MAX);
        }
        this.next = next;
        this.speed = speed;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** The moment at which the first item is told, and the time it had. */
    private record Start(long toldAt, long happenedAt) {}

    /** An item and when it is due, in milliseconds since 1970 UTC. */
    private record Due(Item item, long at) {}

    /** How many items happened before one that was handed on earlier. */
    public long late() {
        return late;
    }

    @Override
    public Receipt accept(List<Item> items) throws IOException, InterruptedException {
        List<Due> due = items.stream().map(this::retold).toList();
        Map<Integer, String> quarantined = new HashMap<>();
        int duplicates = 0;
        for (int from = 0; from < due.size(); ) {
            long now = clock.millis();
            if (due.get(from).at > now) {
                waiting.sleep(Duration.ofMillis(due.get(from).at - now));
            }
            int to = endOfDue(due, from);
            int first = from;
            Receipt receipt =
                    next.accept(due.subList(from, to).stream().map(Due::item).toList());
            receipt.quarantined().forEach((index, reason) -> quarantined.put(first + index, reason));
            duplicates += receipt.duplicates();
            from = to;
        }
        return new Receipt(duplicates, quarantined);
    }

    @Override
    public void quarantine(String file, List<Bad> rows) throws IOException, InterruptedException {
        next.quarantine(file, rows);
    }

    /** Everything behind {@code from} that is due by now goes with it. */
    private int endOfDue(List<Due> due, int from) {
        long now = clock.millis();
        int to = from + 1;
        int bytes = due.get(from).item.json().length;
        while (to < due.size()
                && due.get(to).at <= now
                && bytes + due.get(to).item.json().length <= BYTES_MAX) {
            bytes += due.get(to).item.json().length;
            to++;
        }
        return to;
    }

    private Due retold(Item item) {
        Optional<RetoldItem> found = RetoldItem.of(item.json());
        if (found.isEmpty()) {
            return new Due(item, Long.MIN_VALUE);
        }
        RetoldItem retold = found.get();
        Start first = start;
        if (first == null) {
            first = new Start(clock.millis(), retold.time());
            start = first;
        }
        late += retold.time() < newest ? 1 : 0;
        newest = Math.max(newest, retold.time());
        long at = first.toldAt + (long) ((retold.time() - first.happenedAt) / speed);
        String mark = "@" + first.toldAt;
        return new Due(new Item(item.line(), retold.at(Instant.ofEpochMilli(at), mark)), at);
    }
}
