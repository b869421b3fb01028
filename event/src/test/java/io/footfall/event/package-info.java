/** Tests of the vocabulary and its stored form. */
@NullMarked
package io.footfall.event;

import org.jspecify.annotations.NullMarked;
