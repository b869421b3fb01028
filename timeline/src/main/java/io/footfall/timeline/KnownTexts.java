package io.footfall.timeline;

import java.util.function.ToIntFunction;

/** The numbers of texts that come again and again, by their bytes; others take their places. For one thread. */
final class KnownTexts {
    private static final int PLACES = 1 << 10;

    private final ToIntFunction<String> numbering;
    private final byte[][] texts = new byte[PLACES][];
    private final int[] lengths = new int[PLACES];
    private final int[] numbers = new int[PLACES];

    /**
     * None yet.
     *
     * @param numbering gives the number of a text
     */
    KnownTexts(ToIntFunction<String> numbering) {
        this.numbering = numbering;
    }

    int number(Utf8 text) {
        int hash = text.hash();
        int place = (hash ^ hash >>> 15) & (PLACES - 1);
        if (texts[place] != null && text.is(texts[place], lengths[place])) {
            return numbers[place];
        }
        numbers[place] = numbering.applyAsInt(text.toString());
        texts[place] = text.copyTo(texts[place] == null ? new byte[text.length()] : texts[place]);
        lengths[place] = text.length();
        return numbers[place];
    }
}
