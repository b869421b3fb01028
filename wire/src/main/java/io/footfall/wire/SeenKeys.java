package io.footfall.wire;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys met so far in each open object, so that the second of two equal ones is found.
 *
 * <p>Most objects have a handful: those are compared one by one. Past {@link #LISTED_MAX} an object gets a set, so that
 * one of thousands does not cost their square.
 */
final class SeenKeys {
    private static final int LISTED_MAX = 32;

    private String[] keys = new String[128];
    private int size;
    private final int[] starts = new int[ItemReader.DEPTH_MAX + 2];
    private final @Nullable Set<String>[] sets = newSets(ItemReader.DEPTH_MAX + 2);
    private int depth;

    /** Forgets all objects. */
    void clear() {
        size = 0;
        depth = 0;
        sets[0] = null;
    }

    /** Begins an object. */
    void open() {
        starts[++depth] = size;
        sets[depth] = null;
    }

    /** Ends the innermost object. */
    void close() {
        sets[depth] = null;
        size = starts[depth--];
    }

    /** Takes the next key of the innermost object; false if the object has it already. */
    boolean add(String key) {
        Set<String> set = sets[depth];
        if (set != null) {
            return set.add(key);
        }
        int start = starts[depth];
        for (int index = start; index < size; index++) {
            if (keys[index].equals(key)) {
                return false;
            }
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size++] = key;
        if (size - start > LISTED_MAX) {
            sets[depth] = new HashSet<>(Arrays.asList(keys).subList(start, size));
        }
        return true;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type can be made in no other way.
    private static @Nullable Set<String>[] newSets(int length) {
        return new Set[length];
    }
}
