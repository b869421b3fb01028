package io.footfall.history.files;

import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The quarantined items that sealed files keep: of each sealing the newest {@value FilesHere#QUARANTINED_MAX}. */
final class SealedQuarantine {
    private static final String ROWS = """
            select reason, source, epoch_ms(received_at), bytes
            from read_parquet([${files}])
            order by number
            """;

    private SealedQuarantine() {}

    /**
     * Hands over all of them, in the order they came.
     *
     * @return what of the files is damaged or missing
     */
    static List<Damage> read(Path folder, Manifest manifest, AllEvents.Taker taker)
            throws IOException, InterruptedException {
        List<Damage> damage = new ArrayList<>();
        if (manifest.quarantined().isEmpty()) {
            return damage;
        }
        try (Connection connection = FilesHere.open()) {
            for (SealedFile file : manifest.quarantined()) {
                Optional<SealedFile.Flaw> flaw = file.flaw(folder);
                if (flaw.isPresent()) {
                    damage.add(file.damage(flaw.get()));
                    continue;
                }
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                ROWS.replace("${files}", FilesHere.files(folder, List.of(file.name()))))) {
                    while (rows.next()) {
                        taker.take(new QuarantinedItem(
                                rows.getString(1), rows.getString(2), rows.getLong(3), rows.getBytes(4)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException("what was set aside in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return damage;
    }
}
