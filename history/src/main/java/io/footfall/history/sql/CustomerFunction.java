package io.footfall.history.sql;

import io.footfall.event.IdentityKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * Who is whom as functions of the ids that an event carried: what the customer is called, and whether that is an anonymous id.
 *
 * <p>A join would be made even for statements that do not ask; a function that nobody reads is never called.
 */
final class CustomerFunction {
    static final String CUSTOMER = "footfall_customer";
    static final String ANONYMOUS = "footfall_anonymous";

    private final Map<IdentityKey, IdentityKey> called;

    private CustomerFunction(Map<IdentityKey, IdentityKey> called) {
        this.called = called;
    }

    /** Makes both known to a connection. */
    static void register(Connection connection, Map<IdentityKey, IdentityKey> called) throws SQLException {
        CustomerFunction function = new CustomerFunction(called);
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(CUSTOMER)
                    .withParameters(DuckDBColumnType.VARCHAR, DuckDBColumnType.VARCHAR)
                    .withReturnType(DuckDBColumnType.VARCHAR)
                    .withVectorizedFunction(function::customers)
                    .register(connection);
        }
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(ANONYMOUS)
                    .withParameters(DuckDBColumnType.VARCHAR, DuckDBColumnType.VARCHAR)
                    .withReturnType(DuckDBColumnType.BOOLEAN)
                    .withVectorizedFunction(function::anonymous)
                    .register(connection);
        }
    }

    private void customers(DuckDBDataChunkReader ids, DuckDBWritableVector into) {
        DuckDBReadableVector users = ids.vector(0);
        DuckDBReadableVector anonymous = ids.vector(1);
        for (long row = 0; row < ids.rowCount(); row++) {
            into.setString(row, customer(users, anonymous, row).id());
        }
    }

    private void anonymous(DuckDBDataChunkReader ids, DuckDBWritableVector into) {
        DuckDBReadableVector users = ids.vector(0);
        DuckDBReadableVector anonymous = ids.vector(1);
        for (long row = 0; row < ids.rowCount(); row++) {
            into.setBoolean(row, !customer(users, anonymous, row).isUser());
        }
    }

    private IdentityKey customer(DuckDBReadableVector users, DuckDBReadableVector anonymous, long row) {
        IdentityKey identity = users.isNull(row)
                ? IdentityKey.anonymous(anonymous.getString(row))
                : IdentityKey.user(users.getString(row));
        return called.getOrDefault(identity, identity);
    }
}
