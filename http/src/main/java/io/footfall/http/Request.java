package io.footfall.http;

import java.util.Map;
import java.util.Optional;

/**
 * A whole request: its body has been read, inflated and found within its limit.
 *
 * @param method such as {@code POST}
 * @param path as normalised
 * @param parameters the parts of the path that the route names
 * @param query the query, the first value of each name
 * @param headers the headers the handlers look at, by lower-case name
 * @param body the body, inflated
 * @param address where the connection comes from
 * @param credentials what the caller showed of itself
 */
public record Request(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> query,
        Headers headers,
        byte[] body,
        String address,
        Credentials credentials) {

    /** Looks up a header. */
    @FunctionalInterface
    public interface Headers {
        /** The first value of a header, whatever the case of its name. */
        Optional<String> get(String name);
    }

    /** A named part of the path. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route of " + path + " names no " + name);
        }
        return value;
    }

    /** A value of the query. */
    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
