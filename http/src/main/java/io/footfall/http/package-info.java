/** The HTTP server: limits, bodies, keys, routes, problems and streams. */
@NullMarked
package io.footfall.http;

import org.jspecify.annotations.NullMarked;
