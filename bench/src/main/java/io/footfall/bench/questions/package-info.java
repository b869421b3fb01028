/**
 * How long questions over many events take, beside ClickHouse on the same events.
 *
 * <p>Read {@link io.footfall.bench.questions.QuestionsBenchmark} first: it makes the shop, fills an engine with it, asks, has the
 * peer ask the same, and compares the answers.
 */
@NullMarked
package io.footfall.bench.questions;

import org.jspecify.annotations.NullMarked;
