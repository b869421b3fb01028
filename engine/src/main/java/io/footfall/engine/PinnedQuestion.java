package io.footfall.engine;

import io.footfall.catalog.Pin;
import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Finish;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.PeriodClock;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Row;
import io.footfall.question.Scope;
import io.footfall.question.Top;
import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is kept true.
 *
 * <h2>How</h2>
 *
 * It is folded once over everyone, from a moment that does not change, beside the engine's thread. What came meanwhile is made
 * up for: the customers it touched are withdrawn as of that moment and folded again as of now. From then on each publication
 * costs what came: a customer's new events resume the customer's fold; one who has a late event, or became one with another, is
 * withdrawn from the timelines of the publication before and folded again from those of now; and what the agenda holds for the
 * seconds that passed takes effect.
 *
 * <p>When other values than before are the largest of a breakdown, everything is folded anew in the same way; until then the
 * older answer stands, with its true as-of. So it is in the night in which a comparison by dates steps back with the clock. A
 * question that cannot be kept so (see {@link Parts#canBeKept}) is asked again
 * every {@value #RESCAN_SECONDS} s.
 *
 * <p>Owned by the engine's thread; any thread may read the answer, wait for one and listen.
 */
public final class PinnedQuestion {
    private static final long PUBLISH_MILLIS_MIN = 100;
    private static final long PUBLISH_MILLIS_MAX = 5_000;
    private static final long RESCAN_SECONDS = 2;
    private static final long REBUILD_MILLIS_MAX = 5_000;
    private static final int COST_SHARE = 10;

    private final Pin pin;
    private final Question question;
    private final boolean isKept;
    private final ReadNames readNames;
    private final LongSupplier millis;
    private final List<EventView> readEvents = new ArrayList<>();

    private @Nullable Parts parts;
    private @Nullable CompletableFuture<?> underWay;
    private @Nullable Moment buildMoment;
    private @Nullable IntSet touchedSinceBuild;
    private long buildStartedAt;
    private long askedSecond = Long.MIN_VALUE / 2;
    private long buildMillis;
    private long publishedAt;
    private long publishMillis;
    private @Nullable Range publishedRange;
    private boolean isDue = true;
    private long foldedRuns;
    private long refoldedCustomers;

    private volatile @Nullable Answer answer;
    private volatile @Nullable Refusal refusal;
    private final List<Consumer<Answer>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    PinnedQuestion(Pin pin, Question question, Vocabulary vocabulary, LongSupplier millis) {
        this.pin = pin;
        this.question = question;
        this.isKept = Parts.canBeKept(question);
        this.readNames = new ReadNames(vocabulary, question.reads());
        this.millis = millis;
    }

    /** Somebody waiting for an answer that has taken in a sequence. */
    private record Waiting(long sequence, CompletableFuture<Answer> answer) {}

    /** Why there is no answer, and at which as-of. */
    private record Refusal(Throwable reason, AsOf asOf) {}

    /** Its name and its text. */
    public Pin pin() {
        return pin;
    }

    /** The question. */
    public Question question() {
        return question;
    }

    /** Whether it is kept true event by event; else it is asked again every few seconds. */
    public boolean isKept() {
        return isKept;
    }

    /** How many customers were folded by one step or a few, and how many wholly. */
    public long foldedRuns() {
        return foldedRuns;
    }

    /** How many times a customer was withdrawn and folded again. */
    public long refoldedCustomers() {
        return refoldedCustomers;
    }

    /** How long the last publication took to compute, in milliseconds. */
    public long publishMillis() {
        return publishMillis;
    }

    /** The newest answer; null until it is folded for the first time, and while it is refused. */
    public @Nullable Answer answer() {
        return answer;
    }

    /** The first answer that has taken in a sequence; fails with the reason if it is refused then. */
    public CompletableFuture<Answer> answerAfter(long sequence) {
        Waiting one = new Waiting(sequence, new CompletableFuture<>());
        waiting.add(one);
        one.answer.whenComplete((ignored, failure) -> waiting.remove(one));
        serveWaiting();
        return one.answer;
    }

    /**
     * Hands every new answer to a listener, on the engine's thread; at least one each second, with the same table while nothing
     * changed. What it returns stops that.
     */
    public Runnable listen(Consumer<Answer> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Takes what came. */
    void advance(Runs runs, TimelineReader before, TimelineReader now) {
        noteTouched(runs);
        if (parts == null) {
            return;
        }
        if (!parts.canAdvance(question.scope(), runs.now().second())) {
            parts = null;
            return;
        }
        parts.advance(question.scope(), runs.now().second());
        for (Part<?> part : parts.all()) {
            advance(part, runs, before, now);
        }
    }

    /** Goes on with what is to be computed beside the engine's thread, and takes over what is finished. */
    void work(Moment moment, Building building, Asking asking, Executor threads) {
        if (underWay != null) {
            if (underWay.isDone()) {
                takeOver(moment);
            }
            return;
        }
        if (isKept && parts == null) {
            build(moment, building, threads);
        } else if (!isKept && moment.second() - askedSecond >= RESCAN_SECONDS) {
            askedSecond = moment.second();
            underWay = CompletableFuture.runAsync(() -> ask(asking, moment), threads);
        }
    }

    private void ask(Asking asking, Moment moment) {
        try {
            publish(asking.answer(question, moment));
        } catch (InvalidQuestionException e) {
            refuse(e, moment);
        }
    }

    /** Publishes the answer at a moment, unless that was done a moment ago. */
    void publish(Moment moment, Building building, Executor threads) {
        Answer last = answer;
        Parts live = parts;
        if (live == null) {
            return;
        }
        long now = millis.getAsLong();
        boolean isNewSecond = last == null || last.asOf().second() != moment.second();
        long pause = Math.clamp(COST_SHARE * publishMillis, PUBLISH_MILLIS_MIN, PUBLISH_MILLIS_MAX);
        // A clock that was set back has passed any pause, and one that was set forward makes none longer than the
        // longest.
        boolean isTooSoon = now >= publishedAt && now - publishedAt < pause;
        if (isTooSoon && !(isNewSecond && pause == PUBLISH_MILLIS_MIN)) {
            return;
        }
        Top top = live.top();
        if (live.rank() != null && live.rank().takeChanged()) {
            top = Building.top(question.ranking().orElseThrow(), live.rank(), moment);
            isDue = true;
            if (live.top() != null && !top.holdsTheSame(live.top())) {
                live.rank().markChanged();
                rebuild(moment, building, threads, now);
                return;
            }
            live = new Parts(live.rank(), top, live.main(), live.previous());
            parts = live;
        }
        Scope scope = question.scope();
        Range range = PeriodClock.resolve(scope.period(), scope.zone(), moment.second());
        isDue |= live.main().takeChanged()
                | (live.previous() != null && live.previous().takeChanged());
        isDue |= !range.equals(publishedRange);
        Refusal refused = refusal;
        if (!isDue && refused != null) {
            refuse(refused.reason(), moment);
            publishedAt = now;
            return;
        }
        if (!isDue && last != null) {
            publish(last.at(moment.asOf(), moment.eventTime(), now));
            publishedAt = now;
            return;
        }
        try {
            publish(answer(live, moment, range, now));
        } catch (InvalidQuestionException e) {
            refuse(e, moment);
        }
        publishedRange = range;
        isDue = false;
        publishedAt = now;
        publishMillis = millis.getAsLong() - now;
    }

    /** Why it has no answer, such as more rows than an answer may have; null if it has one or is still being folded. */
    public @Nullable Throwable refusal() {
        Refusal newest = refusal;
        return newest == null ? null : newest.reason();
    }

    /** The as-of at which it has no answer; null if it has one or is still being folded. */
    @Nullable
    AsOf refusedAt() {
        Refusal newest = refusal;
        return newest == null ? null : newest.asOf();
    }

    /** Whether it has an answer or never will, so that the engine may say it is ready. */
    boolean isReady() {
        return answer != null || refusal != null;
    }

    /** Whether something is being computed for it beside the engine's thread. */
    boolean isAtWork() {
        return underWay != null;
    }

    private Answer answer(Parts live, Moment moment, Range range, long now) {
        Finish previous = live.previous() == null ? null : previous(live, live.previous(), moment);
        Finish finish = new Finish(
                moment.view().vocabulary(), moment.asOf(), range, live.main().sum(), live.top(), previous);
        return new Answer(
                question,
                range,
                moment.asOf(),
                moment.eventTime(),
                now,
                live.main().sum().count(Row.IGNORED),
                false,
                question.finish(finish));
    }

    private Finish previous(Parts live, Part<?> part, Moment moment) {
        Scope scope = question.scope();
        Range range = PeriodClock.movedRange(scope.compare(), scope.period(), scope.zone(), moment.second());
        AsOf asOf = new AsOf(moment.view().sequence(), part.second());
        return new Finish(moment.view().vocabulary(), asOf, range, part.sum(), live.top(), null);
    }

    private void advance(Part<?> part, Runs runs, TimelineReader before, TimelineReader now) {
        for (int customer : runs.withdrawn()) {
            part.withdraw(customer, before);
        }
        for (int customer : runs.refolded()) {
            part.foldAndHold(customer, now);
            refoldedCustomers++;
        }
        for (Runs.Run run : runs.runs()) {
            List<EventView> events = read(run.events());
            if (events.isEmpty()) {
                continue;
            }
            foldedRuns++;
            if (!part.resume(run.customer(), events, before, run.isKnown())) {
                part.withdraw(run.customer(), before);
                part.foldAndHold(run.customer(), now);
                refoldedCustomers++;
            }
        }
    }

    /** Those of a customer's new events that the question reads; valid until the next call. */
    private List<EventView> read(List<EventView> events) {
        readEvents.clear();
        for (EventView event : events) {
            if (readNames.reads(event.name())) {
                readEvents.add(event);
            }
        }
        return readEvents;
    }

    private void noteTouched(Runs runs) {
        if (touchedSinceBuild != null) {
            touchedSinceBuild.addAll(runs.withdrawn());
            touchedSinceBuild.addAll(runs.refolded());
            for (Runs.Run run : runs.runs()) {
                touchedSinceBuild.add(run.customer());
            }
        }
    }

    private void rebuild(Moment moment, Building building, Executor threads, long now) {
        long pause = Math.clamp(COST_SHARE * buildMillis, PUBLISH_MILLIS_MIN, REBUILD_MILLIS_MAX);
        if (underWay == null && now - buildStartedAt >= pause) {
            build(moment, building, threads);
        }
    }

    private void build(Moment moment, Building building, Executor threads) {
        buildStartedAt = startOf(moment);
        buildMoment = moment;
        touchedSinceBuild = new IntOpenHashSet();
        underWay = CompletableFuture.supplyAsync(() -> building.build(question, moment), threads);
    }

    /** When work on a moment counts as begun: if the clock has jumped since, what comes of it is old already. */
    private long startOf(Moment moment) {
        return Math.min(millis.getAsLong(), moment.endMillis());
    }

    private void takeOver(Moment moment) {
        CompletableFuture<?> finished = underWay;
        underWay = null;
        buildMillis = millis.getAsLong() - buildStartedAt;
        if (finished != null && finished.isCompletedExceptionally()) {
            refuse(finished.exceptionNow(), moment);
            isDue = true;
            return;
        }
        if (finished == null || buildMoment == null || touchedSinceBuild == null) {
            return;
        }
        Moment built = buildMoment;
        IntSet touched = touchedSinceBuild;
        buildMoment = null;
        touchedSinceBuild = null;
        if (finished.join() instanceof Parts fresh && fresh.canAdvance(question.scope(), moment.second())) {
            catchUp(fresh, touched, built, moment);
            parts = fresh;
            isDue = true;
            publishedAt = 0;
        }
    }

    /** Makes parts that are true at {@code built} true at {@code moment}: between the two, only those touched have changed. */
    private void catchUp(Parts fresh, IntSet touched, Moment built, Moment moment) {
        IntSet before = new IntOpenHashSet();
        IntSet after = new IntOpenHashSet();
        for (int identity : touched) {
            if (built.customerOf(identity) >= 0) {
                before.add(built.customerOf(identity));
            }
            after.add(moment.customerOf(identity));
        }
        TimelineReader beforeReader = new TimelineReader(built.view(), built.endMillis());
        TimelineReader afterReader = new TimelineReader(moment.view(), moment.endMillis());
        fresh.advance(question.scope(), moment.second());
        for (Part<?> part : fresh.all()) {
            before.forEach((int customer) -> part.withdraw(customer, beforeReader));
            after.forEach((int customer) -> part.fold(customer, afterReader));
        }
    }

    /** Takes the answer away: an older one would pass for one that is still true. */
    private void refuse(Throwable reason, Moment moment) {
        refusal = new Refusal(reason, moment.asOf());
        answer = null;
        serveWaiting();
    }

    private void publish(Answer fresh) {
        answer = fresh;
        refusal = null;
        for (Consumer<Answer> listener : listeners) {
            listener.accept(fresh);
        }
        serveWaiting();
    }

    private void serveWaiting() {
        Answer newest = answer;
        Refusal refused = refusal;
        for (Waiting one : waiting) {
            if (newest != null && one.sequence <= newest.asOf().sequence()) {
                one.answer.complete(newest);
            } else if (refused != null && one.sequence <= refused.asOf().sequence()) {
                one.answer.completeExceptionally(refused.reason());
            }
        }
    }
}
