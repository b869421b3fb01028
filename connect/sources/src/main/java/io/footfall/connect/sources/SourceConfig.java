package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.kafka.ClientSettings;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a source is told. */
public sealed interface SourceConfig {

    /** What it is called; its events have this as their source. */
    String name();

    /** The word that stands for its kind. */
    String kind();

    /**
     * Files: all in a folder whose names match, or one.
     *
     * @param name what it is called
     * @param path the folder, or the file
     * @param matcher which names of the folder are its files
     * @param mapping how rows become events
     * @param settle how long a file must not have changed to be taken as whole
     */
    record Files(String name, Path path, PathMatcher matcher, Mapping mapping, Duration settle)
            implements SourceConfig {
        @Override
        public String kind() {
            return "files";
        }
    }

    /** Where a topic is begun that was never read. */
    enum From {
        /** With the oldest record that there is. */
        EARLIEST,
        /** With what comes from now on. */
        LATEST
    }

    /**
     * Topics of Kafka.
     *
     * @param name what it is called
     * @param client the brokers, and what their client is told
     * @param topics the names of the topics
     * @param mapping how objects become events; empty if records are items already
     * @param from where a topic is begun
     */
    record Kafka(String name, ClientSettings client, List<String> topics, Optional<Mapping.OfRows> mapping, From from)
            implements SourceConfig {
        /** Copies the topics. */
        public Kafka {
            topics = List.copyOf(topics);
        }

        @Override
        public String kind() {
            return "kafka";
        }
    }

    /**
     * A table or query of PostgreSQL.
     *
     * @param name what it is called
     * @param login the database, and who reads it
     * @param query what is read
     * @param cursor the column by whose order it is read
     * @param mapping how rows become events; it names the column of their ids
     * @param every how often it is looked for new rows
     */
    record Postgres(
            String name, PostgresLogin login, String query, String cursor, Mapping.OfRows mapping, Duration every)
            implements SourceConfig {
        @Override
        public String kind() {
            return "postgres";
        }

        /** A name as SQL has it. */
        static String quoted(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }
    }

    /**
     * A table of PostgreSQL whose changes are followed.
     *
     * @param name what it is called
     * @param login the database, and who reads it
     * @param schema where the table is
     * @param table the table
     * @param slot what the replication slot and the publication are called
     * @param mapping how rows become events; it names the column of their ids
     * @param withUpdates whether a changed row is an event too
     */
    record Changes(
            String name,
            PostgresLogin login,
            String schema,
            String table,
            String slot,
            Mapping.OfRows mapping,
            boolean withUpdates)
            implements SourceConfig {
        @Override
        public String kind() {
            return "postgres_changes";
        }

        /** The table as SQL has it. */
        String quotedTable() {
            return Postgres.quoted(schema) + "." + Postgres.quoted(table);
        }
    }
}
