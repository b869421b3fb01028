package io.footfall.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All routes there are. What matches none is refused; a path is normalised before it is looked up, and one that tries to be
 * another after that is refused.
 */
public final class RouteTable {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> exact = new HashMap<>();

    /** A table of the given routes; the first that matches is taken. */
    public RouteTable(List<Route> routes) {
        for (Route route : routes) {
            Entry entry = new Entry(route, parts(route.path()));
            entries.add(entry);
            if (!route.path().contains("{")) {
                exact.putIfAbsent(route.method() + ' ' + route.path(), entry);
            }
        }
    }

    private record Entry(Route route, List<String> parts) {}

    /** A route that matches, and what its named parts are. */
    public record Match(Route route, Map<String, String> parameters) {}

    /** All routes. */
    public List<Route> routes() {
        return entries.stream().map(Entry::route).toList();
    }

    /** The route of a method and a path. */
    Optional<Match> find(String method, String path) {
        Entry known = exact.get(method + ' ' + path);
        if (known != null) {
            return Optional.of(new Match(known.route, Map.of()));
        }
        Optional<List<String>> parts = normalised(path);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        for (Entry entry : entries) {
            if (entry.route.method().equals(method) && matches(entry.parts, parts.get())) {
                return Optional.of(new Match(entry.route, parameters(entry.parts, parts.get())));
            }
        }
        return Optional.empty();
    }

    /** Whether any method of a path is open to pages of other origins. */
    boolean isCrossOrigin(String path) {
        return normalised(path).stream()
                .flatMap(parts ->
                        entries.stream().filter(entry -> entry.route.isCrossOrigin() && matches(entry.parts, parts)))
                .findFirst()
                .isPresent();
    }

    /** The parts of a path, decoded; empty if it would climb, double or hide a slash. One slash at the end is let go. */
    private static Optional<List<String>> normalised(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> decoded = new ArrayList<>();
        for (String part : parts(path)) {
            String plain;
            try {
                plain = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException badEscape) {
                return Optional.empty();
            }
            boolean isHostile = plain.isEmpty()
                    || plain.equals(".")
                    || plain.equals("..")
                    || plain.indexOf('/') >= 0
                    || plain.indexOf('\\') >= 0
                    || plain.chars().anyMatch(c -> c < ' ');
            if (isHostile) {
                return Optional.empty();
            }
            decoded.add(plain);
        }
        return Optional.of(decoded);
    }

    private static List<String> parts(String path) {
        String inner =
                path.length() > 1 && path.endsWith("/") ? path.substring(1, path.length() - 1) : path.substring(1);
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }

    private static boolean matches(List<String> pattern, List<String> parts) {
        if (pattern.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!isName(pattern.get(i)) && !pattern.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(List<String> pattern, List<String> parts) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            if (isName(pattern.get(i))) {
                parameters.put(pattern.get(i).substring(1, pattern.get(i).length() - 1), parts.get(i));
            }
        }
        return parameters;
    }

    private static boolean isName(String part) {
        return part.startsWith("{");
    }
}
