package io.footfall.app;

import io.footfall.catalog.InvalidKeysException;
import io.footfall.catalog.Keys;
import io.footfall.connect.files.FileItems;
import io.footfall.connect.files.MappingException;
import io.footfall.connect.sources.ConfigurationException;
import io.footfall.connect.sources.LookupConfig;
import io.footfall.connect.sources.SourceConfig;
import io.footfall.connect.sources.SourcesConfig;
import io.footfall.connect.sources.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what an engine is to be started with, and changes nothing of it. */
final class Checkup {
    /** Nothing of Footfall is older, so a clock before it is wrong. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration AHEAD_MAX = Duration.ofMinutes(1);
    private static final long FREE_BYTES_MIN = 1L << 30;

    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    Checkup(Clock clock) {
        this.clock = clock;
    }

    /** What was found, in the order in which it was looked at. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** A configuration file, and for each source whether its files are there and fit their mapping. */
    void configuration(Path file) {
        String what = "configuration " + file;
        try {
            SourcesConfig config = SourcesConfig.read(file);
            good(what, config.sources().size() + " sources, " + config.lookups().size() + " lookup tables");
            for (SourceConfig source : config.sources()) {
                switch (source) {
                    case SourceConfig.Files files -> files(files);
                    case SourceConfig.Kafka topics -> asked(topics);
                    case SourceConfig.Changes changes -> asked(changes);
                    case SourceConfig.Postgres table -> asked(table);
                }
            }
            config.lookups().forEach(this::table);
        } catch (ConfigurationException e) {
            bad(what, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            bad(what, "it cannot be read (" + e + "); correct --config, or its rights");
        }
    }

    private void asked(SourceConfig source) {
        String what = "source " + source.name();
        try {
            good(what, Trial.of(source));
        } catch (IOException e) {
            bad(what, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            bad(what, "the look at it was broken off");
        }
    }

    private void table(LookupConfig table) {
        String what = "lookup table " + table.shape().name();
        try {
            good(what, Trial.of(table));
        } catch (IOException e) {
            bad(what, String.valueOf(e.getMessage()));
        }
    }

    private void files(SourceConfig.Files source) {
        String what = "source " + source.name();
        try {
            List<Path> files = matching(source);
            if (files.isEmpty()) {
                good(what, "no file in " + source.path() + " matches yet");
                return;
            }
            Path first = files.getFirst();
            try (FileItems items = FileItems.open(first, source.mapping(), false)) {
                good(
                        what,
                        files.size() + " files; " + first.getFileName() + " fits its mapping, " + items.bytesRead()
                                + " bytes looked at");
            }
        } catch (MappingException e) {
            bad(what, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            bad(what, "it cannot be read (" + e + "); see that this user may read " + source.path());
        }
    }

    private static List<Path> matching(SourceConfig.Files source) throws IOException {
        if (!Files.isDirectory(source.path())) {
            return List.of(source.path());
        }
        try (Stream<Path> all = Files.list(source.path())) {
            return all.filter(path -> source.matcher().matches(path.getFileName()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** A data folder: rights, room, its keys, whether an engine runs on it, and whether its files lie in the future. */
    void data(Path folder) {
        String what = "data " + folder;
        try {
            if (!Files.exists(folder)) {
                Path parent =
                        Optional.ofNullable(folder.toAbsolutePath().getParent()).orElse(Path.of("/"));
                boolean mayBeMade = Files.isDirectory(parent) && Files.isWritable(parent);
                add(
                        mayBeMade,
                        what,
                        "is not there"
                                + (mayBeMade
                                        ? " and will be made"
                                        : ", and " + parent + " is no folder in which it can be made"));
                return;
            }
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                bad(what, "is no folder that this user may write; give another, or change its owner");
                return;
            }
            room(folder, what);
            keys(folder, what);
            lock(folder, what);
            newest(folder);
        } catch (IOException e) {
            bad(what, "it cannot be read: " + e);
        }
    }

    private void room(Path folder, String what) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        String words = String.format(Locale.ROOT, "%.1f GiB are free", free / (double) FREE_BYTES_MIN);
        add(free >= FREE_BYTES_MIN, what, free >= FREE_BYTES_MIN ? words : words + "; make room, 1 GiB at least");
    }

    private void keys(Path folder, String what) {
        Path file = folder.resolve("keys.json");
        if (!Files.exists(file)) {
            good(what, "keys will be made at the first start");
            return;
        }
        try {
            Keys keys = Keys.open(folder, new SecureRandom());
            good(what, "its keys can be read" + (keys.origin() == Keys.Origin.FOUND ? "" : ", and were made"));
        } catch (InvalidKeysException | UncheckedIOException e) {
            bad(what, String.valueOf(e.getMessage()));
        }
    }

    private void lock(Path folder, String what) throws IOException {
        Path file = folder.resolve("lock");
        if (!Files.exists(file)) {
            good(what, "no engine runs on it");
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            boolean isFree = lock != null;
            add(
                    isFree,
                    what,
                    isFree
                            ? "no engine runs on it"
                            : "an engine runs on it, the process "
                                    + Files.readString(file).strip() + "; stop it before another is started");
        } catch (OverlappingFileLockException e) {
            bad(what, "an engine of this process runs on it");
        }
    }

    private void newest(Path folder) throws IOException {
        Instant newest = Instant.EPOCH;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Instant changed = Files.getLastModifiedTime(path).toInstant();
                newest = changed.isAfter(newest) ? changed : newest;
            }
        }
        boolean isAhead = newest.isAfter(clock.instant().plus(AHEAD_MAX));
        add(
                !isAhead,
                "clock",
                isAhead
                        ? "files of " + folder + " were written at " + newest
                                + ", which is ahead of it; it was set back"
                        : "no file of " + folder + " is ahead of it");
    }

    /** Whether the clock can be right at all. */
    void clock() {
        Instant now = clock.instant();
        boolean isPossible = now.isAfter(EARLIEST);
        add(
                isPossible,
                "clock",
                now.truncatedTo(ChronoUnit.SECONDS)
                        + (isPossible
                                ? ""
                                : " is before this program was written; set the clock, or every"
                                        + " event is dated wrongly"));
    }

    /** Whether an engine can listen there. */
    void port(String host, int port) {
        String what = "port " + port + " of " + host;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            good(what, "is free");
        } catch (UnknownHostException e) {
            bad(what, "this machine knows no such address; give --host 127.0.0.1, or one that it has");
        } catch (IOException e) {
            bad(what, e.getMessage() + "; stop what listens there, or give another --port");
        }
    }

    private void good(String what, String words) {
        findings.add(Finding.good(what, words));
    }

    private void bad(String what, String words) {
        findings.add(Finding.bad(what, words));
    }

    private void add(boolean isGood, String what, String words) {
        findings.add(new Finding(isGood, what, words));
    }
}
