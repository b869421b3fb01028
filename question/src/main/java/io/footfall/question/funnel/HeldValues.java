package io.footfall.question.funnel;

import io.footfall.question.FoldContext;
import io.footfall.question.Memo;
import io.footfall.question.PathReader;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** Numbers the combinations of values that the events of one customer have under the paths that a funnel holds. */
final class HeldValues {
    private static final int NEW = 0;
    private static final int KEPT_MAX = 64;

    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();

    /** Forgets all. */
    void clear() {
        if (!numbers.isEmpty()) {
            boolean isLarge = numbers.size() > KEPT_MAX;
            numbers.clear();
            if (isLarge) {
                numbers.trim();
            }
        }
    }

    /** The number of the combination that an event has: equal for equal values, of which a missing one is one. */
    int number(EventView event, Readers readers) {
        int number = 0;
        for (PathReader reader : readers.paths) {
            // A combination of the paths so far, and one more value.
            long longer = (long) number << Integer.SIZE | readers.scalar(reader.value(event));
            int known = numbers.get(longer);
            if (known == NEW) {
                known = numbers.size() + 1;
                numbers.put(longer, known);
            }
            number = known;
        }
        return number;
    }

    /** Reads the paths that a funnel holds; a list or an object is as good as missing. For one thread. */
    static final class Readers {
        private final PathReader[] paths;
        private final Memo isScalar;

        Readers(FunnelQuestion question, FoldContext context) {
            paths = question.hold().stream()
                    .map(path -> PathReader.of(path, question.scope().zone(), context))
                    .toArray(PathReader[]::new);
            Vocabulary vocabulary = context.vocabulary();
            isScalar = new Memo(number -> vocabulary.value(number).isScalar());
        }

        private int scalar(int number) {
            return number != Vocabulary.NONE && isScalar.test(number) ? number : Vocabulary.NONE;
        }
    }
}
