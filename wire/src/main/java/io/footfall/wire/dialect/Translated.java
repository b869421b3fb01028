package io.footfall.wire.dialect;

/** What a body in another dialect turned out to be. */
public sealed interface Translated {

    /**
     * A body of events.
     *
     * @param json the same as the body of {@code /v1/batch}
     * @param isHistory whether its sender says that it tells of the past, so that no clock is corrected
     */
    record Batch(byte[] json, boolean isHistory) implements Translated {}

    /**
     * A body that cannot be taken at all.
     *
     * @param message why, for whoever sent it
     */
    record Refused(String message) implements Translated {}
}
