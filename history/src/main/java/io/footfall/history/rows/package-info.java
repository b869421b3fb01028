/**
 * The rows of a Parquet file that somebody else wrote, as texts.
 *
 * <p>{@link io.footfall.history.rows.ParquetRows} is what a reader holds; {@link io.footfall.history.rows.ParquetChild} is the process
 * that loads DuckDB and writes the rows out, one after the other, so that nothing it does can stop who reads them.
 */
@NullMarked
package io.footfall.history.rows;

import org.jspecify.annotations.NullMarked;
