package io.footfall.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The escapes in a JSON text that are half of a surrogate pair, such as {@code \\ud83d} alone: where they stand, and the
 * text with each replaced by one that is as long and stands for no half.
 */
final class HalfPairs {
    private static final int ESCAPE_BYTES = 6;
    private static final byte[] REPLACEMENT = {'f', 'f', 'f', 'd'};

    private final TreeSet<Integer> positions = new TreeSet<>();
    private final byte[] healed;

    private HalfPairs(byte[] json) {
        healed = json.clone();
    }

    static HalfPairs in(byte[] json) {
        HalfPairs halves = new HalfPairs(json);
        for (int at = 0; at < json.length; at++) {
            if (json[at] != '\\') {
                continue;
            }
            int unit = unitAt(json, at);
            if (unit >= 0 && Character.isSurrogate((char) unit)) {
                at = halves.take(json, at, (char) unit);
            } else {
                at++; // What is escaped is no backslash of its own.
            }
        }
        return halves;
    }

    /** Takes the escape at {@code at}, and returns where its last byte, or that of its whole pair, stands. */
    private int take(byte[] json, int at, char unit) {
        int next = unitAt(json, at + ESCAPE_BYTES);
        if (Character.isHighSurrogate(unit) && next >= 0 && Character.isLowSurrogate((char) next)) {
            return at + 2 * ESCAPE_BYTES - 1;
        }
        positions.add(at);
        System.arraycopy(REPLACEMENT, 0, healed, at + 2, REPLACEMENT.length);
        return at + ESCAPE_BYTES - 1;
    }

    /** The UTF-16 unit that the escape at {@code at} stands for; -1 if there is none. */
    private static int unitAt(byte[] json, int at) {
        if (at + ESCAPE_BYTES > json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int digit = at + 2; digit < at + ESCAPE_BYTES; digit++) {
            int value = Character.digit(json[digit], 16);
            if (value < 0) {
                return -1;
            }
            unit = unit * 16 + value;
        }
        return unit;
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    byte[] healed() {
        return healed;
    }

    /** The items, those that hold a half as ones that cannot be read. */
    SentBody.Items marked(SentBody.Items body) {
        List<SentItem> items = new ArrayList<>(body.items().size());
        for (SentItem item : body.items()) {
            Integer first = positions.ceiling(item.from());
            boolean isHalved = first != null && first < item.to();
            items.add(isHalved ? new SentItem.Unreadable(item.from(), item.to()) : item);
        }
        return new SentBody.Items(body.json(), body.writeKey(), body.sentAt(), body.context(), items);
    }
}
