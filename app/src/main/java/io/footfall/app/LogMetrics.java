package io.footfall.app;

import io.footfall.eventlog.Damage;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the log counts, by the names an operator scrapes. */
final class LogMetrics {
    private static final double NANOS = 1e9;

    private final EventLog log;
    private final MeterRegistry registry;

    private LogMetrics(EventLog log, MeterRegistry registry) {
        this.log = log;
        this.registry = registry;
    }

    static void register(EventLog log, Supplier<List<Damage>> damage, MeterRegistry registry) {
        LogMetrics metrics = new LogMetrics(log, registry);
        metrics.counter("footfall.log.appends", "Bodies made safe", LogCounters::appends);
        metrics.counter("footfall.log.bytes.written", "Bytes made safe", LogCounters::bytesWritten);
        metrics.counter("footfall.log.syncs", "Syncs of the disk", LogCounters::syncs);
        metrics.counter(
                "footfall.log.sync.seconds", "How long syncs took together", each -> each.syncNanosTotal() / NANOS);
        metrics.gauge(
                "footfall.log.sync.seconds.max", "How long the longest took", each -> each.syncNanosMax() / NANOS);
        metrics.counter("footfall.log.failures", "Writes and syncs that failed", LogCounters::failures);
        metrics.counter("footfall.log.refused", "Bodies refused because too much waited", LogCounters::refused);
        metrics.gauge("footfall.log.waiting.appends", "Bodies that wait for the disk", LogCounters::inboxAppends);
        metrics.gauge("footfall.log.waiting.bytes", "Bytes that wait for the disk", LogCounters::inboxBytes);
        metrics.gauge("footfall.log.bytes", "The log on disk", LogCounters::logBytes);
        Gauge.builder("footfall.log.sequence", log, EventLog::lastSequence)
                .description("The newest sequence that is safe")
                .register(registry);
        Gauge.builder(
                        "footfall.log.damage.stretches",
                        damage,
                        each -> each.get().size())
                .description("Stretches of the log that were found damaged or missing at the start")
                // Nobody else holds the function.
                .strongReference(true)
                .register(registry);
        Gauge.builder("footfall.log.damage.events", damage, LogMetrics::eventsLost)
                .description("Events that may have been lost with them")
                .strongReference(true)
                .register(registry);
    }

    private static double eventsLost(Supplier<List<Damage>> damage) {
        return damage.get().stream().mapToLong(Damage::events).sum();
    }

    private void counter(String name, String description, ToDoubleFunction<LogCounters> count) {
        FunctionCounter.builder(name, log, each -> count.applyAsDouble(each.counters()))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<LogCounters> value) {
        Gauge.builder(name, log, each -> value.applyAsDouble(each.counters()))
                .description(description)
                .register(registry);
    }
}
