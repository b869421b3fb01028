package io.footfall.app;

import io.footfall.engine.Engine;
import io.footfall.history.files.HistoryCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What there is of sealed files and what was done with them, by the names an operator scrapes. */
final class FilesMetrics {
    private final Engine engine;
    private final MeterRegistry registry;

    private FilesMetrics(Engine engine, MeterRegistry registry) {
        this.engine = engine;
        this.registry = registry;
    }

    static void register(Engine engine, MeterRegistry registry) {
        FilesMetrics metrics = new FilesMetrics(engine, registry);
        metrics.gauge("footfall.files", "Sealed files of events", HistoryCounters::files);
        metrics.gauge("footfall.files.events", "Events in them", HistoryCounters::rows);
        metrics.gauge("footfall.files.bytes", "Their size", HistoryCounters::bytes);
        metrics.gauge("footfall.files.replaced", "Files that others took the place of", HistoryCounters::replaced);
        metrics.counter("footfall.files.sealings", "Stretches of the log sealed", HistoryCounters::sealings);
        metrics.counter("footfall.files.compactions", "Times files were put together", HistoryCounters::compactions);
        metrics.counter("footfall.files.compacted.bytes", "Bytes written by that", HistoryCounters::compactedBytes);
        Gauge.builder("footfall.log.unsealed.bytes", engine, Engine::unsealedBytes)
                .description("The log that is not in files yet")
                .register(registry);
        FunctionCounter.builder("footfall.files.failures", engine, Engine::sealingFailures)
                .description("Times sealing, putting files together or a snapshot failed")
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<HistoryCounters> count) {
        FunctionCounter.builder(name, engine, each -> count.applyAsDouble(each.historyCounters()))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<HistoryCounters> value) {
        Gauge.builder(name, engine, each -> value.applyAsDouble(each.historyCounters()))
                .description(description)
                .register(registry);
    }
}
