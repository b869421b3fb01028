package io.footfall.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of a data folder, as {@code <data>/keys.json} has them.
 *
 * <p>The file is one flat JSON object, readable by its owner only: {@code "write"}, {@code "read"} and {@code "admin"}
 * with a secret each, and further keys as {@code "kind:name"}, such as {@code "write:web"}. At most {@value #KEYS_MAX}.
 */
public final class Keys {
    static final int KEYS_MAX = 100;
    private static final int SECRET_BYTES = 24;
    private static final int SECRET_CHARACTERS_MIN = 16;

    private final List<Key> keys;
    private final Origin origin;

    private Keys(List<Key> keys, Origin origin) {
        this.keys = List.copyOf(keys);
        this.origin = origin;
    }

    /** Where keys came from. */
    public enum Origin {
        /** They were in the file. */
        FOUND,
        /** They were made, for a new data folder. */
        MADE,
        /** They were made because the file was missing beside data; clients must be given the new ones. */
        MADE_ANEW
    }

    /**
     * Reads the keys of a data folder, or makes them. To be called by whoever holds the folder's lock, so that nobody
     * makes new keys under a running engine, and before anything is appended to its log.
     *
     * @throws InvalidKeysException if the file is there and cannot be understood; the message names it
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static Keys open(Path data, SecureRandom random) {
        Path file = data.resolve("keys.json");
        try {
            if (Files.exists(file)) {
                return new Keys(parse(file), Origin.FOUND);
            }
            Origin origin = hasData(data) ? Origin.MADE_ANEW : Origin.MADE;
            Files.createDirectories(data);
            List<Key> made = new ArrayList<>();
            for (KeyKind kind : KeyKind.values()) {
                made.add(new Key(kind, kind.word(), secret(random)));
            }
            KeysFile.write(file, made);
            return new Keys(made, origin);
        } catch (IOException e) {
            throw new UncheckedIOException("the keys in " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    /** Whether the keys were found or made. */
    public Origin origin() {
        return origin;
    }

    /** The key with that secret. Takes as long for a wrong secret as for a right one. */
    public Optional<Key> find(String secret) {
        byte[] sent = secret.getBytes(StandardCharsets.UTF_8);
        Optional<Key> found = Optional.empty();
        for (Key key : keys) {
            if (MessageDigest.isEqual(key.secret().getBytes(StandardCharsets.UTF_8), sent)) {
                found = Optional.of(key);
            }
        }
        return found;
    }

    /** What that secret opens; empty if nothing. */
    public Optional<KeyKind> kindOf(String secret) {
        return find(secret).map(Key::kind);
    }

    /** The source of events sent with that secret; empty unless it is a write key. */
    public Optional<String> sourceOf(String secret) {
        return find(secret).filter(key -> key.kind() == KeyKind.WRITE).map(Key::source);
    }

    /** The key of that kind that has no name of its own. */
    public Key first(KeyKind kind) {
        return keys.stream()
                .filter(key -> key.kind() == kind && key.name().equals(kind.word()))
                .findFirst()
                .orElseThrow();
    }

    /** All keys, in the order of the file. */
    public List<Key> all() {
        return keys;
    }

    private static List<Key> parse(Path file) throws IOException {
        List<Key> keys = KeysFile.read(file);
        for (KeyKind kind : KeyKind.values()) {
            require(
                    file,
                    keys.stream()
                            .anyMatch(key -> key.kind() == kind && key.name().equals(kind.word())),
                    "has no \"" + kind.word() + "\"");
        }
        require(file, keys.size() <= KEYS_MAX, "has " + keys.size() + " keys, the limit is " + KEYS_MAX);
        require(
                file,
                keys.stream().map(Key::secret).distinct().count() == keys.size(),
                "has the same secret for two keys");
        for (Key key : keys) {
            require(
                    file,
                    key.secret().length() >= SECRET_CHARACTERS_MIN,
                    "has a secret of fewer than " + SECRET_CHARACTERS_MIN + " characters for " + key.name());
        }
        return keys;
    }

    private static void require(Path file, boolean holds, String problem) {
        if (!holds) {
            throw KeysFile.refused(file, problem);
        }
    }

    private static boolean hasData(Path data) throws IOException {
        Path log = data.resolve("log");
        if (!Files.isDirectory(log)) {
            return false;
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.findAny().isPresent();
        }
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
