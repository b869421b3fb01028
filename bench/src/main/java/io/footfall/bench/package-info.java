/**
 * Measurements of the whole and of its parts, each beside a peer or a limit.
 *
 * <p>Read {@link io.footfall.bench.Main} first, which lists the benchmarks; each {@link io.footfall.bench.Benchmark} reads
 * as what it does, and writes a {@link io.footfall.bench.Report}. What is measured runs in a process of its own,
 * {@link io.footfall.bench.EngineProcess}.
 */
@NullMarked
package io.footfall.bench;

import org.jspecify.annotations.NullMarked;
