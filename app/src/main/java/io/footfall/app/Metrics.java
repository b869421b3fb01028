package io.footfall.app;

import io.footfall.collect.Collector;
import io.footfall.collect.Reason;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineCounters;
import io.footfall.engine.PinnedQuestion;
import io.footfall.eventlog.EventLog;
import io.footfall.http.HttpServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the parts count, by the names an operator scrapes; {@code docs/reference/metrics.md} lists them. */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge pinMillis;
    private final MultiGauge pinRefolds;
    private final MultiGauge requests;
    private final Engine engine;
    private volatile Optional<HttpServer> server = Optional.empty();

    Metrics(EventLog log, Engine engine, Collector collector) {
        this.engine = engine;
        counter("footfall.events.admitted", "Events on timelines", EngineCounters::admitted);
        counter("footfall.events.duplicate", "Events that were there already", EngineCounters::duplicates);
        counter(
                "footfall.events.duplicate.conflict",
                "Events that were there already and said something else",
                EngineCounters::conflicts);
        for (Reason reason : Reason.values()) {
            FunctionCounter.builder(
                            "footfall.events.quarantined",
                            collector,
                            each -> each.counters().quarantined(reason))
                    .description("Items set aside since the start, by reason")
                    .tags("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        counter("footfall.customers.refolded", "Customers folded again for late events or joins", EngineCounters::late);
        gauge("footfall.events.parked", "Events that lie in the future", EngineCounters::parked);
        gauge("footfall.identities", "Ids that events carried", EngineCounters::identities);
        gauge("footfall.values", "Distinct property values in memory", EngineCounters::values);
        gauge("footfall.inbox.events", "Safe events that are not analysed yet", EngineCounters::inboxEvents);
        gauge("footfall.lag.seconds", "How long the oldest of them has waited", each -> each.lagMillis() / 1e3);
        gauge("footfall.sequence", "The newest sequence that answers show", EngineCounters::sequence);
        gauge(
                "footfall.asof.timestamp.seconds",
                "The instant at which answers are true, as a Unix time",
                EngineCounters::publishedSecond);
        counter("footfall.answers.cache.hits", "Asked answers that were there already", EngineCounters::cacheHits);
        counter("footfall.answers.cache.misses", "Asked answers that were computed", EngineCounters::cacheMisses);
        counter("footfall.timelines.merges", "Stretches of timelines packed anew", EngineCounters::sliceMerges);
        LogMetrics.register(log, registry);
        Runtime runtime = Runtime.getRuntime();
        Gauge.builder("footfall.memory.used.bytes", runtime, each -> each.totalMemory() - each.freeMemory())
                .description("Heap in use, garbage included")
                .register(registry);
        pinMillis = MultiGauge.builder("footfall.pin.publish.seconds")
                .description("How long a pinned answer took to compute last")
                .register(registry);
        pinRefolds = MultiGauge.builder("footfall.pin.refolds")
                .description("Customers folded again for a pinned question since the start")
                .register(registry);
        requests = MultiGauge.builder("footfall.http.requests")
                .description("Requests answered since the start, by route and status")
                .register(registry);
    }

    /** Counts the server's requests too. */
    void watch(HttpServer started) {
        server = Optional.of(started);
        Gauge.builder("footfall.streams.open", started, each -> each.counters().openStreams())
                .description("Open event streams")
                .register(registry);
    }

    /** All of it, in Prometheus' text format. */
    String scrape() {
        pinMillis.register(
                engine.pinned().stream()
                        .map(pin -> row(pin, pin.publishMillis() / 1e3))
                        .collect(Collectors.toList()),
                true);
        pinRefolds.register(
                engine.pinned().stream()
                        .map(pin -> row(pin, pin.refoldedCustomers()))
                        .collect(Collectors.toList()),
                true);
        server.ifPresent(each -> requests.register(
                each.counters().answered().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(route(entry.getKey()), entry.getValue()))
                        .collect(Collectors.toList()),
                true));
        return registry.scrape();
    }

    private static MultiGauge.Row<?> row(PinnedQuestion pin, double value) {
        return MultiGauge.Row.of(Tags.of("question", pin.pin().name()), value);
    }

    private static Tags route(String methodPathStatus) {
        int space = methodPathStatus.lastIndexOf(' ');
        return Tags.of("route", methodPathStatus.substring(0, space), "status", methodPathStatus.substring(space + 1));
    }

    private void counter(String name, String description, ToDoubleFunction<EngineCounters> count) {
        FunctionCounter.builder(name, engine, each -> count.applyAsDouble(each.counters()))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<EngineCounters> value) {
        Gauge.builder(name, engine, each -> value.applyAsDouble(each.counters()))
                .description(description)
                .register(registry);
    }
}
