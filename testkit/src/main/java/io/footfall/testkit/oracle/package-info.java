/**
 * The naive answer to every question: loops over a list of events, slow and plain, sharing no code with the folds.
 *
 * <p>It resolves identities, cuts calendars, reads properties and counts in its own way, from the definitions alone. Where it
 * and a host differ, one of them is wrong.
 */
@NullMarked
package io.footfall.testkit.oracle;

import org.jspecify.annotations.NullMarked;
