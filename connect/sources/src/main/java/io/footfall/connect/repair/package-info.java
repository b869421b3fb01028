/**
 * Brings what was set aside back, by a mapping that is changed since.
 *
 * <p>{@link io.footfall.connect.repair.AsideItem} is what was set aside, {@link io.footfall.connect.repair.Repair} makes an item of it
 * and judges that, and {@link io.footfall.connect.repair.RepairRun} sends the good ones to an engine, which makes them safe together
 * with what says that they were repaired. Everything runs on the caller's thread.
 */
@NullMarked
package io.footfall.connect.repair;

import org.jspecify.annotations.NullMarked;
