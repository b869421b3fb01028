package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Question;
import io.footfall.timeline.TimelineReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer by asking again and again, for questions that cannot be kept event by event: every {@value #PAUSE_MILLIS_MIN} ms,
 * or up to {@value #PAUSE_MILLIS_MAX} ms where asking takes long, as others need the threads that fold everyone too.
 */
final class AskedAgain implements Upkeep {
    private static final long PAUSE_MILLIS_MIN = 2_000;
    private static final long PAUSE_MILLIS_MAX = 5_000;
    private static final int COST_SHARE = 4;

    private final Question question;
    private final Asking asking;
    private final Executor threads;
    private final LongSupplier millis;

    private @Nullable CompletableFuture<Answer> underWay;
    private @Nullable Moment askedAt;
    private long askedSecond = Long.MIN_VALUE / 2;
    private long startedAt;
    private long tookMillis;

    AskedAgain(Question question, Asking asking, Executor threads, LongSupplier millis) {
        this.question = question;
        this.asking = asking;
        this.threads = threads;
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
            long pause = Math.clamp(COST_SHARE * tookMillis, PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
            if ((moment.second() - askedSecond) * 1_000 >= pause) {
                askedSecond = moment.second();
                askedAt = moment;
                // If the clock has jumped since the moment, what comes of it is old already.
                startedAt = Math.min(now, moment.endMillis());
                underWay = CompletableFuture.supplyAsync(() -> asking.answer(question, moment), threads);
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
