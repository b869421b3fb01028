package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.timeline.TimelineReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer by asking again and again, for questions that cannot be kept event by event. The longer asking takes, the longer is
 * the pause after it, as others need the processors too; see {@link Pauses}.
 */
final class AskedAgain implements Upkeep {
    private static final int COST_SHARE = 4;

    /**
     * How long the pauses are.
     *
     * @param millisMin at least
     * @param millisMax at most
     */
    record Pauses(long millisMin, long millisMax) {
        /** Where it is asked from memory. */
        static final Pauses MEMORY = new Pauses(2_000, 5_000);

        /** Where it is asked from files: four times as long as it takes, so that they are read a fifth of the time. */
        static final Pauses FILES = new Pauses(5_000, 600_000);
    }

    private final Pauses pauses;
    private final Function<Moment, CompletableFuture<Answer>> asking;
    private final LongSupplier millis;

    private @Nullable CompletableFuture<Answer> underWay;
    private @Nullable Moment askedAt;
    private long askedSecond = Long.MIN_VALUE / 2;
    private long startedAt;
    private long tookMillis;

    /**
     * What keeps an answer.
     *
     * @param asking gives the answer at a moment, or a later one
     */
    AskedAgain(Pauses pauses, Function<Moment, CompletableFuture<Answer>> asking, LongSupplier millis) {
        this.pauses = pauses;
        this.asking = asking;
        this.millis = millis;
    }

    @Override
    public void advance(Runs runs, TimelineReader before, TimelineReader now) {
        // All is folded anew the next time.
    }

    @Override
    public @Nullable Answer answer(Moment moment) {
        long now = millis.getAsLong();
        CompletableFuture<Answer> asked = underWay;
        if (asked == null) {
            long pause = Math.clamp(COST_SHARE * tookMillis, pauses.millisMin(), pauses.millisMax());
            if ((moment.second() - askedSecond) * 1_000 >= pause) {
                askedSecond = moment.second();
                askedAt = moment;
                // If the clock has jumped since the moment, what comes of it is old already.
                startedAt = Math.min(now, moment.endMillis());
                underWay = asking.apply(moment);
            }
            return null;
        }
        if (!asked.isDone()) {
            return null;
        }
        underWay = null;
        tookMillis = Math.max(0, now - startedAt);
        return joined(asked);
    }

    @Override
    public AsOf refusedAt(Moment moment) {
        Moment asked = askedAt;
        return asked == null ? moment.asOf() : asked.asOf();
    }

    /** What was computed on another thread, or what was thrown there. */
    static <T> T joined(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public boolean isAtWork() {
        return underWay != null;
    }

    @Override
    public long refoldedCustomers() {
        return 0;
    }

    @Override
    public long foldedEvents() {
        return 0;
    }

    @Override
    public long heapBytes() {
        return 0;
    }
}
