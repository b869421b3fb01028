package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Finish;
import io.footfall.question.Intervals;
import io.footfall.question.LookedUp;
import io.footfall.question.PeriodClock;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Row;
import io.footfall.question.Scope;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Lookups;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Robots;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer true event by event.
 *
 * <h2>How</h2>
 *
 * Everyone is folded once, from a moment that does not change, beside the engine's thread; what came meanwhile is caught up
 * with. From then on each publication costs what came: a customer's new events resume the customer's fold; one who has a late
 * event, or became one with another, is withdrawn from the timelines of the publication before and folded again from those of
 * now; and what the agenda holds for the seconds that passed takes effect.
 *
 * <p>When other values than before are the largest of a breakdown, everything is folded anew in the same way; until then the
 * older answer stands, with its true as-of. So it is in the night in which a comparison by dates steps back with the clock.
 *
 * <h2>What it may cost</h2>
 *
 * To fold a customer again costs as many steps as the customer has events, which is little but for a few: a robot, or an id that
 * many share. Those are paid from an allowance ({@link Allowance}), before they are folded; what it does not cover, and what
 * needs more memory than one question may have, throws {@link TooCostlyException}. The engine's thread is thus never held by one
 * customer, however many events they have and however late more of them come.
 */
final class Kept implements Upkeep {
    private static final long PUBLISH_MILLIS_MIN = 100;
    private static final long PUBLISH_MILLIS_MAX = 5_000;
    private static final long REBUILD_MILLIS_MAX = 5_000;
    private static final int COST_SHARE = 10;
    private static final int CATCH_UP_EVENTS = 100_000;

    private final Question question;
    private final @Nullable NameSet names;
    private final boolean areRobotsOthers;
    private final List<EventView> readEvents = new ArrayList<>();
    private final Building building;
    private final Executor threads;
    private final LongSupplier millis;
    private final Allowance allowance;
    private final long bytesMax;

    private @Nullable Parts parts;
    private @Nullable Build build;
    private @Nullable Lookups readThrough;
    private List<LookedUp> lookedUp = List.of();
    private @Nullable Parts built;
    private long buildStartedAt;
    private long buildMillis;
    private long publishedAt;
    private long publishedSecond = Long.MIN_VALUE;
    private long publishMillis;
    private @Nullable Range publishedRange;
    private @Nullable Answer last;
    private boolean isDue = true;
    private long sameUntil;
    private long refoldedCustomers;
    private long foldedEvents;
    private long heapBytes;

    /**
     * Nothing folded yet.
     *
     * @param refoldEventsMax the allowance for folding large customers again
     * @param bytesMax the memory it may take
     */
    Kept(
            Question question,
            Vocabulary vocabulary,
            Building building,
            Executor threads,
            LongSupplier millis,
            long refoldEventsMax,
            long bytesMax) {
        this.question = question;
        this.names = question.reads().nameSet(vocabulary);
        this.areRobotsOthers = question.scope().robots() != Robots.INCLUDE;
        this.building = building;
        this.threads = threads;
        this.millis = millis;
        this.allowance = new Allowance(refoldEventsMax);
        this.bytesMax = bytesMax;
    }

    @Override
    public void advance(Runs runs, TimelineReader before, TimelineReader now) {
        allowance.refill(millis.getAsLong());
        if (build != null) {
            build.note(runs);
        }
        Parts live = parts;
        if (live != null && !advance(live, runs, before, now)) {
            parts = null;
        }
    }

    @Override
    public @Nullable Answer answer(Moment moment) {
        requireLookups(moment.view());
        if (build != null && build.isFolded()) {
            catchUp(build, moment);
        }
        Parts live = parts;
        if (live == null) {
            startBuild(moment);
            return null;
        }
        long now = millis.getAsLong();
        if (isTooSoon(now, moment)) {
            return null;
        }
        return publish(live, moment, now);
    }

    /** Lets go of all that was folded if a lookup table that the question reads has another version: all of it may be other. */
    @SuppressWarnings("ReferenceEquality") // Lookups never change, so the same are alike.
    private void requireLookups(View view) {
        if (readThrough == view.lookups()) {
            return;
        }
        List<LookedUp> now = Asking.lookedUp(question, view);
        if (!now.equals(lookedUp)) {
            parts = null;
            discardBuild();
        }
        lookedUp = now;
        readThrough = view.lookups();
    }

    @Override
    public boolean isAtWork() {
        return build != null;
    }

    @Override
    public long refoldedCustomers() {
        return refoldedCustomers;
    }

    @Override
    public long foldedEvents() {
        return foldedEvents;
    }

    @Override
    public long heapBytes() {
        return heapBytes;
    }

    /** Brings parts from one moment to the next; false if time cannot pass in them. */
    private boolean advance(Parts live, Runs runs, TimelineReader before, TimelineReader now) {
        if (!live.canAdvance(question.scope(), runs.now().second())) {
            return false;
        }
        live.advance(question.scope(), runs.now().second());
        for (Part<?> part : live.all()) {
            advance(part, runs, before, now);
        }
        return true;
    }

    private void advance(Part<?> part, Runs runs, TimelineReader before, TimelineReader now) {
        for (int customer : runs.withdrawn()) {
            withdraw(part, runs, customer, before);
        }
        for (int customer : runs.refolded()) {
            refold(part, runs, customer, now);
        }
        for (Runs.Run run : runs.runs()) {
            Runs.RobotDays robotDays = areRobotsOthers ? runs.robots().get(run.customer()) : null;
            List<EventView> events = read(run.events());
            if (robotDays != null) {
                takeOfRobot(part, runs, run, robotDays, events, before, now);
            } else if (!events.isEmpty() && question.scope().robots() != Robots.ONLY) {
                take(part, runs, run, events, before, now);
            }
        }
    }

    /** Events of one who is a robot on some day: on those days they are left out, unless these have become others. */
    private void takeOfRobot(
            Part<?> part,
            Runs runs,
            Runs.Run run,
            Runs.RobotDays robotDays,
            List<EventView> events,
            TimelineReader before,
            TimelineReader now) {
        boolean areLeftOut = question.scope().robots() == Robots.EXCLUDE
                && !robotDays.areOther()
                && run.events().stream().allMatch(robotDays::hold);
        if (areLeftOut) {
            part.leaveOut(events);
            return;
        }
        if (run.isKnown()) {
            withdraw(part, runs, run.customer(), before);
        }
        refold(part, runs, run.customer(), now);
    }

    private void take(
            Part<?> part, Runs runs, Runs.Run run, List<EventView> events, TimelineReader before, TimelineReader now) {
        if (run.isKnown() && !part.holds(run.customer())) {
            allowance.pay(runs.before().eventsOf(run.customer()));
        }
        long folded = part.resume(run.customer(), events, before, run.isKnown());
        if (folded == Part.TOO_LATE) {
            withdraw(part, runs, run.customer(), before);
            refold(part, runs, run.customer(), now);
        } else {
            foldedEvents += folded;
        }
    }

    private void withdraw(Part<?> part, Runs runs, int customer, TimelineReader before) {
        allowance.pay(runs.before().eventsOf(customer));
        foldedEvents += part.withdraw(customer, before);
    }

    private void refold(Part<?> part, Runs runs, int customer, TimelineReader now) {
        allowance.pay(runs.now().eventsOf(customer));
        foldedEvents += part.foldAndHold(customer, now);
        refoldedCustomers++;
    }

    /** Those of a customer's new events that the question reads; valid until the next call. */
    private List<EventView> read(List<EventView> events) {
        if (names == null) {
            return events;
        }
        readEvents.clear();
        for (EventView event : events) {
            if (names.has(event.name())) {
                readEvents.add(event);
            }
        }
        return readEvents;
    }

    private void startBuild(Moment moment) {
        if (build == null) {
            // If the clock has jumped since the moment, what comes of it is old already.
            buildStartedAt = Math.min(millis.getAsLong(), moment.endMillis());
            build = new Build(
                    CompletableFuture.supplyAsync(() -> building.build(question, moment, bytesMax), threads),
                    buildStartedAt);
        }
    }

    /** Makes what was built true at a moment, a stretch of what came since each time it is called, and takes it over then. */
    private void catchUp(Build folded, Moment moment) {
        Parts fresh = built;
        if (fresh == null) {
            fresh = folded.parts();
            built = fresh;
            buildMillis = Math.max(0, millis.getAsLong() - folded.startedAt());
        }
        for (long events = 0; events < CATCH_UP_EVENTS; ) {
            Runs runs = folded.nextSince();
            if (runs == null) {
                takeOver(fresh, moment);
                return;
            }
            events += runs.events();
            if (!advance(fresh, runs, runs.readBefore(), runs.readNow())) {
                discardBuild();
                return;
            }
        }
    }

    private void takeOver(Parts fresh, Moment moment) {
        discardBuild();
        if (fresh.canAdvance(question.scope(), moment.second())) {
            fresh.advance(question.scope(), moment.second());
            parts = fresh;
            isDue = true;
            publishedAt = 0;
            publishMillis = 0;
        }
    }

    private void discardBuild() {
        build = null;
        built = null;
    }

    private boolean isTooSoon(long now, Moment moment) {
        boolean isNewSecond = publishedSecond != moment.second();
        long pause = Math.clamp(COST_SHARE * publishMillis, PUBLISH_MILLIS_MIN, PUBLISH_MILLIS_MAX);
        // A clock that was set back has passed any pause, and one that was set forward makes none longer than the
        // longest.
        boolean isWithinPause = now >= publishedAt && now - publishedAt < pause;
        return isWithinPause && !(isNewSecond && pause == PUBLISH_MILLIS_MIN);
    }

    private @Nullable Answer publish(Parts live, Moment moment, long now) {
        Parts ranked = ranked(live, moment, now);
        if (ranked == null) {
            return null;
        }
        parts = ranked;
        Scope scope = question.scope();
        Range range = PeriodClock.resolve(scope.period(), scope.zone(), moment.second());
        isDue |= ranked.takeChanged();
        isDue |= !range.equals(publishedRange) || moment.second() >= sameUntil;
        publishedAt = now;
        requireRoom(ranked, moment);
        publishedSecond = moment.second();
        publishedRange = range;
        Answer older = last;
        if (!isDue && older != null) {
            last = older.at(moment.asOf(), moment.eventTime(), now);
            return last;
        }
        // If it throws there is no answer, and it is tried again in the next second.
        last = null;
        try {
            last = answer(ranked, moment, range, now);
            isDue = false;
        } finally {
            publishMillis = Math.max(0, millis.getAsLong() - now);
        }
        return last;
    }

    /** The parts with the ranking of now; null if other values than before have rows, and everyone must be folded again. */
    private @Nullable Parts ranked(Parts live, Moment moment, long now) {
        if (live.rank() == null || !live.rank().takeChanged()) {
            return live;
        }
        isDue = true;
        Top top = Building.top(question.ranking().orElseThrow(), live.rank(), moment);
        if (live.top() != null && !top.holdsTheSame(live.top())) {
            live.rank().markChanged();
            long pause = Math.clamp(COST_SHARE * buildMillis, PUBLISH_MILLIS_MIN, REBUILD_MILLIS_MAX);
            if (now - buildStartedAt >= pause) {
                startBuild(moment);
            }
            return null;
        }
        return new Parts(live.rank(), top, live.main(), live.previous());
    }

    private void requireRoom(Parts live, Moment moment) {
        if (publishedSecond != moment.second()) {
            heapBytes = live.heapBytes();
            if (heapBytes > bytesMax) {
                throw new TooCostlyException("it needs more than " + bytesMax + " bytes (engine.pin-bytes-max)");
            }
        }
    }

    private Answer answer(Parts live, Moment moment, Range range, long now) {
        Asking.requireComplete(question, moment.view());
        Finish previous = live.previous() == null ? null : previous(live, live.previous(), moment);
        Finish finish = new Finish(
                moment.view().vocabulary(), moment.asOf(), range, live.main().sum(), live.top(), previous);
        sameUntil = question.sameUntil(finish);
        Table table = question.finish(finish);
        return new Answer(
                question,
                Intervals.stated(question, range, table),
                moment.asOf(),
                moment.eventTime(),
                now,
                live.main().sum().count(Row.IGNORED),
                table,
                question.aside(finish),
                live.main().sum().robots(),
                lookedUp,
                moment.view().historyFrom(),
                false);
    }

    private Finish previous(Parts live, Part<?> part, Moment moment) {
        Scope scope = question.scope();
        Range range = PeriodClock.movedRange(scope.compare(), scope.period(), scope.zone(), moment.second());
        AsOf asOf = new AsOf(moment.view().sequence(), part.second());
        return new Finish(moment.view().vocabulary(), asOf, range, part.sum(), live.top(), null);
    }
}
