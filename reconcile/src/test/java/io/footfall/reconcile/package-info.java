@NullMarked
package io.footfall.reconcile;

import org.jspecify.annotations.NullMarked;
