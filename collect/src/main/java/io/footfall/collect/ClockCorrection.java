package io.footfall.collect;

import io.footfall.wire.ClientTime;
import io.footfall.wire.SentItem;

/**
 * Tells when something happened by our clock, from what the client's clock said.
 *
 * <p>The client also says when it sent; what lies between that and the arrival is taken for what its clock is wrong by,
 * if it is 30 seconds or more. Less is the network's delay, and left alone, but for a clock that is a little ahead: what
 * happened is then not later than its arrival.
 */
final class ClockCorrection {
    private static final long SKEW_MILLIS_MIN = 30_000;

    private ClockCorrection() {}

    /** When the item happened, in milliseconds since 1970 UTC, or {@link ClientTime#UNREADABLE}. */
    static long timeOf(SentItem.Readable item, Arrival arrival) {
        long time = item.time();
        if (time == ClientTime.ABSENT) {
            return arrival.receivedAt();
        }
        long sentAt = ClientTime.isKnown(item.sentAt()) ? item.sentAt() : arrival.sentAt();
        if (time == ClientTime.UNREADABLE || arrival.isHistory() || !ClientTime.isKnown(sentAt)) {
            return time;
        }
        long skew = arrival.receivedAt() - sentAt;
        if (Math.abs(skew) >= SKEW_MILLIS_MIN) {
            return time + skew;
        }
        long ahead = time - arrival.receivedAt();
        return ahead > 0 && ahead < SKEW_MILLIS_MIN ? arrival.receivedAt() : time;
    }
}
