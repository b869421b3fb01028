package io.footfall.collect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, in the notation of RFC 4632: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
 *
 * @param first any address of them
 * @param bits how many leading bits they share
 */
record AddressRange(InetAddress first, int bits) {
    /** What may be an address and is no name, so that reading it asks nobody. */
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]{2,45}");

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        int most = address.map(read -> read.getAddress().length * Byte.SIZE).orElse(0);
        int bits = slash < 0 ? most : bits(text.substring(slash + 1));
        if (address.isEmpty() || bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no address; expected one such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32");
        }
        return new AddressRange(address.get(), bits);
    }

    /** Reads an address; empty if it is none. Never looks up a name. */
    static Optional<InetAddress> address(String text) {
        boolean isLiteral = LITERAL.matcher(text).matches() && (text.indexOf(':') >= 0 || text.indexOf('.') > 0);
        if (!isLiteral) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException ignored) {
            // Looks like an address and is none, such as 300.1.1.1.
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException ignored) {
            // Said with the whole range.
            return -1;
        }
    }
}
