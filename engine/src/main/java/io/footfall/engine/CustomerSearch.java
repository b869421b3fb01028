package io.footfall.engine;

import io.footfall.engine.FoundCustomers.Found;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import io.footfall.timeline.EventView;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Value;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds customers one of whose ids, or the newest value of one of whose traits, contains a text, whatever the case. */
final class CustomerSearch {
    private final Scan scan;

    CustomerSearch(Scan scan) {
        this.scan = scan;
    }

    /** Those who come first, after one if it is given. */
    FoundCustomers find(String text, Optional<IdentityKey> after, int limit, Moment moment) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Optional<Found> earlier = after.map(customer -> new Found(customer, "", ""));
        List<Looking> shares = scan.walk(
                moment,
                new int[0],
                () -> new Looking(moment.view(), wanted, new FirstFew<>(FoundCustomers.ORDER, earlier, limit)));
        FirstFew<Found> few = new FirstFew<>(FoundCustomers.ORDER, earlier, limit);
        shares.forEach(share -> share.found.addTo(few));
        return new FoundCustomers(few.first(), few.hasMore(), moment.asOf(), false);
    }

    /** Looks at the customers one thread meets. */
    private static final class Looking implements Scan.Walker {
        private final View view;
        private final Vocabulary vocabulary;
        private final String wanted;
        private final FirstFew<Found> found;
        private final Int2ObjectOpenHashMap<Boolean> matches = new Int2ObjectOpenHashMap<>();
        private final Int2ObjectOpenHashMap<Boolean> traitPaths = new Int2ObjectOpenHashMap<>();
        private final Int2IntOpenHashMap newest = new Int2IntOpenHashMap();

        Looking(View view, String wanted, FirstFew<Found> found) {
            this.view = view;
            this.vocabulary = view.vocabulary();
            this.wanted = wanted;
            this.found = found;
        }

        @Override
        public @Nullable NameSet names() {
            return null;
        }

        @Override
        public void customer(int head, TimelineReader reader) {
            reader.open(head);
            // An identity of which nothing was read yet did nothing before the as-of.
            if (!reader.next()) {
                return;
            }
            String first = null;
            int identity = head;
            do {
                String id = view.key(identity).id();
                if (contains(id) && (first == null || Value.compareCodePoints(id, first) < 0)) {
                    first = id;
                }
                identity = view.nextIdentity(identity);
            } while (identity != head);
            if (first != null) {
                found.offer(new Found(view.nameOf(head), "id", first));
                return;
            }
            lookAtTraits(head, reader);
        }

        private void lookAtTraits(int head, TimelineReader reader) {
            newest.clear();
            do {
                EventView event = reader.event();
                if (event.type() == EventType.IDENTIFY) {
                    event.forEachValue((path, value) -> {
                        if (isTrait(path)) {
                            newest.put(path, value);
                        }
                    });
                }
            } while (reader.next());
            String first = null;
            String value = "";
            for (Int2IntMap.Entry trait : newest.int2IntEntrySet()) {
                if (isMatch(trait.getIntValue())) {
                    String path = vocabulary.pathOf(trait.getIntKey());
                    if (first == null || path.compareTo(first) < 0) {
                        first = path;
                        value = text(vocabulary.value(trait.getIntValue()));
                    }
                }
            }
            if (first != null) {
                found.offer(new Found(view.nameOf(head), first, value));
            }
        }

        private boolean isTrait(int path) {
            return traitPaths.computeIfAbsent(
                    path, unknown -> vocabulary.pathOf(unknown).startsWith("traits."));
        }

        private boolean isMatch(int value) {
            return matches.computeIfAbsent(value, unknown -> contains(text(vocabulary.value(unknown))));
        }

        private boolean contains(String text) {
            return text.toLowerCase(Locale.ROOT).contains(wanted);
        }

        private static String text(Value value) {
            return switch (value) {
                case Value.Text(String text) -> text;
                case Value.Number(java.math.BigDecimal number) -> number.toPlainString();
                case Value.Bool(boolean bool) -> Boolean.toString(bool);
                case Value.Array ignored -> "";
                case Value.Structure ignored -> "";
            };
        }
    }
}
