package io.footfall.engine;

import io.footfall.question.AsOf;
import io.footfall.timeline.View;
import java.util.OptionalLong;

/**
 * All timelines at one as-of.
 *
 * @param view the timelines
 * @param second the as-of's instant, in seconds since 1970 UTC: events from it on do not exist yet
 */
record Moment(View view, long second) {

    AsOf asOf() {
        return new AsOf(view.sequence(), second);
    }

    long endMillis() {
        return second * 1000;
    }

    /** The newest event's timestamp, as far as it lies before the as-of. */
    OptionalLong eventTime() {
        long newest = view.newestTimestamp();
        return newest == 0 ? OptionalLong.empty() : OptionalLong.of(Math.min(newest, endMillis() - 1));
    }

    /** About how many events a customer has at this moment. */
    long eventsOf(int customer) {
        return view.packedEvents(customer);
    }

    /** The customer an identity belonged to at this moment, or -1 if it was not there yet. */
    int customerOf(int identity) {
        return identity < view.identities() ? view.customerOf(identity) : -1;
    }
}
