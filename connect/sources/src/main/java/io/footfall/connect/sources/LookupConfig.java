package io.footfall.connect.sources;

import io.footfall.catalog.LookupShape;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is told of a lookup table.
 *
 * @param shape what it is
 * @param from where its rows are
 * @param schedule when they are read again
 */
public record LookupConfig(LookupShape shape, From from, Schedule schedule) {
    /** The most lookup tables there may be. */
    public static final int TABLES_MAX = 20;

    /** The most columns a lookup table may have beside its key. */
    public static final int COLUMNS_MAX = 20;

    /** Where the rows of a lookup table are. */
    public sealed interface From {
        /** The word that stands for it. */
        String kind();

        /** Where it is, for a person. */
        String place();
    }

    /**
     * A file, which is read again when it is another one.
     *
     * @param path the file
     * @param delimiter what stands between values
     * @param settle how long it must not have changed to be taken as whole
     */
    public record File(Path path, char delimiter, Duration settle) implements From {
        @Override
        public String kind() {
            return "file";
        }

        @Override
        public String place() {
            return path.toString();
        }
    }

    /**
     * A table or query of PostgreSQL.
     *
     * @param login the database, and who reads it
     * @param query what is read
     */
    record Postgres(PostgresLogin login, String query) implements From {
        @Override
        public String kind() {
            return "postgres";
        }

        @Override
        public String place() {
            return login.address();
        }
    }
}
