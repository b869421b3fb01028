/**
 * The JSON that goes in and out: events, questions and answers. Nothing else knows how JSON is read or written.
 *
 * <p>Read {@link io.footfall.wire.QuestionJson} for questions: it lists the kinds there are, each with one class that reads and
 * writes it. {@link io.footfall.wire.AnswerJson} writes answers; equal tables become equal bytes. What cannot be read is an
 * error that names the field and what was expected there.
 */
@NullMarked
package io.footfall.wire;

import org.jspecify.annotations.NullMarked;
