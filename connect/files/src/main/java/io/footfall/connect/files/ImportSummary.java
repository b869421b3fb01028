package io.footfall.connect.files;

import java.util.List;
import java.util.Map;

/**
 * What became of the rows of an import.
 *
 * @param rows rows read, bad ones too
 * @param leftOut rows the mapping leaves out
 * @param items items made of the others
 * @param admitted items that are new
 * @param duplicates items that were there already
 * @param quarantined rows and items that could not be used, by reason
 * @param examples the first of them, at most {@link #EXAMPLES_MAX}
 */
public record ImportSummary(
        long rows,
        long leftOut,
        long items,
        long admitted,
        long duplicates,
        Map<String, Long> quarantined,
        List<Example> examples) {

    /** The most quarantined rows that are named one by one. */
    public static final int EXAMPLES_MAX = 20;

    public ImportSummary {
        quarantined = Map.copyOf(quarantined);
        examples = List.copyOf(examples);
    }

    /** One row that could not be used, and where it stands. */
    public record Example(String file, long line, String reason, String detail) {}
}
