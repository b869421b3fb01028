/**
 * What can be asked of timelines, and the pure folds that answer it: one package a kind of question.
 *
 * <p>Read {@link io.footfall.question.Question} first: it says what a host needs to know of any kind. A host makes the
 * question's {@link io.footfall.question.Fold}, lets it walk each customer's timeline, adds the
 * {@link io.footfall.question.Changes} it emits to a {@link io.footfall.question.Sum}, and has the question
 * {@linkplain io.footfall.question.Question#finish finish} the sum into a {@link io.footfall.question.Table}.
 *
 * <p>Nothing here reads a clock, waits, starts a thread or touches a disk. The same folds run in the engine, over files and in
 * tests.
 */
@NullMarked
package io.footfall.question;

import org.jspecify.annotations.NullMarked;
