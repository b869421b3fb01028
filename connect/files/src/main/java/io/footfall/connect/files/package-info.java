/**
 * Turns rows of files into the items a collector takes.
 *
 * <p>The flow is one list: {@link io.footfall.connect.files.FileImport} opens a file, a {@code RowReader} cuts it into
 * {@link io.footfall.connect.files.Row}s, an {@code Assembly} makes items of them as the
 * {@link io.footfall.connect.files.Mapping} says, and an {@link io.footfall.connect.files.ItemSink} takes the items. Start with
 * {@link io.footfall.connect.files.Mapping}, which is all a user writes, and {@link io.footfall.connect.files.FileImport}.
 *
 * <p>Everything here runs on the caller's thread. A file is read once, from front to back, in bounded memory; the two
 * things that grow with the file (which rows were seen before, and open groups) are capped and say so.
 */
@NullMarked
package io.footfall.connect.files;

import org.jspecify.annotations.NullMarked;
