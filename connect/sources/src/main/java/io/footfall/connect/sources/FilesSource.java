package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of a folder, or one file, in the order of their names; each is followed as it grows. */
final class FilesSource implements Source {
    /** The most files of one source. */
    static final int FILES_MAX = 10_000;

    private final SourceConfig.Files config;
    private final Map<String, String> positions;
    private final Clock clock;
    private final SortedMap<String, FollowedFile> files = new TreeMap<>();

    FilesSource(SourceConfig.Files config, Map<String, String> positions, Clock clock) {
        this.config = config;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public boolean step(Delivery delivery) throws IOException, InterruptedException {
        SortedMap<String, Path> found = find();
        files.entrySet().removeIf(entry -> {
            boolean isGone = !found.containsKey(entry.getKey());
            if (isGone) {
                entry.getValue().close();
            }
            return isGone;
        });
        boolean hasMoved = false;
        for (Map.Entry<String, Path> each : found.entrySet()) {
            FollowedFile file = files.computeIfAbsent(each.getKey(), unit -> follow(unit, each.getValue()));
            hasMoved |= file.advance(delivery);
        }
        report(delivery.status());
        return hasMoved;
    }

    private FollowedFile follow(String unit, Path path) {
        Mapping mapping = config.mapping();
        return new FollowedFile(unit, path, mapping, config.settle(), positions.get(unit), clock);
    }

    private SortedMap<String, Path> find() throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        if (!Files.isDirectory(config.path())) {
            if (Files.exists(config.path())) {
                found.put(String.valueOf(config.path().getFileName()), config.path());
            }
            return found;
        }
        try (Stream<Path> all = Files.list(config.path())) {
            List<Path> matching = all.filter(path -> config.matcher().matches(path.getFileName()))
                    .filter(Files::isRegularFile)
                    .limit(FILES_MAX + 1L)
                    .toList();
            if (matching.size() > FILES_MAX) {
                throw new IOException(config.path() + " holds more than " + FILES_MAX
                        + " files of this source: move away those that are read, or name fewer by match");
            }
            matching.forEach(path -> found.put(String.valueOf(path.getFileName()), path));
        }
        return found;
    }

    private void report(SourceStatus status) {
        long unread = 0;
        String problem = "";
        for (FollowedFile file : files.values()) {
            unread += file.bytesUnread();
            problem = problem.isEmpty() ? file.problem() : problem;
        }
        status.behind(unread, clock.millis());
        status.problem(problem);
        status.becomes(problem.isEmpty() ? SourceStatus.State.RUNNING : SourceStatus.State.FAILING);
    }

    @Override
    public void close() {
        files.values().forEach(FollowedFile::close);
    }
}
