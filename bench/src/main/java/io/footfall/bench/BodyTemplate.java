package io.footfall.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A collecting request, rendered once, with places to be filled in each time it is sent: sending then costs little beside
 * what it measures.
 *
 * <p>A run of {@code #} is the number of the item's customer, a run of {@code $} the number of the item itself, a run of
 * {@code %} the time in ISO 8601 with milliseconds.
 */
final class BodyTemplate {
    private static final char CUSTOMER = '#';
    private static final char NUMBER = '$';
    private static final char TIME = '%';

    private final byte[] request;
    private final List<Place> customers;
    private final List<Place> numbers;
    private final List<Place> times;

    /** A run of marks: where, how long, and in which item; -1 outside of them. */
    private record Place(int at, int length, int item) {}

    private BodyTemplate(byte[] request, List<Integer> itemStarts) {
        this.request = request;
        this.customers = places(CUSTOMER, itemStarts);
        this.numbers = places(NUMBER, itemStarts);
        this.times = places(TIME, itemStarts);
    }

    /** A batch of items. */
    static BodyTemplate batch(List<String> items, String head) {
        StringBuilder body = new StringBuilder("{\"batch\":[");
        List<Integer> starts = new ArrayList<>();
        for (String item : items) {
            if (!starts.isEmpty()) {
                body.append(',');
            }
            starts.add(body.length());
            body.append(item);
        }
        body.append("],\"sentAt\":\"").append(String.valueOf(TIME).repeat(24)).append("\"}");
        return of("batch", head, body.toString(), starts);
    }

    /** One item, to the path of its type. */
    static BodyTemplate alone(Deed deed, String item, String head) {
        return of(deed.path(), head, item, List.of(0));
    }

    private static BodyTemplate of(String path, String head, String body, List<Integer> itemStarts) {
        String before = "POST /v1/" + path + " HTTP/1.1\r\n" + head
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return new BodyTemplate(
                (before + body).getBytes(StandardCharsets.US_ASCII),
                itemStarts.stream().map(start -> start + before.length()).toList());
    }

    int size() {
        return request.length;
    }

    /**
     * Writes the request at the start of a buffer, to be read from there.
     *
     * @param firstCustomer the number of the first item's customer; the others follow
     * @param firstNumber the number of the first item; the others follow
     */
    void fill(ByteBuffer into, int firstCustomer, long firstNumber, byte[] time) {
        into.clear().put(request).flip();
        for (Place place : customers) {
            digits(into, place, firstCustomer + place.item);
        }
        for (Place place : numbers) {
            digits(into, place, firstNumber + place.item);
        }
        for (Place place : times) {
            into.put(place.at, time, 0, place.length);
        }
    }

    private static void digits(ByteBuffer into, Place place, long number) {
        long rest = number;
        for (int at = place.at + place.length - 1; at >= place.at; at--) {
            into.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    private List<Place> places(char mark, List<Integer> itemStarts) {
        List<Place> places = new ArrayList<>();
        int item = -1;
        int at = itemStarts.getFirst();
        while (at < request.length) {
            while (item + 1 < itemStarts.size() && at >= itemStarts.get(item + 1)) {
                item++;
            }
            int end = at;
            while (end < request.length && request[end] == mark) {
                end++;
            }
            if (end > at) {
                places.add(new Place(at, end - at, item));
            }
            at = Math.max(at + 1, end);
        }
        return places;
    }
}
