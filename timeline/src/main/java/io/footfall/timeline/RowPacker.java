package io.footfall.timeline;

import io.footfall.event.ByteSink;
import io.footfall.event.DocumentReader;
import io.footfall.event.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an event's packed row: its properties, context and traits as pairs of path and value numbers.
 *
 * <p>Numbers of paths are found from their bytes, through a table of (number of the path above, key), so that a property seen
 * before costs no string. Events mostly say the same things in the same order, so the key that came after the last one before is
 * looked at first. Owned by the writer.
 */
final class RowPacker implements DocumentReader.Visitor {
    private static final int ARRAY_ELEMENTS_MAX = 1_000;

    private static final String SOURCE = "source";

    private final Vocabulary vocabulary;
    private final ByteTable children;
    private final Map<String, Integer> sources = new HashMap<>();
    private final ByteSink childKey = new ByteSink(128);
    private final ByteSink row = new ByteSink(512);
    private final int anonymousIdPath;
    private final int userIdPath;
    private final int sourcePath;
    private final int userAgentPath;

    /** 0 where message ids are not remembered. */
    private final int messageIdPath;

    private final RobotAgents robotAgents;
    private final Optional<Set<String>> only;
    private final PathSizes sizes;

    /** Comes before the first key of an event. */
    private final Key start = new Key(-1, new byte[0], 0);

    // By entry of children.
    private Key[] keys = new Key[256];
    private Key last = start;
    private int[] above = new int[32];
    private int depth;
    private int path;
    private int arrayDepth;
    private int[] elements = new int[16];
    private int elementCount;
    private long dropped;
    private boolean isOfRobot;

    /** Whether what comes under the key is left out. */
    private boolean isLeftOut;

    /**
     * A packer of everything, or of some paths.
     *
     * @param only the paths that are packed, beside those of every event; all if empty
     * @param remembersMessageIds whether message ids are packed
     */
    RowPacker(Vocabulary vocabulary, long seed, Optional<Set<String>> only, boolean remembersMessageIds) {
        this.vocabulary = vocabulary;
        this.only = only;
        this.sizes = vocabulary.sizes();
        this.children = new ByteTable(seed);
        this.anonymousIdPath = vocabulary.path("anonymousId");
        this.userIdPath = vocabulary.path("userId");
        this.sourcePath = vocabulary.path(SOURCE);
        this.userAgentPath = vocabulary.path(RobotAgents.PATH);
        this.messageIdPath = remembersMessageIds ? vocabulary.path(Timelines.MESSAGE_ID) : 0;
        this.robotAgents = new RobotAgents(vocabulary);
    }

    /**
     * Packs an event and returns its row, which is valid until the next call.
     *
     * @param idText the number of the id it carries, as a text
     * @param anonymousText the number of the anonymous id that it carries beside a user id; none without
     */
    ByteSink pack(Event event, int idText, int anonymousText) {
        start(
                event.receivedAt() - event.timestamp(),
                source(event.source()),
                event.userId() == null ? anonymousIdPath : userIdPath,
                idText,
                anonymousText);
        if (messageIdPath != 0) {
            vocabulary.under(messageIdPath);
            pair(messageIdPath, vocabulary.text(event.messageId()));
        }
        event.document().reader().walk(this);
        return row;
    }

    /** The same of an event as it lies stored. */
    ByteSink pack(StoredEvent event, int source, int idText, int anonymousText) {
        start(
                event.receivedAt() - event.timestamp(),
                source,
                event.userId().isNothing() ? anonymousIdPath : userIdPath,
                idText,
                anonymousText);
        if (messageIdPath != 0 && !event.messageId().isNothing()) {
            vocabulary.under(messageIdPath);
            pair(messageIdPath, event.messageId().numberIn(vocabulary));
        }
        event.walk(this);
        return row;
    }

    /** The number of where an event came from. */
    int source(String source) {
        vocabulary.under(0);
        return sources.computeIfAbsent(source, vocabulary::text);
    }

    private void start(long receivedAfter, int source, int idPath, int idText, int anonymousText) {
        row.clear();
        row.putSigned(receivedAfter);
        vocabulary.under(0);
        pair(sourcePath, source);
        pair(idPath, idText);
        if (anonymousText != Vocabulary.NONE) {
            pair(anonymousIdPath, anonymousText);
        }
        depth = 0;
        path = 0;
        arrayDepth = 0;
        last = start;
        isOfRobot = false;
    }

    /** The paths that are packed; all if empty. */
    Optional<Set<String>> only() {
        return only;
    }

    /** Whether the event that was packed last says the user agent of a robot. */
    boolean isOfRobot() {
        return isOfRobot;
    }

    /** How many values were not kept in memory, for want of a path number or for their length. */
    long dropped() {
        return dropped;
    }

    /** From now on what events say under a path is passed over. */
    void leaveOut(int leftOut) {
        for (Key key : keys) {
            if (key != null && key.path == leftOut) {
                key.isLeftOut = true;
            }
        }
    }

    /** Whether a path is kept whatever it takes, as it is read to know who an event is of. */
    boolean isEver(int ofPath) {
        return ofPath == anonymousIdPath || ofPath == userIdPath || ofPath == sourcePath || ofPath == userAgentPath;
    }

    /** Goes on counting the values that were not kept from a number on. */
    void restoreDropped(long before) {
        dropped = before;
    }

    @Override
    public void key(byte[] bytes, int from, int to) {
        if (arrayDepth == 0) {
            Key key = child(above[depth - 1], bytes, from, to);
            path = key.path;
            isLeftOut = key.isLeftOut;
            vocabulary.under(path);
        }
    }

    @Override
    public void startObject() {
        if (arrayDepth > 0) {
            arrayDepth++;
            return;
        }
        if (depth > 1) {
            sizes.say(path, PathSizes.OBJECT);
            take(Vocabulary.STRUCTURE);
        }
        if (depth == above.length) {
            above = Arrays.copyOf(above, depth * 2);
        }
        above[depth++] = path;
    }

    @Override
    public void endObject() {
        if (arrayDepth > 0) {
            arrayDepth--;
            if (arrayDepth == 1 && !isLeftOut) {
                element(Vocabulary.STRUCTURE);
            }
        } else {
            depth--;
        }
    }

    @Override
    public void startArray() {
        arrayDepth++;
        if (arrayDepth == 1) {
            sizes.say(path, PathSizes.LIST);
            elementCount = 0;
        }
    }

    @Override
    public void endArray() {
        arrayDepth--;
        if (isLeftOut) {
            return;
        }
        if (arrayDepth == 0) {
            pair(path, vocabulary.array(elements, elementCount));
        } else if (arrayDepth == 1) {
            element(Vocabulary.STRUCTURE);
        }
    }

    @Override
    public void nothing() {}

    @Override
    public void bool(boolean value) {
        if (isWanted(PathSizes.BOOLEAN)) {
            take(value ? Vocabulary.TRUE : Vocabulary.FALSE);
        }
    }

    @Override
    public void number(long unscaled, int scale) {
        if (isWanted(PathSizes.NUMBER)) {
            take(vocabulary.number(unscaled, scale));
        }
    }

    @Override
    public void number(BigDecimal value) {
        if (isWanted(PathSizes.NUMBER)) {
            take(vocabulary.number(value));
        }
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (isWanted(PathSizes.TEXT)) {
            take(vocabulary.text(bytes, from, to));
        }
    }

    /** Counts a value, and tells whether it is kept. */
    private boolean isWanted(int kind) {
        if (arrayDepth == 0) {
            sizes.say(path, kind);
        }
        return arrayDepth <= 1 && !isLeftOut;
    }

    private void take(int value) {
        if (isLeftOut) {
            return;
        }
        if (arrayDepth == 1) {
            element(value);
        } else {
            pair(path, value);
        }
    }

    private void element(int value) {
        if (elementCount == ARRAY_ELEMENTS_MAX || value == Vocabulary.NONE) {
            dropped++;
            vocabulary.markIncomplete(path);
            return;
        }
        if (elementCount == elements.length) {
            elements = Arrays.copyOf(elements, elementCount * 2);
        }
        elements[elementCount++] = value;
    }

    private void pair(int pairPath, int value) {
        if (pairPath == 0 || value == Vocabulary.NONE) {
            dropped++;
            vocabulary.markIncomplete(pairPath);
            return;
        }
        isOfRobot |= pairPath == userAgentPath && robotAgents.has(value);
        int before = row.size();
        row.putVarint(pairPath);
        row.putVarint(value);
        sizes.addToRows(pairPath, row.size() - before);
    }

    /** A key below the path {@code parent}; 0 stands for the top. */
    private Key child(int parent, byte[] bytes, int from, int to) {
        Key key = last.followedBy;
        if (!key.is(parent, bytes, from, to)) {
            key = find(parent, bytes, from, to);
            last.followedBy = key;
        }
        last = key;
        return key;
    }

    private Key find(int parent, byte[] bytes, int from, int to) {
        childKey.clear();
        childKey.putInt(parent);
        childKey.put(bytes, from, to - from);
        int known = children.find(childKey.array(), 0, childKey.size());
        if (known >= 0) {
            return keys[known];
        }
        String name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        String keyPath = parent == 0 ? name : vocabulary.pathOf(parent) + "." + name;
        int number = vocabulary.path(keyPath);
        Key key = new Key(parent, Arrays.copyOfRange(bytes, from, to), number);
        key.isLeftOut = vocabulary.isLeftOut(keyPath)
                || (only.isPresent() && !only.get().contains(keyPath));
        if (number != 0) {
            int entry = children.add(childKey.array(), 0, childKey.size());
            if (entry >= keys.length) {
                keys = Arrays.copyOf(keys, entry * 2);
            }
            keys[entry] = key;
        }
        return key;
    }

    /** A key below a path, and the one that came next the last time. */
    private static final class Key {
        final int above;
        final byte[] bytes;
        final int path;
        Key followedBy = this;
        boolean isLeftOut;

        Key(int above, byte[] bytes, int path) {
            this.above = above;
            this.bytes = bytes;
            this.path = path;
        }

        boolean is(int otherAbove, byte[] other, int from, int to) {
            return above == otherAbove && Arrays.equals(bytes, 0, bytes.length, other, from, to);
        }
    }
}
