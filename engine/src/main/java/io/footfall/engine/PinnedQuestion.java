package io.footfall.engine;

import io.footfall.catalog.Pin;
import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.timeline.Lookups;
import io.footfall.timeline.TimelineReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question whose answer is kept true.
 *
 * <p>That is done event by event ({@link Kept}), unless the question cannot be kept so (see {@link Parts#whyNotKept}) or that was
 * too costly lately; then it is asked again every few seconds ({@link AskedAgain}); so it is, from files, if not all that it reads is in memory. Whatever is thrown meanwhile concerns this
 * question alone: it has no answer then but the reason, and is tried again after a pause that grows ({@link Backoff}).
 *
 * <p>Owned by the engine's thread; any thread may read the answer, wait for one and listen.
 */
public final class PinnedQuestion {
    private static final Logger LOGGER = LoggerFactory.getLogger(PinnedQuestion.class);
    private static final long ASKED_AGAIN_MILLIS = 60_000;

    private final Pin pin;
    private final Question question;
    private final Upkeeps upkeeps;
    private final Listeners<Answer> listeners;
    private final Waiters<Answer> waiting;
    private final Backoff backoff = new Backoff();
    private final Corrections corrections;

    private @Nullable Upkeep upkeep;
    private Lookups judgedBy = Lookups.NONE;
    private long tooCostlyAt;
    private boolean isFromFiles;
    private long refoldedBefore;
    private long foldedBefore;
    private long setAside;
    private long nanos;

    private volatile @Nullable Answer answer;
    private volatile @Nullable Refusal refusal;
    private volatile @Nullable String whyAskedAgain;
    private volatile PinCost cost = PinCost.NOTHING;

    /**
     * A question that has no answer yet.
     *
     * @param listeners those who listen, perhaps already to another question under the same name
     * @param waiting likewise those who wait
     */
    PinnedQuestion(Pin pin, Question question, Upkeeps upkeeps, Listeners<Answer> listeners, Waiters<Answer> waiting) {
        this.pin = pin;
        this.question = question;
        this.upkeeps = upkeeps;
        this.listeners = listeners;
        this.waiting = waiting;
        this.corrections = new Corrections(question, upkeeps.vocabulary());
        this.whyAskedAgain = Parts.whyNotKept(question, judgedBy).orElse(null);
    }

    /**
     * Why there is no answer.
     *
     * @param asOf at which there is none; null if there is none whenever
     */
    private record Refusal(Throwable reason, @Nullable AsOf asOf) {}

    /** Its name and its text. */
    public Pin pin() {
        return pin;
    }

    /** The question. */
    public Question question() {
        return question;
    }

    /** Why it is asked again every few seconds; empty if it is kept true event by event. */
    public Optional<String> whyAskedAgain() {
        return Optional.ofNullable(whyAskedAgain);
    }

    /** What late events, joins and robots have changed in rows whose intervals were over, newest first. */
    public List<Correction> corrections() {
        return corrections.newest();
    }

    /** What it has cost so far. */
    public PinCost cost() {
        return cost;
    }

    /** The newest answer; null until it is folded for the first time, and while it is refused. */
    public @Nullable Answer answer() {
        return answer;
    }

    /**
     * Why it has no answer: an {@link InvalidQuestionException}, such as for more rows than an answer may have, or a
     * {@link PinFailedException}. Null if it has one or is still being folded.
     */
    public @Nullable Throwable refusal() {
        Refusal newest = refusal;
        return newest == null ? null : newest.reason();
    }

    /** The as-of at which it has no answer; null if it has one, is still being folded, or has failed. */
    @Nullable
    AsOf refusedAt() {
        Refusal newest = refusal;
        return newest == null ? null : newest.asOf();
    }

    /** The first answer that has taken in a sequence; fails with the reason if it is refused then. */
    public CompletableFuture<Answer> answerAfter(long sequence) {
        CompletableFuture<Answer> wanted = waiting.add(sequence);
        serveWaiting();
        return wanted;
    }

    /**
     * Hands every new answer to a listener, on the engine's thread; at least one each second, with the same table while nothing
     * changed. If another question is pinned under the name, the listener gets the answers to that. What it returns stops that.
     */
    public Runnable listen(Consumer<Answer> listener) {
        return listeners.add(listener);
    }

    /** Another question under the same name, for the same listeners. */
    PinnedQuestion replacedBy(Pin newPin, Question newQuestion) {
        return new PinnedQuestion(newPin, newQuestion, upkeeps, listeners, waiting);
    }

    /** Takes what came. */
    void advance(Runs runs, TimelineReader before, TimelineReader now) {
        if (upkeep != null) {
            long start = upkeeps.nanos();
            corrections.note(runs);
            guarded(upkeep, runs.now(), running -> running.advance(runs, before, now));
            nanos += upkeeps.nanos() - start;
        }
    }

    /** Lets go of all that was folded; until everyone is folded again the older answer stands. */
    void restate() {
        corrections.restart();
        end();
    }

    /** Publishes the answer at a moment, if there is a new one. */
    void publish(Moment moment) {
        judge(moment.view().lookups());
        Upkeep running = running();
        if (running != null) {
            long start = upkeeps.nanos();
            guarded(running, moment, each -> {
                Answer fresh = each.answer(moment);
                if (fresh != null) {
                    publish(fresh);
                }
            });
            nanos += upkeeps.nanos() - start;
        }
        Upkeep now = upkeep;
        cost = new PinCost(
                nanos,
                foldedBefore + (now == null ? 0 : now.foldedEvents()),
                refoldedBefore + (now == null ? 0 : now.refoldedCustomers()),
                setAside,
                now == null ? 0 : now.heapBytes());
    }

    /** Takes the listeners and those who wait to know that it is pinned no more. */
    void unpinned() {
        refuse(
                new InvalidQuestionException("not_found", "no question is pinned as \"" + pin.name() + "\" any more"),
                null);
    }

    /** Whether it has an answer or a reason for having none, so that the engine may say it is ready. */
    boolean isReady() {
        return answer != null || refusal != null;
    }

    /** Whether something is being computed for it beside the engine's thread. */
    boolean isAtWork() {
        return upkeep != null && upkeep.isAtWork();
    }

    /** Judges whether it can be kept event by event, which a lookup table that is by a trait rules out. */
    @SuppressWarnings("ReferenceEquality") // Lookups never change, so the same are alike.
    private void judge(Lookups lookups) {
        if (lookups == judgedBy) {
            return;
        }
        boolean wasKept = Parts.whyNotKept(question, judgedBy).isEmpty();
        Optional<String> why = Parts.whyNotKept(question, lookups);
        judgedBy = lookups;
        if (wasKept != why.isEmpty()) {
            tooCostlyAt = 0;
            whyAskedAgain = why.orElse(null);
            end();
        }
    }

    /** What brings it up to date now; null during the pause after a failure. */
    private @Nullable Upkeep running() {
        long now = upkeeps.millis();
        boolean wasCostly = upkeep instanceof AskedAgain && tooCostlyAt != 0;
        if (wasCostly && (now < tooCostlyAt || now - tooCostlyAt >= ASKED_AGAIN_MILLIS)) {
            tooCostlyAt = 0;
            whyAskedAgain = null;
            end();
        }
        if (upkeep == null && backoff.isOver(now)) {
            upkeep = newUpkeep();
        }
        return upkeep;
    }

    private Upkeep newUpkeep() {
        if (isFromFiles) {
            return upkeeps.askedFromFiles(question);
        }
        return whyAskedAgain == null ? upkeeps.kept(question) : upkeeps.askedAgain(question);
    }

    private void guarded(Upkeep running, Moment moment, Consumer<Upkeep> work) {
        try {
            work.accept(running);
        } catch (InvalidQuestionException e) {
            if (e.code().equals(Reads.NOT_IN_MEMORY) && !isFromFiles) {
                askFiles();
            } else {
                refuse(e, running.refusedAt(moment));
            }
        } catch (TooCostlyException e) {
            askAgain(e);
        } catch (RuntimeException e) {
            setAside(e);
        }
    }

    private void askAgain(TooCostlyException reason) {
        LOGGER.atWarn()
                .setMessage("a pinned question is too costly to be kept event by event, and is asked again for a while")
                .addKeyValue("name", pin.name())
                .addKeyValue("reason", reason.getMessage())
                .log();
        end();
        tooCostlyAt = Math.max(1, upkeeps.millis());
        whyAskedAgain = reason.getMessage();
    }

    /** Not all that it reads is in memory, which stays so while the engine runs. */
    private void askFiles() {
        end();
        isFromFiles = true;
        tooCostlyAt = 0;
        whyAskedAgain = "not all that it reads is in memory, so it is asked again from files after pauses of four times"
                + " as long as that takes";
    }

    private void setAside(RuntimeException reason) {
        end();
        setAside++;
        backoff.failed(upkeeps.millis());
        LOGGER.atError()
                .setMessage("a pinned question has failed and is tried again after a pause")
                .addKeyValue("name", pin.name())
                .addKeyValue("pauseMillis", backoff.pauseMillis())
                .setCause(reason)
                .log();
        refuse(new PinFailedException(reason, backoff.pauseMillis()), null);
    }

    private void end() {
        if (upkeep != null) {
            refoldedBefore += upkeep.refoldedCustomers();
            foldedBefore += upkeep.foldedEvents();
            upkeep = null;
        }
    }

    /** Takes the answer away: an older one would pass for one that is still true. */
    private void refuse(Throwable reason, @Nullable AsOf asOf) {
        refusal = new Refusal(reason, asOf);
        answer = null;
        serveWaiting();
    }

    @SuppressWarnings("ReferenceEquality") // A table without changes is handed on as it is.
    private void publish(Answer fresh) {
        Answer older = answer;
        if (older == null || older.table() != fresh.table()) {
            corrections.compare(older, fresh);
        }
        answer = fresh;
        refusal = null;
        listeners.tell(fresh);
        serveWaiting();
    }

    private void serveWaiting() {
        Refusal refused = refusal;
        Answer newest = answer;
        if (refused != null) {
            long reached =
                    refused.asOf() == null ? Long.MAX_VALUE : refused.asOf().sequence();
            waiting.serve(reached, wanted -> wanted.completeExceptionally(refused.reason()));
        } else if (newest != null) {
            waiting.serve(newest.asOf().sequence(), wanted -> wanted.complete(newest));
        }
    }
}
