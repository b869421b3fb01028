package io.footfall.connect.repair;

import java.util.Map;
import java.util.TreeMap;

/** What became of the things that were set aside for one reason. Changed by its {@link RepairRun}. */
public final class RepairCount {
    private final String reason;
    private final Map<String, Failures> failing = new TreeMap<>();
    private long ready;
    private long leftOut;

    RepairCount(String reason) {
        this.reason = reason;
    }

    /**
     * Things that are no events even now, for one reason.
     *
     * @param count how many
     * @param example the first of them
     * @param detail what is wrong with that one
     */
    public record Failures(long count, AsideItem example, String detail) {}

    /** Why they were set aside. */
    public String reason() {
        return reason;
    }

    /** How many are events now. */
    public long mended() {
        return ready;
    }

    /** How many the mapping leaves out. */
    public long leftOutCount() {
        return leftOut;
    }

    /** Those that are none even now, by the reason. */
    public Map<String, Failures> failures() {
        return Map.copyOf(failing);
    }

    void ready() {
        ready++;
    }

    void leftOut() {
        leftOut++;
    }

    void failing(AsideItem aside, String why, String detail) {
        failing.merge(
                why,
                new Failures(1, aside, detail),
                (before, one) -> new Failures(before.count() + 1, before.example(), before.detail()));
    }

    void refused(AsideItem aside, String why) {
        ready--;
        failing(aside, why, "the engine refused it");
    }
}
