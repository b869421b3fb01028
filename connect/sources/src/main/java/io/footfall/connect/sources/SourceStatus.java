package io.footfall.connect.sources;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** How a source is doing. Changed by its thread, read by any. */
public final class SourceStatus {
    private final String name;
    private final String kind;
    private final LongAdder events = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private final LongAdder passedOver = new LongAdder();
    private volatile State state = State.STARTING;
    private volatile String problem = "";
    private volatile long deliveredAt;
    private volatile String notice = "";
    private volatile long lagBytes;
    private volatile long lagRecords;
    private volatile long behindSince;

    SourceStatus(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }

    /** What a source does. */
    public enum State {
        /** The log is still being read. */
        STARTING,
        /** It delivers, or waits for something new. */
        RUNNING,
        /** It has something, and waits until answers are no longer behind. */
        HELD_BACK,
        /** It could not be read, and is tried again. */
        FAILING,
        /** The engine ends. */
        STOPPED
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** The word that stands for its kind. */
    public String kind() {
        return kind;
    }

    /** What it does now. */
    public State state() {
        return state;
    }

    /** What is wrong, for a person; empty if nothing is. */
    public String problem() {
        return problem;
    }

    /** Events that were admitted since the start; those that were there already are among them. */
    public long events() {
        return events.sum();
    }

    /** Rows and items that were set aside since the start. */
    public long quarantined() {
        return quarantined.sum();
    }

    /** Records since the start that say nothing, or that the mapping leaves out. */
    public long passedOver() {
        return passedOver.sum();
    }

    /** What was lost or is not as it was, and when it was noticed, for a person; empty if there was nothing since the start. */
    public String notice() {
        return notice;
    }

    /** When something was delivered last, in milliseconds since 1970 UTC; empty before the first time. */
    public Optional<Long> deliveredAt() {
        return deliveredAt == 0 ? Optional.empty() : Optional.of(deliveredAt);
    }

    /** How many bytes of it are there and not delivered. */
    public long lagBytes() {
        return lagBytes;
    }

    /** How many records of it are there and not delivered, where they are counted. */
    public long lagRecords() {
        return lagRecords;
    }

    /** For how long it has had something that is not delivered, in milliseconds. */
    public long lagMillis(long now) {
        long since = behindSince;
        return since == 0 ? 0 : Math.max(0, now - since);
    }

    void becomes(State next) {
        state = next;
    }

    /** What is wrong now; empty if nothing is. */
    void problem(String words) {
        problem = words;
    }

    void notices(String words, long now) {
        notice = Instant.ofEpochMilli(now) + " " + words;
    }

    void passesOver() {
        passedOver.increment();
    }

    void delivered(int admitted, int setAside, long now) {
        events.add(admitted);
        quarantined.add(setAside);
        deliveredAt = now;
    }

    /** Of a source that is not read by bytes: whether more of it is there now. */
    void reads(boolean hasMore, long now) {
        problem = "";
        state = State.RUNNING;
        behindSince = !hasMore ? 0 : behindSince == 0 ? now : behindSince;
    }

    void behindRecords(long records, long now) {
        lagRecords = records;
        behindSince = records == 0 ? 0 : behindSince == 0 ? now : behindSince;
    }

    void behind(long bytes, long now) {
        lagBytes = bytes;
        behindSince = bytes == 0 ? 0 : behindSince == 0 ? now : behindSince;
    }
}
