package io.footfall.http;

import java.time.Duration;

/**
 * What the HTTP server can be told.
 *
 * @param host the address to bind to
 * @param port the port, 0 for a free one
 * @param eventLoops how many threads serve connections
 * @param connectionsMax the most connections at once; one more is closed as it opens
 * @param headTimeout within which a request's head must be whole, from its first byte
 * @param bodyTimeout within which a request must be whole
 * @param idleTimeout after which a silent connection is closed
 */
public record HttpConfig(
        String host,
        int port,
        int eventLoops,
        int connectionsMax,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout) {
    /** Loopback, port 8080, two event loops, the limits that clients are promised. */
    public static final HttpConfig DEFAULTS = new HttpConfig(
            "127.0.0.1", 8080, 2, 10_000, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(75));

    /** Checks the limits. */
    public HttpConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port is " + port + ", it must be 0 to 65535");
        }
        if (eventLoops < 1 || eventLoops > 64) {
            throw new IllegalArgumentException("http.event-loops is " + eventLoops + ", it must be 1 to 64");
        }
        if (connectionsMax < 1) {
            throw new IllegalArgumentException("http.connections-max is " + connectionsMax + ", it must be at least 1");
        }
    }

    /** The same on another address. */
    public HttpConfig at(String newHost, int newPort) {
        return new HttpConfig(newHost, newPort, eventLoops, connectionsMax, headTimeout, bodyTimeout, idleTimeout);
    }
}
