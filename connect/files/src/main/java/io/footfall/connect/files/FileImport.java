package io.footfall.connect.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads files by a mapping and hands their items to a sink, batch by batch.
 *
 * <p>Importing the same file again adds nothing: its rows get the same ids. When an import stops halfway, importing
 * again from the start finishes it. For one use, by one thread.
 */
public final class FileImport {

    /** How often progress is told, in rows. */
    static final int PROGRESS_ROWS = 1_000;

    private final Mapping mapping;
    private final ItemSink sink;
    private final int itemsMax;
    private final Progress progress;
    private final ImportCount count = new ImportCount();

    /**
     * Connects a mapping and a sink.
     *
     * @param itemsMax the most items in a batch, 1 to {@link ItemSink#ITEMS_MAX}
     */
    public FileImport(Mapping mapping, ItemSink sink, int itemsMax, Progress progress) {
        if (itemsMax < 1 || itemsMax > ItemSink.ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "a batch of " + itemsMax + " items, expected 1 to " + ItemSink.ITEMS_MAX);
        }
        this.mapping = mapping;
        this.sink = sink;
        this.itemsMax = itemsMax;
        this.progress = progress;
    }

    /** Hears how far an import is. */
    public interface Progress {
        /**
         * Called on the importing thread, about every {@link #PROGRESS_ROWS} rows and at the end of each file.
         *
         * @param bytesRead bytes of the files read so far, compressed ones as they are on disk
         * @param rows rows read so far
         */
        void at(long bytesRead, long rows);
    }

    /**
     * Imports the files in order.
     *
     * @throws MappingException if a file lacks a column the mapping names
     * @throws ImportLimitException if a file needs more memory than it may
     */
    public ImportSummary run(List<Path> files) throws IOException, InterruptedException, MappingException {
        long bytesBefore = 0;
        for (Path file : files) {
            try (FileItems items = FileItems.open(file, mapping, false)) {
                importFile(file.toString(), items, bytesBefore);
                bytesBefore += items.bytesRead();
            }
        }
        return count.summary();
    }

    private void importFile(String name, FileItems items, long bytesBefore) throws IOException, InterruptedException {
        Batches batches = new Batches(name, sink, itemsMax, count);
        long rowsBefore = count.rows();
        long told = rowsBefore / PROGRESS_ROWS;
        for (Optional<Outcome> next = items.next(); next.isPresent(); next = items.next()) {
            batches.accept(next.get());
            count.rows(rowsBefore + items.rows());
            if (count.rows() / PROGRESS_ROWS > told) {
                told = count.rows() / PROGRESS_ROWS;
                progress.at(bytesBefore + items.bytesRead(), count.rows());
            }
        }
        batches.flush();
        count.rows(rowsBefore + items.rows());
        count.leftOut(items.leftOut());
        progress.at(bytesBefore + items.bytesRead(), count.rows());
    }
}
