package io.footfall.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many requests each route answered with which status, and how many streams are open. For any thread. */
public final class HttpCounters {
    private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();
    private final LongAdder streams = new LongAdder();
    private final AtomicInteger connections = new AtomicInteger();

    void count(String route, int status) {
        answered.computeIfAbsent(route + ' ' + status, ignored -> new LongAdder())
                .increment();
    }

    int connectionOpened() {
        return connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
    }

    void streamOpened() {
        streams.increment();
    }

    void streamClosed() {
        streams.decrement();
    }

    /** Requests by method, route and status, such as {@code POST /v1/batch 200}. */
    public Map<String, Long> answered() {
        Map<String, Long> counts = new TreeMap<>();
        answered.forEach((key, count) -> counts.put(key, count.sum()));
        return counts;
    }

    /** The connections that are open now. */
    public int openConnections() {
        return connections.get();
    }

    /** The streams that are open now. */
    public long openStreams() {
        return streams.sum();
    }
}
