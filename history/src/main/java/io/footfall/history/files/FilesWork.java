package io.footfall.history.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What needs DuckDB: writing files and reading them. It is done in this process, or in one of its own. */
public interface FilesWork extends AutoCloseable {

    /**
     * Writes a stretch of the log as files, each complete and safe under its name when this returns.
     *
     * @param givesWay whether others get more of the processors while it does
     * @throws IOException if the disk fails, or what is read back is not what was written; what stands in the folder without
     *     being listed is of no account
     */
    SealedStretch seal(SealOrder order, boolean givesWay) throws IOException;

    /**
     * Writes the rows of neighbouring files of events as one, complete and safe under its name when this returns.
     *
     * @throws IOException if the disk fails, or what is read back is not what was there
     */
    SealedFile compact(Path folder, List<SealedFile> parts) throws IOException;

    /**
     * Reads what is sealed.
     *
     * @param folder that of the files
     * @throws IOException if it cannot be begun
     */
    SealedEvents read(Path folder, Manifest manifest) throws IOException;

    /** Gives back what is kept between one stretch and the next: there will be none for a while. */
    void restSealing();

    /** The same for files that are put together. */
    void restCompacting();

    /** Ends what is under way. */
    @Override
    void close();
}
