package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.MappingException.Problem;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.files.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The sources and lookup tables of a configuration file, how far back history is kept, and how much of it in memory. It is checked as a whole: everything that is wrong is said at once, and a key that
 * is not known is wrong.
 *
 * @param sources the sources, in the order of the file
 * @param lookups the lookup tables, in the order of the file
 * @param keepDays for how many days events are kept; for ever if it says nothing
 * @param memoryBytes how much memory timelines and pinned questions may take, if it says so
 */
public record SourcesConfig(
        List<SourceConfig> sources, List<LookupConfig> lookups, OptionalInt keepDays, OptionalLong memoryBytes) {
    /** No sources, no lookup tables, and history for ever. */
    public static final SourcesConfig NONE =
            new SourcesConfig(List.of(), List.of(), OptionalInt.empty(), OptionalLong.empty());

    /** The most sources there may be. */
    public static final int SOURCES_MAX = 100;

    private static final String KINDS = "files, kafka, postgres or postgres_changes";
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:]+\\]");
    static final Pattern PORT =
            Pattern.compile("[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]");
    static final Duration LENGTH_MAX = Duration.ofHours(1);

    /** Copies the lists. */
    public SourcesConfig {
        sources = List.copyOf(sources);
        lookups = List.copyOf(lookups);
    }

    /**
     * Reads a configuration file. Paths in it are relative to its folder.
     *
     * @throws ConfigurationException if anything in it is wrong
     */
    public static SourcesConfig read(Path file) throws IOException, ConfigurationException {
        List<Problem> problems = new ArrayList<>();
        if (Files.size(file) > FILE_BYTES_MAX) {
            problems.add(new Problem("the file", Files.size(file) + " bytes", "at most " + FILE_BYTES_MAX));
            throw new ConfigurationException(file.toString(), problems);
        }
        Section root = Section.ofYaml(Files.readString(file), problems);
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Section section = root.section("sources");
        List<SourceConfig> sources = new ArrayList<>();
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches()) {
                section.problem(name, "a name of up to 100 letters, digits, dots, dashes and underscores");
            }
            source(name, section.section(name), folder, problems).ifPresent(sources::add);
        }
        if (sources.size() > SOURCES_MAX) {
            root.problem("sources", "at most " + SOURCES_MAX + " of them");
        }
        List<LookupConfig> lookups = LookupSections.read(root, folder);
        Optional<String> keep = root.text("keep");
        OptionalInt keepDays = keep.isPresent() ? KeepPeriod.days(keep.get()) : OptionalInt.empty();
        if (keep.isPresent() && keepDays.isEmpty()) {
            root.problem("keep", KeepPeriod.EXPECTED);
        }
        Optional<String> memory = root.text("memory");
        OptionalLong memoryBytes = memory.isPresent() ? MemorySize.bytes(memory.get()) : OptionalLong.empty();
        if (memory.isPresent() && memoryBytes.isEmpty()) {
            root.problem("memory", MemorySize.EXPECTED);
        }
        root.refuseUnknownKeys();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(file.toString(), problems);
        }
        return new SourcesConfig(sources, lookups, keepDays, memoryBytes);
    }

    private static Optional<SourceConfig> source(String name, Section section, Path folder, List<Problem> problems) {
        String kind = section.requiredText("kind", KINDS);
        return switch (kind) {
            case "files" -> files(name, section, folder, problems);
            case "kafka" -> kafka(name, section, folder, problems);
            case "postgres" ->
                PostgresSections.table(
                        name, section, mapping(name, section, folder, problems), duration(section, "every", "2s"));
            case "postgres_changes" ->
                PostgresSections.changes(name, section, mapping(name, section, folder, problems));
            case "" -> Optional.empty();
            default -> {
                section.problem("kind", KINDS);
                yield Optional.empty();
            }
        };
    }

    private static Optional<SourceConfig> files(String name, Section section, Path folder, List<Problem> problems) {
        Optional<Mapping> mapping = mapping(name, section, folder, problems);
        Path path = folder.resolve(section.requiredText("path", "a folder or a file"));
        if (!Files.exists(path)) {
            section.problem("path", "a folder or a file that is there, and not " + path);
        }
        PathMatcher matcher = matcher(section, path);
        Duration settle = duration(section, "settle", "10s");
        section.refuseUnknownKeys();
        return mapping.map(read -> new SourceConfig.Files(name, path, matcher, read, settle));
    }

    private static Optional<SourceConfig> kafka(String name, Section section, Path folder, List<Problem> problems) {
        Optional<Mapping> mapping =
                section.text("mapping").isPresent() ? mapping(name, section, folder, problems) : Optional.empty();
        return KafkaSection.read(name, section, mapping, folder);
    }

    /** A secret is in the environment, never in the file. */
    static Optional<String> secret(Section section, String key) {
        Optional<String> variable = section.text(key);
        Optional<String> secret = variable.map(System::getenv);
        if (variable.isPresent() && secret.isEmpty()) {
            section.problem(key, "a variable of the environment that is set");
        }
        return secret;
    }

    private static Optional<Mapping> mapping(String name, Section section, Path folder, List<Problem> problems) {
        String written = section.requiredText("mapping", "a mapping file");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MappingReader.read(folder.resolve(written)));
        } catch (IOException e) {
            section.problem("mapping", "a mapping file that can be read, and not " + folder.resolve(written));
        } catch (MappingException e) {
            for (Problem problem : e.problems()) {
                String key = "sources." + name + ".mapping, " + written + ": " + problem.key();
                problems.add(new Problem(key, problem.value(), problem.expected()));
            }
        }
        return Optional.empty();
    }

    private static PathMatcher matcher(Section section, Path path) {
        String glob = section.text("match").orElse("*");
        try {
            return path.getFileSystem().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException ignored) {
            // Reported with the other problems.
            section.problem("match", "a pattern of names such as *.csv");
            return name -> false;
        }
    }

    private static Duration duration(Section section, String key, String otherwise) {
        return duration(section, key, otherwise, LENGTH_MAX);
    }

    /** The length of time at a key. */
    static Duration duration(Section section, String key, String otherwise, Duration max) {
        String written = section.text(key).orElse(otherwise);
        try {
            Duration duration = Duration.parse("PT" + written.toUpperCase(Locale.ROOT));
            if (!duration.isNegative() && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException ignored) {
            // Reported with the other problems.
        }
        section.problem(key, "a length of time such as " + otherwise + ", at most " + max.toHours() + "h");
        return Duration.ZERO;
    }
}
