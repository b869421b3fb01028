package io.footfall.reconcile;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A number as it is live and as a batch has it, and what makes the difference.
 *
 * @param place where it stands
 * @param live what it is live; null if there is none, which counts as nothing
 * @param batch what the batch says; null likewise
 * @param causes what each cause adds to live, those that add something; they add up to the difference
 * @param liveSince the second since 1970 UTC from which on live said what our batch host says; empty if that was not looked for
 */
public record ComparedNumber(
        Place place,
        @Nullable BigDecimal live,
        @Nullable BigDecimal batch,
        Map<Cause, BigDecimal> causes,
        OptionalLong liveSince) {
    /**
     * Checks that the causes add up.
     *
     * @throws IllegalArgumentException if they do not
     */
    public ComparedNumber {
        EnumMap<Cause, BigDecimal> some = new EnumMap<>(Cause.class);
        causes.forEach((cause, added) -> {
            if (added.signum() != 0) {
                some.put(cause, added);
            }
        });
        causes = Collections.unmodifiableMap(some);
        BigDecimal sum = causes.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(difference(live, batch)) != 0) {
            throw new IllegalArgumentException(place + ": " + causes + " do not add up to "
                    + difference(live, batch).toPlainString());
        }
    }

    /** By how much live is more. */
    public BigDecimal difference() {
        return difference(live, batch);
    }

    /** What a cause adds to live. */
    public BigDecimal added(Cause cause) {
        return causes.getOrDefault(cause, BigDecimal.ZERO);
    }

    /** Whether no cause but another definition is left for more than a tolerance. */
    public boolean isUnexplained(BigDecimal tolerance) {
        return added(Cause.DEFINITION).abs().compareTo(tolerance) > 0;
    }

    private static BigDecimal difference(@Nullable BigDecimal live, @Nullable BigDecimal batch) {
        return (live == null ? BigDecimal.ZERO : live).subtract(batch == null ? BigDecimal.ZERO : batch);
    }
}
