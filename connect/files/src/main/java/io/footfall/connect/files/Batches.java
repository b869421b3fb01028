package io.footfall.connect.files;

import io.footfall.connect.files.ImportSummary.Example;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Hands the outcomes of one file to a sink, as many together as it takes. Owned by the importing thread. */
final class Batches implements Outcomes {

    private static final int BAD_ROWS_MAX = 100;

    private final String file;
    private final ItemSink sink;
    private final int itemsMax;
    private final ImportCount count;
    private final List<Item> items = new ArrayList<>();
    private final List<Bad> badRows = new ArrayList<>();
    private int itemBytes;

    Batches(String file, ItemSink sink, int itemsMax, ImportCount count) {
        this.file = file;
        this.sink = sink;
        this.itemsMax = itemsMax;
        this.count = count;
    }

    @Override
    public void accept(Outcome outcome) throws IOException, InterruptedException {
        switch (outcome) {
            case Item item -> {
                if (items.size() == itemsMax || itemBytes + item.json().length > ItemSink.BYTES_MAX) {
                    flushItems();
                }
                items.add(item);
                itemBytes += item.json().length;
            }
            case Bad bad -> {
                badRows.add(bad);
                count.quarantined(new Example(file, bad.line(), bad.reason().code(), bad.detail()));
                if (badRows.size() == BAD_ROWS_MAX) {
                    flushBadRows();
                }
            }
        }
    }

    void flush() throws IOException, InterruptedException {
        flushItems();
        flushBadRows();
    }

    private void flushItems() throws IOException, InterruptedException {
        if (items.isEmpty()) {
            return;
        }
        ItemSink.Receipt receipt = sink.accept(List.copyOf(items));
        count.collected(items.size(), receipt);
        new TreeMap<>(receipt.quarantined())
                .forEach((index, reason) -> count.quarantined(
                        new Example(file, items.get(index).line(), reason, "refused by the collector")));
        items.clear();
        itemBytes = 0;
    }

    private void flushBadRows() throws IOException, InterruptedException {
        if (!badRows.isEmpty()) {
            sink.quarantine(file, List.copyOf(badRows));
            badRows.clear();
        }
    }
}
