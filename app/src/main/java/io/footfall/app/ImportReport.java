package io.footfall.app;

import io.footfall.connect.files.ImportSummary;
import java.io.PrintWriter;

/** What a command that read files says at its end. */
final class ImportReport {
    private ImportReport() {}

    /**
     * Prints what became of the rows.
     *
     * @param duplicatesSeen how many events the engine saw that were there already, as far as it was asked
     */
    static void print(ImportSummary summary, long duplicatesSeen, PrintWriter out) {
        long duplicates = Math.max(summary.duplicates(), duplicatesSeen);
        out.println("read        " + summary.rows() + " rows, " + summary.leftOut() + " left out by the mapping, "
                + summary.items() + " events");
        out.println("admitted    " + (summary.admitted() - (duplicates - summary.duplicates())));
        out.println("duplicate   " + duplicates);
        long quarantined = summary.quarantined().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        out.println("quarantined " + quarantined);
        summary.quarantined().forEach((reason, count) -> out.println("  " + reason + "  " + count));
        for (ImportSummary.Example example : summary.examples()) {
            out.println(
                    "  " + example.file() + ":" + example.line() + "  " + example.reason() + "  " + example.detail());
        }
    }
}
