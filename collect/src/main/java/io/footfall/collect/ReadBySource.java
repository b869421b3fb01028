package io.footfall.collect;

import io.footfall.event.QuarantinedItem;
import java.util.List;

/**
 * What a source has read besides a body of items: it becomes safe together with them, or not at all.
 *
 * @param source the source's name
 * @param places where each item of the body stands, such as {@code orders/3/1207}; none, or an empty one, if that is not known
 * @param setAside what no item could be made of
 * @param controls control records, such as how far the source was read
 */
public record ReadBySource(String source, List<String> places, List<QuarantinedItem> setAside, List<byte[]> controls) {

    /** Copies the lists. */
    public ReadBySource {
        places = List.copyOf(places);
        setAside = List.copyOf(setAside);
        controls = List.copyOf(controls);
    }

    /** What is set aside of a source is named by it and, if that is known, the place where it stands. */
    public static String named(String source, String place) {
        return place.isEmpty() ? source : source + " " + place;
    }

    String nameOf(int item) {
        return named(source, places.isEmpty() ? "" : places.get(item));
    }
}
