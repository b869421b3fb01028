package io.footfall.app;

import io.footfall.catalog.LookupVersion;
import io.footfall.collect.Collector;
import io.footfall.collect.Reason;
import io.footfall.connect.sources.LookupStatus;
import io.footfall.connect.sources.Lookups;
import io.footfall.connect.sources.SourceStatus;
import io.footfall.connect.sources.Sources;
import io.footfall.engine.AskCounters;
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
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the parts count, by the names an operator scrapes; {@code docs/reference/metrics.md} lists them. */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<PinGauge> pinGauges;
    private final List<SourceGauge> sourceGauges;
    private final Sources sources;
    private final List<LookupGauge> lookupGauges;
    private final Lookups lookups;
    private final MultiGauge requests;
    private final Engine engine;
    private volatile Optional<HttpServer> server = Optional.empty();

    Metrics(EventLog log, Engine engine, Collector collector, Sources sources, Lookups lookups, Clock clock) {
        this.engine = engine;
        this.sources = sources;
        sourceGauges = List.of(
                source("footfall.source.events", "Events admitted since the start", SourceStatus::events),
                source("footfall.source.quarantined", "Rows set aside since the start", SourceStatus::quarantined),
                source("footfall.source.passed.over", "Records that make no event", SourceStatus::passedOver),
                source("footfall.source.lag.records", "Records that are not delivered yet", SourceStatus::lagRecords),
                source("footfall.source.lag.bytes", "Bytes that are not delivered yet", SourceStatus::lagBytes),
                source(
                        "footfall.source.lag.seconds",
                        "For how long something of it has not been delivered",
                        source -> source.lagMillis(clock.millis()) / 1e3),
                source(
                        "footfall.source.failing",
                        "1 if it cannot be read, 0 if it can",
                        source -> source.problem().isEmpty() ? 0 : 1));
        this.lookups = lookups;
        lookupGauges = List.of(
                lookup(
                        "footfall.lookup.rows",
                        "Rows of its current version",
                        status -> current(status).map(LookupVersion::rows).orElse(0L)),
                lookup(
                        "footfall.lookup.version",
                        "The number of its current version",
                        status -> current(status).map(LookupVersion::number).orElse(0L)),
                lookup(
                        "footfall.lookup.age.seconds",
                        "For how long it was not read and found good",
                        status -> status.readAt()
                                .map(at -> (clock.millis() - at.toEpochMilli()) / 1e3)
                                .orElse(Double.NaN)),
                lookup(
                        "footfall.lookup.failing",
                        "1 if it could not be read the last time, 0 if it could",
                        status -> status.problem().isEmpty() ? 0 : 1));
        pinGauges = List.of(
                pin(
                        "footfall.pin.seconds",
                        "Time of the engine's thread since the start",
                        pin -> pin.cost().nanos() / 1e9),
                pin(
                        "footfall.pin.events",
                        "Events folded, by one step or again",
                        pin -> pin.cost().foldedEvents()),
                pin(
                        "footfall.pin.refolds",
                        "Customers folded again",
                        pin -> pin.cost().refoldedCustomers()),
                pin(
                        "footfall.pin.failures",
                        "Times it failed and was set aside",
                        pin -> pin.cost().setAside()),
                pin(
                        "footfall.pin.bytes",
                        "About how much memory it takes",
                        pin -> pin.cost().heapBytes()),
                pin(
                        "footfall.pin.kept",
                        "1 if it is kept event by event, 0 if it is asked again and again",
                        pin -> pin.whyAskedAgain().isEmpty() ? 1 : 0));
        counter("footfall.events.admitted", "Events that came onto timelines", EngineCounters::taken);
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
        FunctionCounter.builder(
                        "footfall.quarantine.repaired",
                        engine,
                        each -> each.repairs().count())
                .description("Quarantined items that were repaired")
                .register(registry);
        FunctionCounter.builder(
                        "footfall.events.internal",
                        collector,
                        each -> each.counters().internal())
                .description("Events of the company's own people and machines, left out since the start")
                .register(registry);
        counter(
                "footfall.events.late",
                "Events that happened before the one of their id that had come last",
                EngineCounters::late);
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
        counter("footfall.values.dropped", "Property values that are in the log only", EngineCounters::droppedValues);
        gauge("footfall.waiting.requests", "Requests that wait for a sequence to be analysed", EngineCounters::waiting);
        asked("footfall.answers.cache.hits", "Asked answers that were there already", AskCounters::cacheHits);
        asked("footfall.answers.cache.misses", "Asked answers that were computed", AskCounters::cacheMisses);
        asked("footfall.asks.refused", "Questions refused since too many were waiting", AskCounters::refused);
        asked(
                "footfall.listeners.failures",
                "Times a listener failed at what it was told",
                AskCounters::listenerFailures);
        Gauge.builder(
                        "footfall.asks.waiting",
                        engine,
                        each -> each.askCounters().waiting())
                .description("Questions that wait to be answered")
                .register(registry);
        asked("footfall.answers.files", "Questions answered from files", AskCounters::fromFiles);
        Gauge.builder(
                        "footfall.answers.files.waiting",
                        engine,
                        each -> each.askCounters().waitingForFiles())
                .description("Questions that wait to be answered from files")
                .register(registry);
        gauge("footfall.paths.files", "Paths that are in files only", EngineCounters::leftOutPaths);
        Gauge.builder("footfall.memory.ceiling.bytes", engine, Engine::memoryBytesMax)
                .description("How much memory timelines and pinned questions may take")
                .register(registry);
        part("events", EngineCounters.Memory::events);
        part("identities", EngineCounters.Memory::identities);
        part("vocabulary", EngineCounters.Memory::vocabulary);
        part("pins", EngineCounters.Memory::pins);
        LogMetrics.register(log, engine::damage, registry);
        FilesMetrics.register(engine, registry);
        counter("footfall.timelines.merges", "Stretches of timelines packed anew", EngineCounters::sliceMerges);
        Runtime runtime = Runtime.getRuntime();
        Gauge.builder("footfall.memory.used.bytes", runtime, each -> each.totalMemory() - each.freeMemory())
                .description("Heap in use, garbage included")
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
        for (PinGauge each : pinGauges) {
            each.gauge.register(
                    engine.pinned().stream()
                            .<MultiGauge.Row<?>>map(pin -> MultiGauge.Row.of(
                                    Tags.of("question", pin.pin().name()), each.value.applyAsDouble(pin)))
                            .toList(),
                    true);
        }
        for (SourceGauge each : sourceGauges) {
            each.gauge.register(
                    sources.statuses().stream()
                            .<MultiGauge.Row<?>>map(source -> MultiGauge.Row.of(
                                    Tags.of("source", source.name()), each.value.applyAsDouble(source)))
                            .toList(),
                    true);
        }
        for (LookupGauge each : lookupGauges) {
            each.gauge.register(
                    lookups.statuses().stream()
                            .<MultiGauge.Row<?>>map(lookup -> MultiGauge.Row.of(
                                    Tags.of("table", lookup.name()), each.value.applyAsDouble(lookup)))
                            .toList(),
                    true);
        }
        server.ifPresent(each -> requests.register(
                each.counters().answered().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(route(entry.getKey()), entry.getValue()))
                        .collect(Collectors.toList()),
                true));
        return registry.scrape();
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

    private void asked(String name, String description, ToDoubleFunction<AskCounters> count) {
        FunctionCounter.builder(name, engine, each -> count.applyAsDouble(each.askCounters()))
                .description(description)
                .register(registry);
    }

    private void part(String part, ToDoubleFunction<EngineCounters.Memory> bytes) {
        Gauge.builder(
                        "footfall.memory.bytes",
                        engine,
                        each -> bytes.applyAsDouble(each.counters().memory()))
                .description("About how much heap a part takes")
                .tags("part", part)
                .register(registry);
    }

    private PinGauge pin(String name, String description, ToDoubleFunction<PinnedQuestion> value) {
        MultiGauge gauge = MultiGauge.builder(name)
                .description("Of a pinned question: " + description)
                .register(registry);
        return new PinGauge(gauge, value);
    }

    private SourceGauge source(String name, String description, ToDoubleFunction<SourceStatus> value) {
        MultiGauge gauge = MultiGauge.builder(name)
                .description("Of a source: " + description)
                .register(registry);
        return new SourceGauge(gauge, value);
    }

    private LookupGauge lookup(String name, String description, ToDoubleFunction<LookupStatus> value) {
        MultiGauge gauge = MultiGauge.builder(name)
                .description("Of a lookup table: " + description)
                .register(registry);
        return new LookupGauge(gauge, value);
    }

    private Optional<LookupVersion> current(LookupStatus status) {
        return engine.lookup(status.name());
    }

    /** A figure of each lookup table. */
    private record LookupGauge(MultiGauge gauge, ToDoubleFunction<LookupStatus> value) {}

    /** A figure of each source. */
    private record SourceGauge(MultiGauge gauge, ToDoubleFunction<SourceStatus> value) {}

    /** A figure of each pinned question. */
    private record PinGauge(MultiGauge gauge, ToDoubleFunction<PinnedQuestion> value) {}
}
