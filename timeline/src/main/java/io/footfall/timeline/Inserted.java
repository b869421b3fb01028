package io.footfall.timeline;

/** What became of an event handed to {@link Timelines#insert}. */
public sealed interface Inserted {

    /**
     * It stands on a timeline now.
     *
     * @param identity whose
     * @param event the event itself; it stays valid
     */
    record Added(int identity, EventView event) implements Inserted {}

    /**
     * It stood there already, by its source, message id and identity.
     *
     * @param isConflict whether what it says differs from what stands there
     */
    record Duplicate(boolean isConflict) implements Inserted {}

    /** It happened before {@linkplain Timelines#historyFrom what is kept}. */
    record BeforeHistory() implements Inserted {}
}
