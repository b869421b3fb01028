package io.footfall.timeline;

import java.util.Arrays;
import java.util.Set;

/**
 * A set of event names that is asked by their numbers: for most events a look into an array. Used by one thread.
 *
 * <p>Verdicts on names with low numbers are remembered; a name that came after very many values is looked up each time.
 */
public final class NameSet {
    private static final int REMEMBERED_MAX = 1 << 20;
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final Vocabulary vocabulary;
    private final Set<String> names;
    private byte[] verdicts = new byte[256];

    /** The set of these names. */
    public NameSet(Vocabulary vocabulary, Set<String> names) {
        this.vocabulary = vocabulary;
        this.names = Set.copyOf(names);
    }

    /** Whether the name with this number is one of them. */
    public boolean has(int name) {
        if (name < verdicts.length) {
            byte verdict = verdicts[name];
            if (verdict != UNKNOWN) {
                return verdict == YES;
            }
        }
        return lookUp(name);
    }

    private boolean lookUp(int name) {
        boolean isOne = names.contains(vocabulary.textOf(name));
        if (name < REMEMBERED_MAX) {
            if (name >= verdicts.length) {
                verdicts = Arrays.copyOf(verdicts, Math.max(name + 1, Math.min(REMEMBERED_MAX, verdicts.length * 2)));
            }
            verdicts[name] = isOne ? YES : NO;
        }
        return isOne;
    }
}
