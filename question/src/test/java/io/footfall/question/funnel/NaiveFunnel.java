package io.footfall.question.funnel;

import io.footfall.question.Period;
import io.footfall.question.PeriodClock;
import io.footfall.question.Range;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One customer's part in a funnel, worked out from its definition again for each as-of, from every entry and event. */
record NaiveFunnel(
        List<Predicate<Did>> steps,
        Optional<Long> withinMillis,
        Period period,
        ZoneId zone,
        boolean isBrokenDown,
        Optional<Set<String>> top) {
    static final String NONE = "(none)";
    static final String OTHER = "(other)";

    /** Something the customer did; a list of them is in the total order. */
    record Did(String event, long timestamp, int price, String city) {}

    /** What a customer adds under one value: the milliseconds from step to step, as many as steps after the first. */
    record Part(List<Long> millis, boolean isOpen) {}

    private record Entry(List<Long> times) {}

    /** The parts at an as-of, by value. */
    TreeMap<String, Part> at(long second, List<Did> timeline) {
        List<Did> known =
                timeline.stream().filter(did -> did.timestamp() < second * 1000).toList();
        Range range = PeriodClock.resolve(period, zone, second);
        TreeMap<String, List<Entry>> entries = new TreeMap<>();
        for (int i = 0; i < known.size(); i++) {
            Did did = known.get(i);
            if (steps.getFirst().test(did) && range.holds(did.timestamp())) {
                entries.computeIfAbsent(valueOf(did), ignored -> new ArrayList<>())
                        .add(entry(known, i));
            }
        }
        TreeMap<String, Part> parts = new TreeMap<>();
        entries.forEach((value, all) -> parts.put(value, part(all, second)));
        return parts;
    }

    private String valueOf(Did did) {
        if (!isBrokenDown) {
            return NONE;
        }
        return top.isEmpty() || top.get().contains(did.city()) ? did.city() : OTHER;
    }

    private Entry entry(List<Did> known, int first) {
        long start = known.get(first).timestamp();
        List<Long> times = new ArrayList<>(List.of(start));
        for (int i = first + 1; i < known.size() && times.size() < steps.size(); i++) {
            Did did = known.get(i);
            boolean isInTime = withinMillis.isEmpty() || did.timestamp() <= start + withinMillis.get();
            if (isInTime && steps.get(times.size()).test(did)) {
                times.add(did.timestamp());
            }
        }
        return new Entry(times);
    }

    private Part part(List<Entry> entries, long second) {
        Entry best = entries.getFirst();
        boolean isAnyRunning = false;
        for (Entry entry : entries) {
            if (entry.times().size() > best.times().size()) {
                best = entry;
            }
            isAnyRunning |=
                    withinMillis.isEmpty() || second * 1000 <= entry.times().getFirst() + withinMillis.get();
        }
        List<Long> millis = new ArrayList<>();
        for (int i = 1; i < best.times().size(); i++) {
            millis.add(best.times().get(i) - best.times().get(i - 1));
        }
        return new Part(millis, isAnyRunning && best.times().size() < steps.size());
    }
}
