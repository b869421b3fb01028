package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Takes items in the order of a file; what it returned for is safe. */
public interface ItemSink {

    /** The most items handed over at once. */
    int ITEMS_MAX = 2_500;

    /** The most bytes of items handed over at once, brackets and commas not counted. */
    int BYTES_MAX = 480_000;

    /**
     * Collects items: 1 to {@link #ITEMS_MAX} of them, {@link #BYTES_MAX} bytes together. Throws when they could not be
     * made safe; the same items may then be handed over again.
     */
    Receipt accept(List<Item> items) throws IOException, InterruptedException;

    /** Puts rows that no item could be made of into quarantine. {@code file} is the name a person would know it by. */
    void quarantine(String file, List<Bad> rows) throws IOException, InterruptedException;

    /**
     * What became of the items of one call.
     *
     * @param duplicates how many were there already
     * @param quarantined the reasons of the refused ones, by their index in the call
     */
    record Receipt(int duplicates, Map<Integer, String> quarantined) {
        public Receipt {
            quarantined = Map.copyOf(quarantined);
        }
    }
}
