/** Tests of the answers' API, through a real server and a real engine. */
@NullMarked
package io.footfall.serve;

import org.jspecify.annotations.NullMarked;
