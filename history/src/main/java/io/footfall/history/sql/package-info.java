/**
 * SQL over every event up to the newest, in a locked-down process of its own.
 *
 * <p>Read {@link io.footfall.history.sql.SqlDesk} first, which takes statements in the engine's process, and then
 * {@link io.footfall.history.sql.SqlChild}, which runs them in another: only the system can stop every statement.
 * {@link io.footfall.history.sql.Lease} is what one statement may see; {@code StatementCheck} says what it may be, and
 * {@code Instance} is the database it runs in.
 *
 * <p>Threads: {@code footfall-sql-n}, in the engine's process, each wait for one statement. A child has one thread that reads
 * requests, so that it ends with its parent, and one that runs them.
 */
@NullMarked
package io.footfall.history.sql;

import org.jspecify.annotations.NullMarked;
