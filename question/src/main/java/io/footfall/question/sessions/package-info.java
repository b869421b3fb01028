/**
 * Sessions: how many visits there are, how long they last and how many go no further than one page.
 *
 * <p>Read {@link io.footfall.question.sessions.SessionsQuestion} for what is asked, {@code SessionsFold} for what one customer
 * adds, and {@code SessionsAnswer} for how rows are made of the sum.
 */
@NullMarked
package io.footfall.question.sessions;

import org.jspecify.annotations.NullMarked;
