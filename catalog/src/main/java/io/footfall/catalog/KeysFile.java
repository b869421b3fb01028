package io.footfall.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of {@code keys.json}: one flat JSON object of texts, without escapes.
 *
 * <p>Names and secrets are letters, digits and a few signs, so a few lines read it; anything else is refused.
 */
final class KeysFile {
    private static final long BYTES_MAX = 64 << 10;
    private static final Pattern WHOLE = Pattern.compile(
            "\\s*\\{\\s*(?:\"[^\"\\\\]*\"\\s*:\\s*\"[^\"\\\\]*\"\\s*(?:,(?=\\s*\")|(?=\\}))\\s*)*+\\}\\s*");
    private static final Pattern ENTRY = Pattern.compile("\"([^\"\\\\]*)\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private KeysFile() {}

    static List<Key> read(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw refused(file, "is larger than " + BYTES_MAX + " bytes");
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw refused(file, "is no text");
        }
        if (!WHOLE.matcher(text).matches()) {
            throw refused(file, "is no flat JSON object of texts");
        }
        List<Key> keys = new ArrayList<>();
        Matcher entries = ENTRY.matcher(text);
        while (entries.find()) {
            Key key = key(file, entries.group(1), entries.group(2));
            if (keys.stream()
                    .anyMatch(
                            other -> other.kind() == key.kind() && other.name().equals(key.name()))) {
                throw refused(file, "has \"" + entries.group(1) + "\" twice");
            }
            keys.add(key);
        }
        return keys;
    }

    static void write(Path file, List<Key> keys) throws IOException {
        StringBuilder text = new StringBuilder("{");
        for (Key key : keys) {
            String label = key.name().equals(key.kind().word())
                    ? key.name()
                    : key.kind().word() + ":" + key.name();
            text.append(text.length() == 1 ? "\n" : ",\n")
                    .append("  \"")
                    .append(label)
                    .append("\": \"")
                    .append(key.secret())
                    .append('"');
        }
        text.append("\n}\n");
        Path fresh = file.resolveSibling("keys.json.new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    static InvalidKeysException refused(Path file, String problem) {
        return new InvalidKeysException(file, problem);
    }

    private static Key key(Path file, String label, String secret) {
        int colon = label.indexOf(':');
        String word = colon < 0 ? label : label.substring(0, colon);
        String name = colon < 0 ? label : label.substring(colon + 1);
        KeyKind kind = KeyKind.of(word).orElseThrow(() -> refused(file, "has the unknown entry \"" + label + "\""));
        if (!NAME.matcher(name).matches() || (colon >= 0 && KeyKind.of(name).isPresent())) {
            throw refused(file, "has the key name \"" + name + "\", which is none");
        }
        return new Key(kind, name, secret);
    }
}
