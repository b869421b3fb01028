package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.Section;
import io.footfall.connect.kafka.ClientSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a configuration says of topics of Kafka. */
final class KafkaSection {
    /** The most topics of one source. */
    static final int TOPICS_MAX = 100;

    private static final Pattern SERVER = Pattern.compile("(" + SourcesConfig.HOST + "):(" + SourcesConfig.PORT + ")");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}]{1,1000}");
    private static final List<String> PASSWORDS =
            List.of("ssl.truststore.password", "ssl.keystore.password", "ssl.key.password");

    private KafkaSection() {}

    /** The source, if nothing essential is wrong with it; {@code mapping} is that of its key, if it has one. */
    static Optional<SourceConfig> read(String name, Section section, Optional<Mapping> mapping, Path folder) {
        List<String> servers = servers(section);
        List<String> topics = topics(section);
        boolean isMapped = isMapped(section);
        boolean hasMapping = section.text("mapping").isPresent();
        boolean mayMap = mapping.isEmpty() || (mapping.get() instanceof Mapping.OfRows rows && rows.grouping() == null);
        if (isMapped ? !hasMapping || !mayMap : hasMapping) {
            section.problem(
                    "mapping", isMapped ? "one for format json, that groups no rows" : "none for format segment");
        }
        SourceConfig.From from = from(section);
        ClientSettings client = client(section, servers, folder);
        section.refuseUnknownKeys();
        Optional<Mapping.OfRows> rows =
                mapping.filter(Mapping.OfRows.class::isInstance).map(Mapping.OfRows.class::cast);
        return isMapped && rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceConfig.Kafka(name, client, topics, isMapped ? rows : Optional.empty(), from));
    }

    private static List<String> servers(Section section) {
        List<String> servers = section.texts("bootstrap_servers").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        if (servers.isEmpty()
                || !servers.stream().allMatch(server -> SERVER.matcher(server).matches())) {
            section.problem("bootstrap_servers", "brokers such as broker.example:9092");
        }
        return servers;
    }

    private static List<String> topics(Section section) {
        List<String> topics = section.texts("topics");
        boolean isGood = topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches());
        if (topics.isEmpty() || !isGood || new HashSet<>(topics).size() < topics.size() || topics.size() > TOPICS_MAX) {
            section.problem("topics", "the name of a topic, or a list of up to " + TOPICS_MAX + " different ones");
        }
        return topics;
    }

    private static boolean isMapped(Section section) {
        String format = section.requiredText("format", "json or segment");
        if (!format.isEmpty() && !format.equals("json") && !format.equals("segment")) {
            section.problem("format", "json or segment");
        }
        return format.equals("json");
    }

    private static SourceConfig.From from(Section section) {
        return switch (section.text("from").orElse("earliest")) {
            case "earliest" -> SourceConfig.From.EARLIEST;
            case "latest" -> SourceConfig.From.LATEST;
            default -> {
                section.problem("from", "earliest or latest");
                yield SourceConfig.From.EARLIEST;
            }
        };
    }

    private static ClientSettings client(Section section, List<String> servers, Path folder) {
        Section client = section.section("client");
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : ClientSettings.allowed()) {
            client.text(setting).ifPresent(written -> {
                String value =
                        setting.endsWith(".location") ? folder.resolve(written).toString() : written;
                ClientSettings.expected(setting, value).ifPresent(expected -> client.problem(setting, expected));
                settings.put(setting, value);
            });
        }
        for (String password : PASSWORDS) {
            SourcesConfig.secret(client, password + "_env").ifPresent(secret -> settings.put(password, secret));
        }
        client.refuseUnknownKeys();
        Optional<String> user = section.text("user");
        Optional<String> password = SourcesConfig.secret(section, "password_env");
        boolean logsIn = settings.getOrDefault("security.protocol", "").startsWith("SASL");
        if (logsIn ? user.isEmpty() || password.isEmpty() : user.isPresent()) {
            section.problem(
                    "user",
                    "a user with a password_env exactly if client.security.protocol is SASL_SSL or SASL_PLAINTEXT");
        }
        List<String> login = new ArrayList<>();
        user.ifPresent(login::add);
        password.ifPresent(login::add);
        if (!login.stream().allMatch(text -> PRINTABLE.matcher(text).matches())) {
            section.problem("user", "a user and a password of up to 1,000 characters without control characters");
        }
        ClientSettings plain = new ClientSettings(servers, settings);
        return logsIn ? plain.withLogin(user.orElse(""), password.orElse("")) : plain;
    }
}
