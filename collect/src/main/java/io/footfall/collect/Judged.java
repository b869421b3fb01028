package io.footfall.collect;

import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import java.util.List;

/**
 * The items of one body after judgement.
 *
 * @param events the admitted ones, in order
 * @param quarantined those set aside, with their bytes
 * @param failures the same, by their place in the body
 * @param internal those left out, by their place in the body
 * @param fallenBack how many admitted events carried an id that is none
 */
record Judged(
        List<Event> events,
        List<QuarantinedItem> quarantined,
        List<Collected.Failure> failures,
        List<Collected.LeftOut> internal,
        int fallenBack) {}
