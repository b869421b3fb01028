package io.footfall.wire;

import io.footfall.event.CorruptBytesException;
import io.footfall.event.DocumentReader.Visitor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks parts of documents that a {@link DocumentSplitter} made, and hands over what lies under some paths, as a walk through the document
 * would; the rest is passed over byte by byte, and nothing is made of it. Not thread-safe.
 *
 * <p>It knows JSON as we write it, without spaces. What else it meets is damage.
 */
public final class JsonPicker {
    /** Digits of which every number fits into a long. */
    private static final int DIGITS_MAX = 18;

    private final byte[] part;
    private final Node wanted;
    private byte[] bytes = {};
    private int at;
    private int end;
    private int textFrom;
    private int textTo;
    private byte[] unescaped = new byte[64];
    private int unescapedLength;

    private JsonPicker(String part, Node wanted) {
        this.part = part.getBytes(StandardCharsets.UTF_8);
        this.wanted = wanted;
    }

    /**
     * Walks texts that stand under one key of documents.
     *
     * @param part the key
     * @param paths what is wanted, named from the outermost object on
     */
    public static JsonPicker under(String part, Collection<String> paths) {
        String above = part + ".";
        return new JsonPicker(
                part,
                Node.of(paths.stream()
                        .filter(path -> path.startsWith(above))
                        .map(path -> path.substring(above.length()))
                        .toList()));
    }

    /** Walks texts of what else documents say. */
    public static JsonPicker ofRest(Collection<String> paths) {
        return new JsonPicker("", Node.of(paths));
    }

    /**
     * Hands over what is wanted of a text, as UTF-8 in {@code text[from, to)}. What it hands over is valid only during each call.
     *
     * @throws CorruptBytesException if this is no JSON as we write it
     */
    public void walk(byte[] text, int from, int to, Visitor visitor) {
        bytes = text;
        at = from;
        end = to;
        try {
            if (part.length > 0) {
                visitor.key(part, 0, part.length);
                value(wanted, visitor);
            } else {
                fields(wanted, visitor);
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw damaged();
        }
        if (at != end) {
            throw damaged();
        }
    }

    private CorruptBytesException damaged() {
        return new CorruptBytesException("a part of a document that is no JSON at byte " + at);
    }

    private void value(Node below, Visitor visitor) {
        switch (bytes[at]) {
            case '{' -> {
                visitor.startObject();
                fields(below, visitor);
                visitor.endObject();
            }
            case '[' -> array(visitor);
            case '"' -> {
                if (string()) {
                    visitor.text(bytes, textFrom, textTo);
                } else {
                    visitor.text(unescaped, 0, unescapedLength);
                }
            }
            case 't' -> {
                word("true");
                visitor.bool(true);
            }
            case 'f' -> {
                word("false");
                visitor.bool(false);
            }
            case 'n' -> {
                word("null");
                visitor.nothing();
            }
            default -> number(visitor);
        }
    }

    private void fields(Node below, Visitor visitor) {
        take('{');
        if (bytes[at] == '}') {
            at++;
            return;
        }
        do {
            boolean isPlain = string();
            byte[] key = isPlain ? bytes : unescaped;
            int from = isPlain ? textFrom : 0;
            int to = isPlain ? textTo : unescapedLength;
            take(':');
            Node under = below.under(key, from, to);
            if (under == null) {
                skip();
            } else {
                visitor.key(key, from, to);
                value(under, visitor);
            }
        } while (isMore('}'));
    }

    /** Nothing in an array has a path, so of its objects and arrays all but that they are there is passed over. */
    private void array(Visitor visitor) {
        visitor.startArray();
        at++;
        if (bytes[at] == ']') {
            at++;
        } else {
            do {
                if (bytes[at] == '{') {
                    skip();
                    visitor.startObject();
                    visitor.endObject();
                } else if (bytes[at] == '[') {
                    skip();
                    visitor.startArray();
                    visitor.endArray();
                } else {
                    value(Node.NOTHING, visitor);
                }
            } while (isMore(']'));
        }
        visitor.endArray();
    }

    private void take(char expected) {
        if (bytes[at] != expected) {
            throw damaged();
        }
        at++;
    }

    private boolean isMore(char last) {
        byte next = bytes[at++];
        if (next != ',' && next != last) {
            throw damaged();
        }
        return next == ',';
    }

    private void word(String word) {
        at += word.length();
    }

    /** Reads a string; returns whether it stands as it is from {@code textFrom} to {@code textTo}; else it is unescaped. */
    private boolean string() {
        take('"');
        textFrom = at;
        int i = at;
        byte[] all = bytes;
        while (all[i] != '"' && all[i] != '\\') {
            i++;
        }
        textTo = i;
        if (all[i] == '"') {
            at = i + 1;
            return true;
        }
        unescape(i);
        return false;
    }

    private void unescape(int firstEscape) {
        unescapedLength = 0;
        put(textFrom, firstEscape);
        int i = firstEscape;
        while (bytes[i] != '"') {
            if (bytes[i] != '\\') {
                int from = i;
                while (bytes[i] != '"' && bytes[i] != '\\') {
                    i++;
                }
                put(from, i);
                continue;
            }
            byte kind = bytes[i + 1];
            i += 2;
            if (kind == 'u') {
                int from = i;
                StringBuilder units = new StringBuilder();
                units.append(hex(i));
                i += 4;
                while (Character.isHighSurrogate(units.charAt(units.length() - 1))
                        && bytes[i] == '\\'
                        && bytes[i + 1] == 'u') {
                    units.append(hex(i + 2));
                    i += 6;
                }
                byte[] utf8 = units.toString().getBytes(StandardCharsets.UTF_8);
                reserve(i - from + utf8.length);
                System.arraycopy(utf8, 0, unescaped, unescapedLength, utf8.length);
                unescapedLength += utf8.length;
            } else {
                reserve(1);
                unescaped[unescapedLength++] = plain(kind);
            }
        }
        at = i + 1;
    }

    private char hex(int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                throw damaged();
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private byte plain(byte kind) {
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw damaged();
        };
    }

    private void put(int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, unescaped, unescapedLength, to - from);
        unescapedLength += to - from;
    }

    private void reserve(int more) {
        if (unescapedLength + more > unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, (unescapedLength + more) * 2);
        }
    }

    private void number(Visitor visitor) {
        int from = at;
        boolean isNegative = bytes[at] == '-';
        int i = isNegative ? at + 1 : at;
        long digits = 0;
        int point = -1;
        int firstDigit = i;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        int count = i - firstDigit - (point < 0 ? 0 : 1);
        boolean isWhole = i == end || bytes[i] == ',' || bytes[i] == '}' || bytes[i] == ']';
        if (isWhole && count > 0 && count <= DIGITS_MAX) {
            at = i;
            visitor.number(isNegative ? -digits : digits, point < 0 ? 0 : i - point - 1);
            return;
        }
        at = from;
        skip();
        try {
            visitor.number(new BigDecimal(new String(bytes, from, at - from, StandardCharsets.UTF_8)));
        } catch (NumberFormatException e) {
            throw damaged();
        }
    }

    private void skip() {
        byte first = bytes[at];
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipStructure();
        } else {
            int i = at;
            while (i < end && bytes[i] != ',' && bytes[i] != '}' && bytes[i] != ']') {
                i++;
            }
            at = i;
        }
    }

    private void skipString() {
        int i = at + 1;
        byte[] all = bytes;
        while (all[i] != '"') {
            i += all[i] == '\\' ? 2 : 1;
        }
        at = i + 1;
    }

    private void skipStructure() {
        int depth = 0;
        do {
            byte next = bytes[at];
            if (next == '"') {
                skipString();
                continue;
            }
            at++;
            if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
            }
        } while (depth > 0);
    }

    /** The keys under which something is wanted, and what. A path may go through a key that has dots itself. */
    private static final class Node {
        static final Node NOTHING = new Node(new byte[0][], new Node[0]);

        private final byte[][] keys;
        private final Node[] below;

        private Node(byte[][] keys, Node[] below) {
            this.keys = keys;
            this.below = below;
        }

        static Node of(Collection<String> paths) {
            TreeMap<String, TreeSet<String>> byKey = new TreeMap<>();
            for (String path : paths) {
                byKey.computeIfAbsent(path, key -> new TreeSet<>());
                for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                    byKey.computeIfAbsent(path.substring(0, dot), key -> new TreeSet<>())
                            .add(path.substring(dot + 1));
                }
            }
            List<byte[]> keys = byKey.keySet().stream()
                    .map(key -> key.getBytes(StandardCharsets.UTF_8))
                    .toList();
            return byKey.isEmpty()
                    ? NOTHING
                    : new Node(
                            keys.toArray(byte[][]::new),
                            byKey.values().stream().map(Node::of).toArray(Node[]::new));
        }

        @Nullable
        Node under(byte[] bytes, int from, int to) {
            for (int i = 0; i < keys.length; i++) {
                byte[] key = keys[i];
                if (key.length == to - from && Arrays.equals(key, 0, key.length, bytes, from, to)) {
                    return below[i];
                }
            }
            return null;
        }
    }
}
