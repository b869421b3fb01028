package io.footfall.connect.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a user says to Kafka's client. Settings are an allow-list: others can load classes, run login modules, read files or
 * call addresses of their own.
 *
 * @param servers brokers to begin with, as {@code host:port}
 * @param settings allowed settings, and the secrets that belong to them
 */
public record ClientSettings(List<String> servers, Map<String, String> settings) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Set<String> STORES = Set.of("JKS", "PEM", "PKCS12");

    private static final Map<String, Allowed> ALLOWED = Map.ofEntries(
            oneOf("security.protocol", Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
            oneOf("sasl.mechanism", Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
            oneOf("ssl.truststore.type", STORES),
            oneOf("ssl.keystore.type", STORES),
            file("ssl.truststore.location"),
            file("ssl.keystore.location"),
            word("client.id"),
            word("client.rack"),
            number("max.poll.records", 1, 2_500),
            number("fetch.min.bytes", 1, 1 << 20),
            number("fetch.max.wait.ms", 1, 10_000),
            number("fetch.max.bytes", 1 << 10, 1 << 26),
            number("max.partition.fetch.bytes", 1 << 10, 1 << 24),
            number("request.timeout.ms", 1_000, 60_000));

    /** Copies what it is given. */
    public ClientSettings {
        servers = List.copyOf(servers);
        settings = Map.copyOf(settings);
    }

    private record Allowed(Predicate<String> isGood, String expected) {}

    /** The settings that may be given. */
    public static Set<String> allowed() {
        return new TreeSet<>(ALLOWED.keySet());
    }

    /** What an allowed setting should be instead; empty if it is good. */
    public static Optional<String> expected(String setting, String value) {
        Allowed allowed = ALLOWED.get(setting);
        if (allowed == null) {
            throw new IllegalArgumentException(setting + " is not an allowed setting");
        }
        return allowed.isGood.test(value) ? Optional.empty() : Optional.of(allowed.expected);
    }

    /** With who logs in, by the mechanism of the settings. */
    public ClientSettings withLogin(String user, String password) {
        String mechanism = settings.getOrDefault("sasl.mechanism", "PLAIN");
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("sasl.mechanism", mechanism);
        all.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                        + quoted(password) + ";");
        return new ClientSettings(servers, all);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ClientSettings[" + String.join(",", servers) + "]";
    }

    private static Map.Entry<String, Allowed> oneOf(String setting, Set<String> values) {
        return Map.entry(setting, new Allowed(values::contains, "one of " + String.join(", ", new TreeSet<>(values))));
    }

    private static Map.Entry<String, Allowed> file(String setting) {
        return Map.entry(
                setting, new Allowed(path -> Files.isReadable(Path.of(path)), "a file that is there and can be read"));
    }

    private static Map.Entry<String, Allowed> word(String setting) {
        return Map.entry(
                setting,
                new Allowed(
                        text -> WORD.matcher(text).matches(),
                        "up to 100 letters, digits, dots, dashes and underscores"));
    }

    private static Map.Entry<String, Allowed> number(String setting, int min, int max) {
        Predicate<String> isGood =
                text -> text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
        return Map.entry(setting, new Allowed(isGood, min + " to " + max));
    }
}
