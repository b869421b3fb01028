/**
 * What tests are told with: seeds, random shops and questions, and the naive oracle.
 *
 * <p>Read {@link io.footfall.testkit.Seeded} first, then {@link io.footfall.testkit.oracle.Oracle}.
 */
@NullMarked
package io.footfall.testkit;

import org.jspecify.annotations.NullMarked;
