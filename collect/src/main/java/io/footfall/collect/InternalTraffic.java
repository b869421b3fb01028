package io.footfall.collect;

import io.footfall.event.Event;
import io.footfall.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose events are left out: those of the company's own people and machines. They are answered as taken, counted, and kept nowhere.
 *
 * <p>An event is theirs if its request carries one of the headers, if its user id is one of theirs, or if it comes from one of their
 * addresses. Where it comes from is its {@code context.ip}, which a server fills in for its customer; else the first address of the
 * request's {@code X-Forwarded-For}, as proxies have it; else the address the request came from.
 */
public final class InternalTraffic {
    /** Nobody's. */
    public static final InternalTraffic NONE = new InternalTraffic(List.of(), Set.of(), List.of());

    /** The most of each that can be listed. */
    public static final int LISTED_MAX = 1_000;

    private final List<AddressRange> addresses;
    private final Set<String> userIds;
    private final List<String> headers;

    /**
     * Internal traffic as it is known.
     *
     * @param addresses such as {@code 192.0.2.7}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}
     * @param userIds user ids, letter by letter
     * @param headers names of headers, whatever their value
     * @throws IllegalArgumentException if an address is none, or there are more than {@value #LISTED_MAX} of a kind
     */
    public InternalTraffic(List<String> addresses, Set<String> userIds, List<String> headers) {
        int most = Math.max(addresses.size(), Math.max(userIds.size(), headers.size()));
        if (most > LISTED_MAX) {
            throw new IllegalArgumentException(most + " are listed, at most " + LISTED_MAX + " can be");
        }
        this.addresses = addresses.stream().map(AddressRange::of).toList();
        this.userIds = Set.copyOf(userIds);
        this.headers = List.copyOf(headers);
    }

    /** Whether all that a request carries is internal. */
    boolean sends(Request request) {
        return headers.stream().anyMatch(header -> request.headers().get(header).isPresent());
    }

    /**
     * Whether an event is internal.
     *
     * @param sender where its request came from; null if it came by none
     */
    boolean has(Event event, @Nullable String sender) {
        if (event.userId() != null && userIds.contains(event.userId())) {
            return true;
        }
        if (addresses.isEmpty()) {
            return false;
        }
        return AddressInContext.of(event.document())
                .or(() -> Optional.ofNullable(sender))
                .flatMap(AddressRange::address)
                .filter(address -> addresses.stream().anyMatch(range -> range.contains(address)))
                .isPresent();
    }

    /** Where a request came from. */
    static String senderOf(Request request) {
        return request.headers()
                .get("x-forwarded-for")
                .map(sent -> sent.split(",", 2)[0].strip())
                .filter(sent -> !sent.isEmpty())
                .orElse(request.address());
    }
}
