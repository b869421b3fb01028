/**
 * All of history as open files, and SQL over it.
 *
 * <p>SQL is in {@link io.footfall.history.sql}. This is the home of DuckDB, which is only ever loaded by processes of its own.
 */
@NullMarked
package io.footfall.history;

import org.jspecify.annotations.NullMarked;
