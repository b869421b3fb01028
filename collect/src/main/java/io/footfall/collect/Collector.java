package io.footfall.collect;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.Keys;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogFullException;
import io.footfall.http.Route;
import io.footfall.wire.ClientTime;
import io.footfall.wire.EventParser;
import io.footfall.wire.RepairBody;
import io.footfall.wire.SentBody;
import io.footfall.wire.SentItem;
import io.footfall.wire.dialect.Translated;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes bodies of events into the log: reads each item once, corrects its clock, judges it, and answers when all of it
 * is safe. For any thread; never waits.
 */
public final class Collector {
    private static final int PARSERS_KEPT = 16;

    private final EventLog log;
    private final Keys keys;
    private final BooleanSupplier isBehind;
    private final Clock clock;
    private final CollectConfig config;
    private final Admission admission;
    private final CollectCounters counters = new CollectCounters();
    private final ArrayBlockingQueue<EventParser> parsers = new ArrayBlockingQueue<>(PARSERS_KEPT);

    /** A collector with the limits that clients are promised, for which all of history is kept. */
    public Collector(EventLog log, Keys keys, BooleanSupplier isBehind, Clock clock) {
        this(log, keys, isBehind, () -> 0, clock, CollectConfig.DEFAULTS);
    }

    /**
     * A collector.
     *
     * @param log where events go
     * @param keys who may collect over HTTP
     * @param isBehind whether the answers are so far behind that clients are asked to wait
     * @param historyFrom tells from when on events are kept, in milliseconds since 1970 UTC
     * @param clock tells when requests arrive
     * @param config the limits
     */
    public Collector(
            EventLog log,
            Keys keys,
            BooleanSupplier isBehind,
            LongSupplier historyFrom,
            Clock clock,
            CollectConfig config) {
        this.log = log;
        this.keys = keys;
        this.isBehind = isBehind;
        this.clock = clock;
        this.config = config;
        this.admission = new Admission(config.itemBytesMax(), historyFrom);
    }

    /** The collecting part of the route table. */
    public List<Route> routes(SecondDeliveries secondDeliveries) {
        Intake intake = new Intake(this, new KeyCheck(keys), clock, config);
        List<Route> routes = new ArrayList<>(new CollectRoutes(intake, secondDeliveries, config).routes());
        routes.addAll(new EventRoutes(intake, secondDeliveries, config).routes());
        routes.addAll(new DialectRoutes(intake, config).routes());
        routes.addAll(new RepairRoutes(this, intake, config).routes());
        return routes;
    }

    /** What was done since the start. */
    public CollectCounters counters() {
        return counters;
    }

    /**
     * Takes a body in the form of {@code /v1/batch}, whose key nobody asks for.
     *
     * @param source where the events come from
     * @param receivedAt when they arrived, in milliseconds since 1970 UTC
     * @param isHistory whether they tell of the past, so that no clock is corrected
     */
    public CompletableFuture<Collected> collect(byte[] body, String source, long receivedAt, boolean isHistory) {
        return collect(body, nothingBesides(source), receivedAt, isHistory);
    }

    /**
     * Takes a body in the form of {@code /v1/batch} that a source has read, with what it has read besides: all of it becomes
     * safe, or none. Its items tell of the past.
     *
     * @param receivedAt when it was read, in milliseconds since 1970 UTC
     */
    public CompletableFuture<Collected> collect(byte[] body, ReadBySource read, long receivedAt) {
        return collect(body, read, receivedAt, true);
    }

    private CompletableFuture<Collected> collect(byte[] body, ReadBySource read, long receivedAt, boolean isHistory) {
        return switch (read(body, null)) {
            case SentBody.Refused(String message) -> refused(Collected.Refusal.INVALID, message);
            case SentBody.Items items -> {
                Arrival arrival = new Arrival(
                        read.source(), receivedAt, items.sentAt(), isHistory, items.context(), Sender.NOBODY);
                yield collect(items, arrival, read);
            }
        };
    }

    /** Whether too much waits already, so that reading more would be for nothing. */
    boolean isBehind() {
        return isBehind.getAsBoolean();
    }

    /** Reads a body: of many items, or of one of the given type. */
    SentBody read(byte[] body, @Nullable EventType alone) {
        EventParser kept = parsers.poll();
        EventParser parser = kept == null ? new EventParser(config.itemsMax()) : kept;
        SentBody read = alone == null ? parser.parseBatch(body) : parser.parseSingle(body, alone);
        boolean unused = parsers.offer(parser);
        return read;
    }

    /** Reads a body that was sent in another dialect. */
    Intake.Read readTranslated(Translated translated) {
        return switch (translated) {
            case Translated.Batch(byte[] json, boolean isHistory) ->
                new Intake.Read(read(json, null), false, isHistory);
            case Translated.Refused(String message) -> new Intake.Read(new SentBody.Refused(message), false, false);
        };
    }

    /** Judges the items, and has the log make them safe. */
    CompletableFuture<Collected> collect(
            SentBody.Items body, String source, long receivedAt, boolean isHistory, Sender sender) {
        Arrival arrival = new Arrival(source, receivedAt, body.sentAt(), isHistory, body.context(), sender);
        return collect(body, arrival, nothingBesides(source));
    }

    /**
     * Takes mended items of the quarantine, which tell of the past, and says in the same append that those were repaired. One that is
     * no event even now is not set aside again.
     */
    CompletableFuture<Collected> repair(SentBody.Items body, RepairBody besides) {
        ReadBySource read = nothingBesides(besides.source());
        Arrival arrival =
                new Arrival(besides.source(), clock.millis(), ClientTime.ABSENT, true, body.context(), Sender.NOBODY);
        Judged judged = judge(body, arrival, read);
        List<Long> repaired = new ArrayList<>(besides.repairs());
        // From behind, so that the places before stay as they are.
        judged.failures().reversed().forEach(failure -> repaired.remove(failure.index()));
        repaired.addAll(besides.leftOut());
        Judged good = new Judged(judged.events(), List.of(), List.of(), judged.internal(), judged.fallenBack());
        byte[] control = new ControlRecord.Repaired(0, repaired).toBytes();
        return append(good, List.of(), repaired.isEmpty() ? List.of() : List.of(control))
                .thenApply(collected ->
                        collected instanceof Collected.Taken taken ? taken.with(judged.failures()) : collected);
    }

    private static ReadBySource nothingBesides(String source) {
        return new ReadBySource(source, List.of(), List.of(), List.of());
    }

    private CompletableFuture<Collected> collect(SentBody.Items body, Arrival arrival, ReadBySource read) {
        Judged judged = judge(body, arrival, read);
        List<QuarantinedItem> quarantined = new ArrayList<>(judged.quarantined());
        quarantined.addAll(read.setAside());
        return append(judged, quarantined, read.controls());
    }

    private CompletableFuture<Collected> append(
            Judged judged, List<QuarantinedItem> quarantined, List<byte[]> controls) {
        if (judged.events().isEmpty() && quarantined.isEmpty() && controls.isEmpty()) {
            return CompletableFuture.completedFuture(taken(judged, 0, List.of()));
        }
        return log.append(new Append(judged.events(), quarantined, controls))
                .handle((committed, failure) -> failure == null
                        ? taken(judged, committed.firstSequence(), committed.events())
                        : notTaken(failure));
    }

    CompletableFuture<Collected> refused(Collected.Refusal refusal, String message) {
        counters.countRefused(refusal);
        return CompletableFuture.completedFuture(new Collected.Refused(refusal, message));
    }

    private Judged judge(SentBody.Items body, Arrival arrival, ReadBySource read) {
        List<Event> events = new ArrayList<>(body.items().size());
        List<QuarantinedItem> quarantined = new ArrayList<>();
        List<Collected.Failure> failures = new ArrayList<>();
        List<Collected.LeftOut> internal = new ArrayList<>();
        int fallenBack = 0;
        for (int index = 0; index < body.items().size(); index++) {
            SentItem item = body.items().get(index);
            switch (admission.judge(item, arrival)) {
                case Verdict.Admitted(Event event, boolean hasFallenBack) -> {
                    if (isInternal(event, arrival.sender())) {
                        internal.add(new Collected.LeftOut(index, event.messageId()));
                    } else {
                        events.add(event);
                        fallenBack += hasFallenBack ? 1 : 0;
                    }
                }
                case Verdict.Quarantined(Reason reason) -> {
                    quarantined.add(new QuarantinedItem(
                            reason.code(), read.nameOf(index), arrival.receivedAt(), bytesOf(item, body.json())));
                    String id = item instanceof SentItem.Readable readable ? readable.messageId() : null;
                    failures.add(new Collected.Failure(index, id, reason));
                }
            }
        }
        return new Judged(events, quarantined, failures, internal, fallenBack);
    }

    private boolean isInternal(Event event, Sender sender) {
        return sender.isInternal() || config.internal().has(event, sender.address());
    }

    private byte[] bytesOf(SentItem item, byte[] json) {
        return Arrays.copyOfRange(json, item.from(), item.from() + Math.min(item.size(), config.itemBytesMax()));
    }

    private Collected taken(Judged judged, long firstSequence, List<Event> events) {
        counters.countTaken(judged);
        return new Collected.Taken(log.lastSequence(), firstSequence, events, judged.failures(), judged.internal());
    }

    private Collected notTaken(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        Collected.Refusal refusal =
                cause instanceof LogFullException ? Collected.Refusal.OVERLOADED : Collected.Refusal.UNAVAILABLE;
        counters.countRefused(refusal);
        return new Collected.Refused(refusal, String.valueOf(cause.getMessage()));
    }
}
