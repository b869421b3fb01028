package io.footfall.collect;

import io.footfall.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param address where it came from; null if events came by no request
 * @param isInternal whether all it carries is of the company's own people and machines
 */
record Sender(@Nullable String address, boolean isInternal) {
    /** No request: a source that we read ourselves. */
    static final Sender NOBODY = new Sender(null, false);

    static Sender of(Request request, InternalTraffic internal) {
        return new Sender(InternalTraffic.senderOf(request), internal.sends(request));
    }
}
