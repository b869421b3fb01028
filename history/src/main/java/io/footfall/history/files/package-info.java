/**
 * Events as Parquet files, which any tool reads; {@code docs/reference/files.md} states the format.
 *
 * <p>Read {@link io.footfall.history.files.HistoryFiles} first. It loads DuckDB, so it belongs into a process that may.
 */
@NullMarked
package io.footfall.history.files;

import org.jspecify.annotations.NullMarked;
