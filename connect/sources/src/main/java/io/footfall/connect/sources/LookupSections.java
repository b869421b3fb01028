package io.footfall.connect.sources;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.connect.files.Section;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a configuration says of lookup tables. */
final class LookupSections {
    private static final String KINDS = "file or postgres";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final Pattern COLUMN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,99}");
    private static final Pattern ON =
            Pattern.compile("(properties|context|traits)\\.\\S.{0,280}|event|source|userId|anonymousId");
    private static final Set<String> TYPES = Set.of("text", "number", "boolean");
    private static final Duration EVERY_MIN = Duration.ofSeconds(10);
    private static final Duration EVERY_MAX = Duration.ofDays(7);

    private LookupSections() {}

    /** All that a section says of lookup tables. */
    static List<LookupConfig> read(Section root, Path folder) {
        Section section = root.section("lookups");
        List<LookupConfig> lookups = new ArrayList<>();
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches()) {
                section.problem(name, "a name of up to 50 small letters, digits and underscores, a letter first");
            }
            lookups.add(lookup(name, section.section(name), folder));
        }
        if (lookups.size() > LookupConfig.TABLES_MAX) {
            root.problem("lookups", "at most " + LookupConfig.TABLES_MAX + " of them");
        }
        return lookups;
    }

    private static LookupConfig lookup(String name, Section section, Path folder) {
        LookupShape shape = shape(name, section);
        LookupConfig.From from = from(section, folder);
        Schedule schedule = schedule(section, from instanceof LookupConfig.File);
        section.refuseUnknownKeys();
        return new LookupConfig(shape, from, schedule);
    }

    private static LookupShape shape(String name, Section section) {
        String on = section.requiredText("on", "the property of events whose value is the key");
        if (!on.isEmpty() && !ON.matcher(on).matches()) {
            section.problem("on", "properties.…, context.…, traits.…, event, source, userId or anonymousId");
        }
        String key = section.requiredText("key", "the column of the keys");
        checkName(section, "key", key);
        String keyType = section.text("key_type").orElse("text");
        if (!keyType.equals("text") && !keyType.equals("number")) {
            section.problem("key_type", "text or number");
            keyType = "text";
        }
        Section columns = section.section("columns");
        List<LookupColumn> all = new ArrayList<>();
        for (String column : columns.keys()) {
            checkName(columns, column, column);
            if (column.equalsIgnoreCase(key)) {
                columns.problem(column, "a column beside the key");
            }
            String type = columns.text(column).orElse("");
            if (TYPES.contains(type)) {
                all.add(new LookupColumn(column, type(type)));
            } else {
                columns.problem(column, "text, number or boolean");
            }
        }
        if (columns.keys().isEmpty() || columns.keys().size() > LookupConfig.COLUMNS_MAX) {
            section.problem(
                    "columns", "1 to " + LookupConfig.COLUMNS_MAX + " columns, each with text, number or boolean");
        }
        return new LookupShape(name, on, new LookupColumn(key, type(keyType)), all);
    }

    private static void checkName(Section section, String key, String column) {
        if (!column.isEmpty() && !COLUMN.matcher(column).matches()) {
            section.problem(key, "a column named by up to 100 letters, digits and underscores");
        }
    }

    private static LookupColumn.Type type(String word) {
        return LookupColumn.Type.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static LookupConfig.From from(Section section, Path folder) {
        return switch (section.requiredText("kind", KINDS)) {
            case "file" -> file(section, folder);
            case "postgres" -> PostgresSections.lookup(section);
            case "" -> new LookupConfig.File(folder, ',', Duration.ZERO);
            default -> {
                section.problem("kind", KINDS);
                yield new LookupConfig.File(folder, ',', Duration.ZERO);
            }
        };
    }

    private static LookupConfig.File file(Section section, Path folder) {
        Path path = folder.resolve(section.requiredText("path", "a file"));
        String delimiter = section.text("delimiter").orElse(",");
        if (delimiter.length() != 1 || delimiter.charAt(0) > 126 || delimiter.charAt(0) == '"') {
            section.problem("delimiter", "one ASCII character such as ;");
            delimiter = ",";
        }
        return new LookupConfig.File(
                path, delimiter.charAt(0), SourcesConfig.duration(section, "settle", "2s", SourcesConfig.LENGTH_MAX));
    }

    private static Schedule schedule(Section section, boolean isFile) {
        Optional<String> at = section.text("at");
        if (at.isPresent()) {
            if (section.text("every").isPresent()) {
                section.problem("every", "either every or at");
            }
            return daily(section, at.get());
        }
        if (isFile && section.text("every").isEmpty()) {
            return new Schedule.OnChange();
        }
        Duration every = SourcesConfig.duration(section, "every", "1h", EVERY_MAX);
        if (every.compareTo(EVERY_MIN) < 0) {
            section.problem("every", "at least 10s");
        }
        return new Schedule.Every(every);
    }

    private static Schedule daily(Section section, String at) {
        LocalTime time = LocalTime.MIDNIGHT;
        ZoneId zone = ZoneId.of("UTC");
        try {
            time = LocalTime.parse(at);
        } catch (DateTimeException ignored) {
            section.problem("at", "a time of day in quotes, such as \"02:30\"");
        }
        try {
            zone = ZoneId.of(section.text("timezone").orElse("UTC"));
        } catch (DateTimeException ignored) {
            section.problem("timezone", "a zone such as Europe/Berlin");
        }
        return new Schedule.Daily(time, zone);
    }
}
