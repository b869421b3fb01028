package io.footfall.connect.files;

import io.footfall.connect.files.ImportSummary.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The running count of an import. Owned by its {@link FileImport}. */
final class ImportCount {

    private final Map<String, Long> quarantined = new TreeMap<>();
    private final List<Example> examples = new ArrayList<>();
    private long rows;
    private long leftOut;
    private long items;
    private long admitted;
    private long duplicates;

    void rows(long read) {
        rows = read;
    }

    long rows() {
        return rows;
    }

    void leftOut(long added) {
        leftOut += added;
    }

    void collected(int items, ItemSink.Receipt receipt) {
        this.items += items;
        duplicates += receipt.duplicates();
        admitted += items - receipt.duplicates() - receipt.quarantined().size();
    }

    void quarantined(Example example) {
        quarantined.merge(example.reason(), 1L, Long::sum);
        if (examples.size() < ImportSummary.EXAMPLES_MAX) {
            examples.add(example);
        }
    }

    ImportSummary summary() {
        return new ImportSummary(rows, leftOut, items, admitted, duplicates, quarantined, examples);
    }
}
