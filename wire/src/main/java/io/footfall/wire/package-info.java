/** The JSON of events, questions and answers. */
@NullMarked
package io.footfall.wire;

import org.jspecify.annotations.NullMarked;
