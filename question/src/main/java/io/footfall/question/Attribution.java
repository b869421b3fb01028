package io.footfall.question;

import java.time.Duration;
import java.util.Optional;

/**
 * By which earlier event, its touch, a value is credited with what a customer does.
 *
 * @param of which events are touches
 * @param touch which of several is meant
 * @param within how much earlier it may be, inclusive; empty for no limit
 */
public record Attribution(Selector of, Touch touch, Optional<Duration> within) {
    /** Which of several touches is meant. */
    public enum Touch {
        FIRST("first"),
        LAST("last");

        private final String word;

        Touch(String word) {
            this.word = word;
        }

        /** How it is written in JSON. */
        public String word() {
            return word;
        }
    }
}
