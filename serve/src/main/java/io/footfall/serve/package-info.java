/** The answers' HTTP API: asked, pinned, listed, and streamed as they change. */
@NullMarked
package io.footfall.serve;

import org.jspecify.annotations.NullMarked;
