package io.footfall.engine;

import io.footfall.history.sql.Lease;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is called by another id, found out again only where who is whom has changed; until then it is the same list. For any thread.
 */
final class Joinings {
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable Vocabulary of;
    private IntArrayList rings = new IntArrayList();
    private List<Lease.Joined> joined = List.of();

    /** The identities of a view whose customer is called by another id. */
    @SuppressWarnings("ReferenceEquality") // Timelines have one vocabulary, and number identities in their own way.
    List<Lease.Joined> of(View view) {
        IntArrayList now = rings(view);
        synchronized (lock) {
            if (of != view.vocabulary() || !now.equals(rings)) {
                joined = List.copyOf(Leases.joined(view));
                rings = now;
                of = view.vocabulary();
            }
            return joined;
        }
    }

    /** Each identity of a customer of several, and the head: that is all that decides. */
    private static IntArrayList rings(View view) {
        IntArrayList rings = new IntArrayList();
        for (int identity = 0; identity < view.identities(); identity++) {
            if (view.nextIdentity(identity) != identity) {
                rings.add(identity);
                rings.add(view.customerOf(identity));
            }
        }
        return rings;
    }
}
