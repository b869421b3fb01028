package io.footfall.history.sql;

import java.time.Duration;

/**
 * The limits of SQL. Past one, a statement is refused as {@code sql_limit}.
 *
 * @param processes how many statements may run at once, each in a process of its own, 1 to 16
 * @param waitingMax how many more may wait; one beyond is refused as busy
 * @param timeMax how long a statement may run before its process is killed
 * @param startTimeMax how long a process may take to start
 * @param rowsMax the most rows of a result
 * @param resultBytesMax the most bytes of a result as it is sent
 * @param textBytesMax the most bytes of a statement
 * @param memoryBytesMax how much memory a statement may take
 */
public record SqlConfig(
        int processes,
        int waitingMax,
        Duration timeMax,
        Duration startTimeMax,
        int rowsMax,
        int resultBytesMax,
        int textBytesMax,
        long memoryBytesMax) {
    /** What is good on a small machine. */
    public static final SqlConfig DEFAULTS = new SqlConfig(
            2, 16, Duration.ofSeconds(30), Duration.ofSeconds(30), 100_000, 64_000_000, 100_000, 1_000_000_000);

    /** Checks the limits. */
    public SqlConfig {
        require(processes >= 1 && processes <= 16, "sql.processes", processes, "1 to 16");
        require(waitingMax >= 1, "sql.waiting-max", waitingMax, "at least 1");
        require(timeMax.isPositive(), "sql.time-max", timeMax, "more than nothing");
        require(startTimeMax.isPositive(), "sql.start-time-max", startTimeMax, "more than nothing");
        require(rowsMax >= 1, "sql.rows-max", rowsMax, "at least 1");
        require(resultBytesMax >= 1_000, "sql.result-bytes-max", resultBytesMax, "at least 1000");
        require(textBytesMax >= 1, "sql.text-bytes-max", textBytesMax, "at least 1");
        require(memoryBytesMax >= 50_000_000, "sql.memory-bytes-max", memoryBytesMax, "at least 50000000");
    }

    /** The same with another limit of time. */
    public SqlConfig withTimeMax(Duration newMax) {
        return new SqlConfig(
                processes, waitingMax, newMax, startTimeMax, rowsMax, resultBytesMax, textBytesMax, memoryBytesMax);
    }

    /** The same with other limits of what comes back. */
    public SqlConfig withResultMax(int newRowsMax, int newBytesMax) {
        return new SqlConfig(
                processes, waitingMax, timeMax, startTimeMax, newRowsMax, newBytesMax, textBytesMax, memoryBytesMax);
    }

    private static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + ", it must be " + expected);
        }
    }
}
