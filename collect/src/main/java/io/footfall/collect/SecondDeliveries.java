package io.footfall.collect;

import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;

/** Tells which events of the log were there already. */
@FunctionalInterface
public interface SecondDeliveries {

    /** Whether an event is one, by its sequence; completes when all up to {@code sequence} is analysed. */
    CompletionStage<LongPredicate> upTo(long sequence);
}
