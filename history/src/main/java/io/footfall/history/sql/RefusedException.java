package io.footfall.history.sql;

/** A statement that is not run, or not to its end; its message says why. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SqlResult.Refused refused;

    RefusedException(SqlResult.Refused refused) {
        super(refused.message());
        this.refused = refused;
    }

    /** Past a limit. */
    static RefusedException limit(String message) {
        return new RefusedException(new SqlResult.Refused("sql_limit", message));
    }

    /** Past the limit of rows. */
    static RefusedException tooManyRows(int rowsMax) {
        return limit("the result has more than " + rowsMax + " rows, which is the limit; group, or add a LIMIT");
    }

    /** Not to be understood, or not allowed. */
    static RefusedException invalid(String message) {
        return new RefusedException(new SqlResult.Refused("invalid_sql", message));
    }

    SqlResult.Refused refused() {
        return refused;
    }
}
