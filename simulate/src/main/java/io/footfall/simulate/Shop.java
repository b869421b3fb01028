package io.footfall.simulate;

import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A shop and everything its customers do, in the order it arrives at a collector.
 *
 * <p>The same config gives the same bytes. There is no clock inside: time is as far as somebody asked. For one thread.
 */
public final class Shop {

    /** The most late and doubled items on their way; past it they arrive at once. Some 100 MB. */
    static final int ON_THEIR_WAY_MAX = 200_000;

    /** Measured: what comes of one beginning, a visit or an email, on average. */
    static final double EVENTS_PER_BEGINNING = 6.6;

    private static final double MAILINGS = 0.15;
    private static final int MORNING_MAILS = 1_000;
    private static final long MORNING = 9L * 60 * 60_000;
    private static final long DAY = 24L * 60 * 60_000;
    private static final long WARM_UP_MILLIS_MAX = 10 * 60_000;
    private static final double WARM_UP_EVENTS_MAX = 1_000_000;
    private static final double STEP_SECONDS_MAX = 600;

    private final Surroundings surroundings;
    private final Rhythm rhythm;
    private final People people;
    private final Mischief mischief;
    private final Chance chance;
    private final String idPrefix;
    private final long startMillis;
    private final PriorityQueue<Running> running = new PriorityQueue<>();
    private final PriorityQueue<OnItsWay> onTheirWay = new PriorityQueue<>();
    private long nextBeginning;
    private long nextMorning;
    private long trialBegins;
    private long count;

    /** Opens a shop; nothing has happened yet. */
    public Shop(ShopConfig config) {
        this(config, List.of());
    }

    /** Opens a shop in which what goes wrong is put right, if the scenario is {@link Scenario#RANDOMISED}. */
    public Shop(ShopConfig config, List<Repair> repairs) {
        this.startMillis = config.start().toEpochMilli();
        long warmUp = (long) Math.min(WARM_UP_MILLIS_MAX, WARM_UP_EVENTS_MAX / config.liveEventsPerSecond() * 1_000);
        long run = Chance.mix(config.seed(), startMillis);
        this.rhythm = new Rhythm(config, warmUp);
        this.chance = new Chance(run);
        this.surroundings = Surroundings.of(config, repairs);
        this.people = new People(surroundings, config.seed(), run, config.customers(), new Chance(chance.next()));
        this.mischief = new Mischief(new Chance(chance.next()));
        this.idPrefix = "m" + HexFormat.of().toHexDigits(run).substring(0, 8) + "-";
        // What is sent before the start is left out, so that at the start visits are under way.
        this.nextBeginning = startMillis - warmUp;
        this.nextMorning = surroundings.isWatched() ? startMillis + MORNING : Long.MAX_VALUE;
        this.trialBegins =
                surroundings.regions().isPresent() ? config.watchedDay().toEpochMilli() : Long.MAX_VALUE;
    }

    private record Running(long at, long order, Script script) implements Comparable<Running> {
        @Override
        public int compareTo(Running other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private record OnItsWay(Sent sent, long order) implements Comparable<OnItsWay> {
        @Override
        public int compareTo(OnItsWay other) {
            return sent.sendAtMillis() != other.sent.sendAtMillis()
                    ? Long.compare(sent.sendAtMillis(), other.sent.sendAtMillis())
                    : Long.compare(order, other.order);
        }
    }

    /** What goes wrong, in the order in which it begins. */
    public List<Incident> incidents() {
        return surroundings.incidents().all();
    }

    /** The item that arrives next. There is always one. */
    public Sent next() {
        while (true) {
            playUntilNextArrivalIsKnown();
            Sent sent = onTheirWay.remove().sent();
            if (sent.sendAtMillis() >= startMillis) {
                return sent;
            }
        }
    }

    private void playUntilNextArrivalIsKnown() {
        while (onTheirWay.isEmpty() || onTheirWay.peek().sent().sendAtMillis() > nextEventAt()) {
            if (running.isEmpty() || running.peek().at() > nextBeginning) {
                begin();
            } else {
                play(running.remove().script());
            }
        }
    }

    private long nextEventAt() {
        return running.isEmpty()
                ? nextBeginning
                : Math.min(nextBeginning, running.peek().at());
    }

    /** A visit or an email begins now, or, where the rate is too low to say, nothing does for ten minutes. */
    private void begin() {
        long now = nextBeginning;
        if (now >= nextMorning) {
            for (int i = 0; i < MORNING_MAILS; i++) {
                run(people.mailing(now));
            }
            nextMorning += DAY;
        }
        if (now >= trialBegins) {
            people.known().forEach(each -> run(new Exposure(each, surroundings.insight(each), now)));
            trialBegins = Long.MAX_VALUE;
        }
        double beginningsPerSecond = rhythm.eventsPerSecond(now) / EVENTS_PER_BEGINNING;
        double seconds = chance.pause(1 / beginningsPerSecond);
        if (seconds > STEP_SECONDS_MAX) {
            nextBeginning = now + (long) (STEP_SECONDS_MAX * 1_000);
            return;
        }
        nextBeginning = now + StrictMath.round(seconds * 1_000);
        run(chance.happens(MAILINGS) ? people.mailing(nextBeginning) : people.visit(nextBeginning));
    }

    private void play(Script script) {
        long at = script.at();
        boolean wasSignedIn = !(script instanceof Visit visit) || visit.isSignedIn();
        String messageId = idPrefix + HexFormat.of().toHexDigits(count++).substring(4);
        byte[] item = script.play(messageId);
        if (!wasSignedIn && script instanceof Visit visit && visit.isSignedIn()) {
            people.remember(visit.customer());
        }
        mischief.pass(at, messageId, item, sent -> send(sent, at));
        script.ledTo().ifPresent(this::run);
        if (!script.isOver()) {
            run(script);
        }
    }

    private void run(Script script) {
        running.add(new Running(script.at(), count++, script));
    }

    private void send(Sent sent, long at) {
        boolean isFull = onTheirWay.size() >= ON_THEIR_WAY_MAX;
        Sent bounded = isFull ? new Sent(at, sent.messageId(), sent.item()) : sent;
        onTheirWay.add(new OnItsWay(bounded, count++));
    }
}
