package io.footfall.question;

/**
 * At which an answer is true: all events up to a sequence that lie before an instant.
 *
 * @param sequence the newest sequence that was taken in
 * @param second the instant, in whole seconds since 1970 UTC
 */
public record AsOf(long sequence, long second) {
    /** The instant, in milliseconds since 1970 UTC. */
    public long millis() {
        return second * 1000;
    }
}
