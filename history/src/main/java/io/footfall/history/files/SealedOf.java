package io.footfall.history.files;

import io.footfall.event.Event;
import io.footfall.event.IdentityKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads of sealed files the events of some identities, whole. Files are sorted by identity, so the database looks at few groups of rows.
 * Each file is looked at as a whole before, as always.
 */
public final class SealedOf {
    private static final String OF_USERS = "user_id in (${ids})";
    private static final String OF_ANONYMOUS = "user_id is null and anonymous_id in (${ids})";

    private SealedOf() {}

    /** Takes events, in no order. */
    @FunctionalInterface
    public interface Taker {
        /** Takes the next one. */
        void take(long sequence, Event event);
    }

    /**
     * Hands over the events of the files that are what the manifest lists.
     *
     * @throws IOException if files cannot be read
     */
    public static void read(Path data, Manifest manifest, Collection<IdentityKey> identities, Taker into)
            throws IOException {
        if (manifest.events().isEmpty()) {
            return;
        }
        Path folder = data.toAbsolutePath().resolve(History.FOLDER);
        try (Connection connection = FilesHere.open();
                Statement statement = connection.createStatement()) {
            for (SealedFile file : manifest.events()) {
                if (file.flaw(folder).isEmpty()) {
                    read(statement, folder, file, OF_USERS, ids(identities, true), into);
                    read(statement, folder, file, OF_ANONYMOUS, ids(identities, false), into);
                }
            }
        } catch (SQLException e) {
            throw new IOException("the files in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> ids(Collection<IdentityKey> identities, boolean areUsers) {
        return identities.stream()
                .filter(identity -> identity.isUser() == areUsers)
                .map(IdentityKey::id)
                .sorted()
                .toList();
    }

    private static void read(
            Statement statement, Path folder, SealedFile file, String whose, List<String> ids, Taker into)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String these = ids.stream().map(SealedOf::written).collect(Collectors.joining(", "));
        String rows = SealedReader.EVENT_ROWS
                .replace("${files}", FilesHere.files(folder, List.of(file.name())))
                .replace("${where}", "where " + whose.replace("${ids}", these));
        try (ResultSet result = statement.executeQuery(rows)) {
            while (result.next()) {
                into.take(result.getLong(1), SealedReader.read(result));
            }
        }
    }

    /** A bound value would not be known when it is chosen which rows are looked at; a statement ends at a zero byte. */
    private static String written(String id) {
        return Arrays.stream(id.split("\0", -1)).map(ParquetFile::quoted).collect(Collectors.joining(" || chr(0) || "));
    }
}
