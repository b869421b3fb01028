package io.footfall.bench;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.View;
import io.footfall.wire.EventParser;
import io.footfall.wire.SentBody;
import io.footfall.wire.SentItem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What events and customers take of the heap once they are on timelines. */
final class MemoryBenchmark implements Benchmark {
    private static final double BYTES_AN_EVENT_MOST = 64;
    private static final double BYTES_A_CUSTOMER_MOST = 150;

    /** A year before now would do as well; only differences matter. */
    private static final long FIRST_MILLIS = 1_767_225_600_000L;

    private static final int COLLECTIONS = 4;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "Heap an event and a customer";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("customers", 1_000_000, "how many customers"),
                new Setting("few", 10, "events of each in the smaller measurement"),
                new Setting("many", 20, "events of each in the larger one"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        Cost byUserId = cost(settings, customer -> "customer-" + (10_000_000 + customer), desk);
        Cost byUuid = cost(settings, customer -> "5bd2d2a0-0000-4000-8000-0000" + (10_000_000 + customer), desk);
        return new Report()
                .say("Timelines filled in this process, twice: the same customers with " + settings.number("few")
                        + " and with "
                        + settings.number("many")
                        + " events each, every event with five properties whose values are coded."
                        + " The heap is what is left after collecting garbage. The difference between both, over the events"
                        + " that lie between them, is what an event takes; what is left of the smaller one is the"
                        + " customers'.")
                .table(
                        List.of("customers known by", "bytes an event", "bytes a customer"),
                        List.of(row("a user id of 17 characters", byUserId), row("a UUID, anonymous", byUuid)))
                .budgets(List.of(
                        Budget.atMost("bytes an event", byUserId.event, BYTES_AN_EVENT_MOST, 1, ""),
                        Budget.atMost("bytes a customer", byUserId.customer, BYTES_A_CUSTOMER_MOST, 1, "")));
    }

    /** What one of each takes, in bytes. */
    private record Cost(double event, double customer) {}

    private static Cost cost(Settings settings, IntFunction<String> ids, Desk desk) {
        int customers = settings.number("customers");
        int few = settings.number("few");
        int many = settings.number("many");
        // Once for what is made on first use and stays.
        heapOf(Math.min(customers, 1_000), 1, ids);
        long small = heapOf(customers, few, ids);
        long large = heapOf(customers, many, ids);
        desk.say(Report.whole(small) + " and " + Report.whole(large) + " bytes");
        double event = (double) (large - small) / ((double) customers * (many - few));
        return new Cost(event, (small - event * customers * few) / customers);
    }

    private static long heapOf(int customers, int eventsEach, IntFunction<String> ids) {
        List<PackedDocument> documents = documents();
        long before = liveHeap();
        Timelines timelines = new Timelines(1);
        long sequence = 0;
        for (int round = 0; round < eventsEach; round++) {
            for (int customer = 0; customer < customers; customer++) {
                sequence++;
                boolean isAnonymous = ids.apply(customer).startsWith("5");
                String id = ids.apply(customer);
                timelines.insert(
                        new Event(
                                EventType.TRACK,
                                "Product Viewed",
                                "http",
                                "m-" + sequence,
                                isAnonymous ? null : id,
                                isAnonymous ? id : null,
                                null,
                                FIRST_MILLIS + sequence * 10,
                                FIRST_MILLIS + sequence * 10,
                                documents.get((int) (sequence % documents.size()))),
                        sequence,
                        changed -> {});
            }
        }
        View view = timelines.publish(sequence);
        try {
            WrongResultException.unlessEqual(
                    "events on timelines", (long) customers * eventsEach, timelines.eventCount());
            return liveHeap() - before;
        } finally {
            Reference.reachabilityFence(view);
            Reference.reachabilityFence(timelines);
        }
    }

    private static List<PackedDocument> documents() {
        EventParser parser = new EventParser(1);
        List<PackedDocument> documents = new ArrayList<>();
        for (int product = 0; product < Deed.PRODUCTS; product++) {
            String properties = Deed.VIEW.properties(product);
            SentBody body = parser.parseSingle(
                    ("{\"properties\":" + properties + "}").getBytes(StandardCharsets.UTF_8), EventType.TRACK);
            if (body instanceof SentBody.Items items
                    && items.items().getFirst() instanceof SentItem.Readable readable) {
                documents.add(readable.document());
            } else {
                throw new IllegalStateException("the properties were not read: " + properties);
            }
        }
        return documents;
    }

    private static long liveHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<String> row(String what, Cost cost) {
        return List.of(what, Report.decimal(cost.event, 1), Report.decimal(cost.customer, 1));
    }
}
