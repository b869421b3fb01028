package io.footfall.history.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
    @Test
    void isToldByWhatTheDatabaseSaysBehindWhateverItIsSaidIn() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set temp_directory = ''");
            statement.execute("set memory_limit = '2MB'");
            Throwable failure = catchThrowable(
                    () -> statement.execute("create table t as from range(10000000) order by hash(range)"));

            assertThat(OutOfMemory.isCauseOf(failure)).as("%s", failure).isTrue();
            assertThat(OutOfMemory.isCauseOf(new UncheckedIOException(new IOException("files", failure))))
                    .isTrue();
            Throwable other = catchThrowable(() -> statement.execute("select no_such_column"));
            assertThat(OutOfMemory.isCauseOf(other)).as("%s", other).isFalse();
        }
        assertThat(OutOfMemory.isCauseOf(new IllegalStateException(new OutOfMemoryError())))
                .isTrue();
        assertThat(OutOfMemory.isCauseOf(new IllegalStateException("the disk is full")))
                .isFalse();
    }
}
