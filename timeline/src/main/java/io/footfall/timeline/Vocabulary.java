package io.footfall.timeline;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import io.footfall.event.EventType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers that stand for values and paths on timelines: equal values have equal numbers.
 *
 * <p>A decimal of few digits, as most prices and counts are, is written in its number itself: it takes no memory and is read
 * without a look anywhere. Every other value is kept once, and its number says where.
 *
 * <pre>
 *   number - 5:   digits · 2 bits places · 1    a decimal from 0 to 16,777,215 with up to 3 places
 *                 place in the table     · 0    any other value
 * </pre>
 *
 * <p>The writer of the timelines adds values; any thread may ask what a number means, and any thread may ask for the number
 * of a path. A path is written as in a question: {@code properties.price}.
 */
public final class Vocabulary {
    /** Stands for no value. */
    public static final int NONE = 0;

    /** Stands for {@code false}. */
    public static final int FALSE = 1;

    /** Stands for {@code true}. */
    public static final int TRUE = 2;

    /** Stands for an object. */
    public static final int STRUCTURE = 3;

    /** Stands for "every other value" where only the top ones have rows of their own; no event carries it. */
    public static final int OTHER = 4;

    /** The paths that are kept in memory; past it, a property under a new path is kept in the log only, and counted. */
    public static final int PATHS_MAX = 20_000;

    private static final int RESERVED = 5;
    private static final int DIGITS_MAX = (1 << 24) - 1;
    private static final int PLACES_MAX = 3;
    private static final byte TEXT = 1;
    private static final byte NUMBER = 2;
    private static final byte LARGE = 3;
    private static final byte ARRAY = 4;

    private static final int NAMES_MAX = 100_000;
    private static final String EVENT = "event";

    /** What a value takes beside its bytes: its length, position and place in the hash table. */
    private static final int VALUE_BYTES = 20;

    private final ByteTable values;
    private final RecentTexts recentTexts = new RecentTexts();
    private final PathSizes sizes = new PathSizes();
    private final Set<String> incomplete = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private volatile boolean isOutOfPaths;
    private final Map<String, Integer> nameNumbers = new HashMap<>();
    private int under;
    private final ConcurrentHashMap<String, Integer> pathNumbers = new ConcurrentHashMap<>();
    private volatile String[] paths = new String[256];
    private final Object pathLock = new Object();
    private int pathCount = 1;
    private final ByteSink scratch = new ByteSink(256);

    /** An empty vocabulary, whose hash tables are arranged by {@code seed}. */
    public Vocabulary(long seed) {
        values = new ByteTable(seed);
        for (EventType type : EventType.values()) {
            text(type.word());
        }
    }

    /** The number of a whole number from 0 to 16,777,215, in every vocabulary. For any thread. */
    public static int whole(int whole) {
        return inline(Objects.checkIndex(whole, DIGITS_MAX + 1), 0);
    }

    /** The number of the word that stands for a type, in every vocabulary. For any thread. */
    public static int type(EventType type) {
        return kept(type.code() - 1);
    }

    /** Whether a number is itself a decimal, {@code digits(number) × 10^-places(number)}. */
    public static boolean isInline(int number) {
        return number >= RESERVED && ((number - RESERVED) & 1) != 0;
    }

    /** The digits of a number that is itself a decimal. */
    public static int digits(int number) {
        return (number - RESERVED) >>> 3;
    }

    /** The decimal places of a number that is itself a decimal. */
    public static int places(int number) {
        return (number - RESERVED) >>> 1 & PLACES_MAX;
    }

    /** How many values are kept. */
    public int valueCount() {
        return values.size();
    }

    /** The first number that no value is kept under. */
    public int numbersEnd() {
        return kept(values.size());
    }

    /** About how much heap it takes, in bytes. */
    public long heapBytes() {
        return values.heapBytes() + pathNumbers.size() * 200L;
    }

    /**
     * Whether all that events say under a path is in memory. Where it is not, what is asked of the path cannot be answered from
     * memory: it was {@linkplain #leftOut left out}, some of its values were too long, or it was one path too many itself. For any thread.
     */
    public boolean isComplete(String path) {
        return !leftOut.contains(path)
                && !incomplete.contains(path)
                && (!isOutOfPaths || pathNumbers.containsKey(path));
    }

    /** The paths under which nothing is kept in memory, to have room for others. For any thread. */
    public Set<String> leftOut() {
        return Set.copyOf(leftOut);
    }

    /** Whether nothing is kept under a path, to have room for others. For any thread. */
    public boolean isLeftOut(String path) {
        return leftOut.contains(path);
    }

    /** The paths under which events may have said something, kept or not. For any thread; it may be a moment old. */
    public Set<String> paths() {
        return Set.copyOf(pathNumbers.keySet());
    }

    /**
     * How often events said something under a path, kept or not, by kind: text, number, boolean, list, object; of those that are kept no
     * longer too. For any thread; it may be a moment old.
     */
    public long[] said(String path) {
        long[] said = new long[PathSizes.KINDS];
        Integer number = pathNumbers.get(path);
        for (int kind = 0; number != null && kind < said.length; kind++) {
            said[kind] = sizes.said(number, kind);
        }
        return said;
    }

    /** What each path takes. For the writer only. */
    PathSizes sizes() {
        return sizes;
    }

    /** The paths that begin with a text. For any thread. */
    public List<String> paths(String start) {
        int end = pathsEnd();
        return Arrays.stream(paths, 1, end)
                .filter(path -> path.startsWith(start))
                .toList();
    }

    /** How many paths have a number. For the writer only. */
    int pathsEnd() {
        synchronized (pathLock) {
            return pathCount;
        }
    }

    /** From now on nothing is kept under a path. For the writer only. */
    void leaveOut(int path) {
        leftOut.add(pathOf(path));
        sizes.leaveOut(path);
    }

    /** The number of an event's name; past {@value #NAMES_MAX} different ones that of the empty text. For the writer only. */
    int name(String name) {
        Integer known = nameNumbers.get(name);
        if (known != null) {
            return known;
        }
        under = 0;
        if (nameNumbers.size() == NAMES_MAX) {
            return text(known(name));
        }
        int number = text(name);
        nameNumbers.put(name, number);
        return number;
    }

    /** Says under which path the values lie that are added next. For the writer only. */
    void under(int path) {
        under = path;
    }

    /** Notes that something under a path was not kept; path 0 stands for one that has no number. For the writer only. */
    void markIncomplete(int path) {
        if (path == 0) {
            isOutOfPaths = true;
        } else {
            markIncomplete(pathOf(path));
        }
    }

    /** The same of a path that may have no number. For the writer only. */
    void markIncomplete(String path) {
        incomplete.add(path);
    }

    /** The number of a text given as UTF-8; 0 if it is longer than can be kept. For the writer only. */
    public int text(byte[] bytes, int from, int to) {
        if (to - from >= ByteTable.ENTRY_BYTES_MAX) {
            return NONE;
        }
        boolean isShort = to - from <= RecentTexts.BYTES_MAX;
        int recent = isShort ? recentTexts.find(bytes, from, to) : NONE;
        if (recent != NONE) {
            return recent;
        }
        scratch.clear();
        scratch.put(TEXT);
        scratch.put(bytes, from, to - from);
        int number = addScratch();
        if (isShort) {
            recentTexts.remember(bytes, from, to, number);
        }
        return number;
    }

    /** The number of a text. For the writer only. */
    public int text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return text(utf8, 0, utf8.length);
    }

    /** The number of {@code unscaled × 10^-scale}. For the writer only. */
    public int number(long unscaled, int scale) {
        long digits = unscaled;
        int places = digits == 0 ? 0 : scale;
        while (digits != 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        int inline = inline(digits, places);
        if (inline != NONE) {
            return inline;
        }
        scratch.clear();
        scratch.put(NUMBER);
        scratch.putSigned(digits);
        scratch.putSigned(places);
        return addScratch();
    }

    /** The number of a decimal. For the writer only. */
    public int number(BigDecimal number) {
        BigDecimal stripped = new Value.Number(number).number();
        BigInteger unscaled = stripped.unscaledValue();
        if (unscaled.bitLength() < 64) {
            return number(unscaled.longValue(), stripped.scale());
        }
        scratch.clear();
        scratch.put(LARGE);
        scratch.putText(stripped.toString());
        return addScratch();
    }

    /** The number of an array of values, each by its own number. For the writer only. */
    public int array(int[] elements, int count) {
        scratch.clear();
        scratch.put(ARRAY);
        for (int i = 0; i < count; i++) {
            scratch.putVarint(elements[i]);
        }
        return scratch.size() > ByteTable.ENTRY_BYTES_MAX ? NONE : addScratch();
    }

    /**
     * The number of a value that another vocabulary keeps at a place, other than an array; {@link #NONE} if there is no room for it. For
     * the writer only.
     */
    int adopt(Vocabulary other, int place) {
        long position = other.values.position(place);
        byte[] page = other.values.page(position);
        scratch.clear();
        scratch.put(page, ByteTable.start(position), ByteTable.length(page, position));
        return addScratch();
    }

    /** The place in the table at which a value is kept; negative if its number is the value itself. */
    static int placeOf(int number) {
        return number < RESERVED || isInline(number) ? -1 : (number - RESERVED) >>> 1;
    }

    /** What a number other than {@link #NONE} and {@link #OTHER} stands for. */
    public Value value(int number) {
        if (number < RESERVED) {
            return reserved(number);
        }
        if (isInline(number)) {
            return new Value.Number(BigDecimal.valueOf(digits(number), places(number)));
        }
        long position = values.position((number - RESERVED) >>> 1);
        byte[] page = values.page(position);
        int start = ByteTable.start(position);
        int end = start + ByteTable.length(page, position);
        byte kind = page[start];
        if (kind == TEXT) {
            return new Value.Text(new String(page, start + 1, end - start - 1, StandardCharsets.UTF_8));
        }
        ByteSource source = new ByteSource(page, start + 1, end);
        if (kind == NUMBER) {
            long unscaled = source.getSigned();
            return new Value.Number(BigDecimal.valueOf(unscaled, (int) source.getSigned()));
        }
        if (kind == LARGE) {
            return new Value.Number(new BigDecimal(source.getText()));
        }
        List<Value> elements = new ArrayList<>();
        while (source.remaining() > 0) {
            int element = (int) source.getVarint();
            if (element != NONE) {
                elements.add(value(element));
            }
        }
        return new Value.Array(elements);
    }

    /**
     * The number of a text, number or boolean, if any event has ever had it. For any thread, and for few calls: it looks at all values.
     */
    public OptionalInt find(Value value) {
        if (value instanceof Value.Bool(boolean bool)) {
            return OptionalInt.of(bool ? TRUE : FALSE);
        }
        if (value instanceof Value.Number(BigDecimal number)
                && number.unscaledValue().bitLength() < Long.SIZE) {
            int inline = inline(number.unscaledValue().longValue(), number.scale());
            if (inline != NONE) {
                return OptionalInt.of(inline);
            }
        }
        for (int place = 0; place < values.size(); place++) {
            if (value(kept(place)).equals(value)) {
                return OptionalInt.of(kept(place));
            }
        }
        return OptionalInt.empty();
    }

    /** The text a number stands for; only for numbers of texts, such as event names. */
    public String textOf(int number) {
        return value(number) instanceof Value.Text(String text) ? text : "";
    }

    /** The number of a path, given now if it is new; 0 past {@link #PATHS_MAX}. For any thread. */
    public int path(String path) {
        Integer known = pathNumbers.get(path);
        if (known != null) {
            return known;
        }
        synchronized (pathLock) {
            Integer since = pathNumbers.get(path);
            if (since != null) {
                return since;
            }
            if (pathCount >= PATHS_MAX) {
                return 0;
            }
            if (pathCount == paths.length) {
                paths = Arrays.copyOf(paths, paths.length * 2);
            }
            int number = pathCount++;
            String[] grown = paths;
            grown[number] = path;
            paths = grown;
            pathNumbers.put(path, number);
            return number;
        }
    }

    /** The path a number stands for. */
    public String pathOf(int number) {
        return paths[number];
    }

    /** What there is now. For the writer only. */
    Picture picture() {
        synchronized (pathLock) {
            return new Picture(
                    values.picture(),
                    sizes.picture(),
                    Arrays.copyOf(paths, pathCount),
                    nameNumbers.values().stream().mapToInt(Integer::intValue).toArray(),
                    List.copyOf(incomplete),
                    List.copyOf(leftOut),
                    isOutOfPaths);
        }
    }

    /**
     * All of a vocabulary at one moment.
     *
     * @param values the values
     * @param sizes what they take
     * @param paths the paths by their numbers, from 1 on
     * @param names the numbers of names
     * @param incomplete the paths that are not complete
     * @param leftOut the paths under which nothing is kept
     * @param isOutOfPaths whether there were more paths than are kept
     */
    record Picture(
            ByteTable.Picture values,
            PathSizes sizes,
            String[] paths,
            int[] names,
            List<String> incomplete,
            List<String> leftOut,
            boolean isOutOfPaths) {
        /** Writes it, as two sections. */
        void write(SnapshotWriter out) throws IOException {
            values.write(out);
            sizes.write(out);
            out.putInt(paths.length);
            for (int number = 1; number < paths.length; number++) {
                out.putText(paths[number]);
            }
            out.putInt(names.length);
            out.putInts(names, names.length);
            out.putInt(incomplete.size());
            for (String path : incomplete) {
                out.putText(path);
            }
            out.putInt(leftOut.size());
            for (String path : leftOut) {
                out.putText(path);
            }
            out.putBoolean(isOutOfPaths);
            out.endSection();
        }
    }

    /** Takes the place of what it holds by what {@link Picture#write} wrote. For the writer, before anybody else knows it. */
    void restore(SnapshotSection ofValues, SnapshotSection section) throws IOException {
        values.restore(ofValues);
        sizes.restore(section);
        int pathsEnd = section.getInt();
        if (pathsEnd < pathCount || pathsEnd > PATHS_MAX) {
            throw new CorruptBytesException("a vocabulary of " + pathsEnd + " paths");
        }
        for (int number = 1; number < pathsEnd; number++) {
            if (path(section.getText()) != number) {
                throw new CorruptBytesException("a path is there twice, or not where it was");
            }
        }
        int[] names = new int[section.getCount(Integer.BYTES)];
        section.getInts(names, names.length);
        for (int left = section.getCount(Integer.BYTES); left > 0; left--) {
            incomplete.add(section.getText());
        }
        for (int left = section.getCount(Integer.BYTES); left > 0; left--) {
            leftOut.add(section.getText());
        }
        isOutOfPaths = section.getBoolean();
        section.end();
        for (int name : names) {
            if (name != NONE) {
                nameNumbers.put(textOf(name), name);
            }
        }
    }

    /** The name, if it is known; else the empty text. */
    private String known(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        scratch.clear();
        scratch.put(TEXT);
        scratch.put(utf8, 0, utf8.length);
        if (values.find(scratch.array(), 0, scratch.size()) >= 0) {
            return name;
        }
        incomplete.add(EVENT);
        return "";
    }

    /** The number of what was written to scratch. */
    private int addScratch() {
        int known = values.find(scratch.array(), 0, scratch.size());
        if (known >= 0) {
            return kept(known);
        }
        if (under != 0) {
            sizes.addValue(under, scratch.size() + VALUE_BYTES);
        }
        return kept(values.add(scratch.array(), 0, scratch.size()));
    }

    /** The number of the value at a place in the table. */
    private static int kept(int place) {
        return RESERVED + (place << 1);
    }

    /** The number that a decimal without trailing zeros is itself; {@link #NONE} if it has too many digits or places. */
    private static int inline(long digits, int places) {
        if (digits < 0 || digits > DIGITS_MAX || places > PLACES_MAX) {
            return NONE;
        }
        long whole = digits;
        int left = places;
        for (; left < 0 && whole <= DIGITS_MAX; left++) {
            whole *= 10;
        }
        return whole > DIGITS_MAX ? NONE : RESERVED + ((int) whole << 3 | left << 1 | 1);
    }

    private static Value reserved(int number) {
        return switch (number) {
            case FALSE -> new Value.Bool(false);
            case TRUE -> new Value.Bool(true);
            case STRUCTURE -> new Value.Structure();
            default -> throw new IllegalArgumentException("the number " + number + " stands for no value");
        };
    }
}
