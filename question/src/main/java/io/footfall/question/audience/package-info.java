/**
 * Audiences: which customers meet some requirements now, by what they did, did not do, and are.
 *
 * <p>Read {@link io.footfall.question.audience.AudienceQuestion} for what is asked and
 * {@link io.footfall.question.audience.Requirement} for what a member must meet. {@code Rules} judges one customer from what they have done
 * so far; {@code AskedFold} does so at one as-of, {@code AudienceFold} at all of them, with {@code Staircase} as its memory of when a
 * customer was a member.
 */
@NullMarked
package io.footfall.question.audience;

import org.jspecify.annotations.NullMarked;
