package io.footfall.http;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

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
 * @param origins the origins whose pages may call what pages of other origins may call, such as {@code https://shop.example};
 *     empty for any
 */
public record HttpConfig(
        String host,
        int port,
        int eventLoops,
        int connectionsMax,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Set<String> origins) {
    /** Loopback, port 8080, two event loops, the limits that clients are promised. */
    public static final HttpConfig DEFAULTS = new HttpConfig(
            "127.0.0.1",
            8080,
            2,
            10_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Set.of());

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s?#@]+");

    /** Checks the limits and copies the set. */
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
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("http.origins has " + origin
                        + ", it must be a scheme and a host, and a port where it is not the usual one, such as"
                        + " https://shop.example");
            }
        }
        origins = Set.copyOf(origins);
    }

    /** The same for pages of these origins only, or of any if there are none. */
    public HttpConfig withOrigins(Set<String> newOrigins) {
        return new HttpConfig(
                host, port, eventLoops, connectionsMax, headTimeout, bodyTimeout, idleTimeout, newOrigins);
    }

    /** Whether pages of an origin may call what pages of other origins may call. */
    boolean allows(String origin) {
        return origins.isEmpty() || origins.contains(origin);
    }

    /** The same on another address. */
    public HttpConfig at(String newHost, int newPort) {
        return new HttpConfig(
                newHost, newPort, eventLoops, connectionsMax, headTimeout, bodyTimeout, idleTimeout, origins);
    }
}
