/** What tests are told with: timelines as small stories, seeds, and the naive oracle. */
@NullMarked
package io.footfall.testkit;

import org.jspecify.annotations.NullMarked;
