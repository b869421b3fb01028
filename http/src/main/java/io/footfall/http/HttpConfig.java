package io.footfall.http;

import java.time.Duration;

/**
 * What the HTTP server can be told.
 *
 * @param host the address to bind to
 * @param port the port, 0 for a free one
 * @param eventLoops how many threads serve connections
 * @param bodyTimeout within which a request must be whole
 * @param idleTimeout after which a silent connection is closed
 */
public record HttpConfig(String host, int port, int eventLoops, Duration bodyTimeout, Duration idleTimeout) {
    /** Loopback, port 8080, two event loops. */
    public static final HttpConfig DEFAULTS =
            new HttpConfig("127.0.0.1", 8080, 2, Duration.ofSeconds(30), Duration.ofSeconds(75));

    /** Checks the limits. */
    public HttpConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port is " + port + ", it must be 0 to 65535");
        }
        if (eventLoops < 1 || eventLoops > 64) {
            throw new IllegalArgumentException("http.event-loops is " + eventLoops + ", it must be 1 to 64");
        }
    }

    /** The same on another address. */
    public HttpConfig at(String newHost, int newPort) {
        return new HttpConfig(newHost, newPort, eventLoops, bodyTimeout, idleTimeout);
    }
}
