package io.footfall.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests of programs on this machine from others.
 *
 * <p>The connection must come from a loopback address, and the request must be made to one: a page whose name was made to lead
 * here is not let in by its visitor's browser. What a proxy passes on comes from elsewhere.
 */
final class Nearby {
    private Nearby() {}

    static boolean isFromHere(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        boolean isPassedOn = request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
        return remote != null && isLoopback(remote.hostAddress()) && isLoopback(hostOf(request)) && !isPassedOn;
    }

    private static @Nullable String hostOf(HttpServerRequest request) {
        return request.authority() == null ? null : request.authority().host();
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return plain.equals("localhost")
                || plain.equals("::1")
                || plain.startsWith("0:0:0:0:0:0:0:1")
                || plain.matches("127(\\.\\d{1,3}){3}");
    }
}
