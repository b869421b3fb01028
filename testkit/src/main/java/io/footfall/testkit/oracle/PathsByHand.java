package io.footfall.testkit.oracle;

import io.footfall.question.Range;
import io.footfall.question.paths.PathsQuestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a question about paths: writes down the whole path of each session, or of each customer in the period. */
final class PathsByHand {
    private static final int NODES_MAX = 50;

    private final PathsQuestion question;
    private final List<Did> everything;
    private final Calendar calendar;

    PathsByHand(PathsQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
        this.calendar = new Calendar(question.scope());
    }

    /**
     * That a customer went from one node to another.
     *
     * @param from empty where the path begins
     * @param to empty where it stops
     */
    private record Link(int step, Optional<Object> from, Optional<Object> to) {
        boolean isOther() {
            return from.equals(Optional.of(Values.OTHER)) || to.equals(Optional.of(Values.OTHER));
        }

        Link among(Set<Object> fromTop, Set<Object> toTop) {
            return new Link(step, among(from, fromTop), among(to, toTop));
        }

        private static Optional<Object> among(Optional<Object> node, Set<Object> top) {
            return node.map(name -> top.contains(name) ? name : Values.OTHER);
        }
    }

    /** A link and who took it. */
    private record Taken(String customer, Link link) {}

    Answered answer(long second) {
        Range range = calendar.period(second);
        List<Taken> now = taken(second, range);
        List<Set<Object>> top = top(now);
        Map<Link, List<String>> links = byLink(now, top);
        Map<Link, List<String>> before = calendar.isCompared()
                ? byLink(taken(calendar.earlierAsOf(second), calendar.earlierPeriod(second)), top)
                : Map.of();
        List<String> fields = new ArrayList<>(List.of("step", "from", "to", "customers", "occurrences"));
        if (calendar.isCompared()) {
            fields.add("previous");
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Link link : ranked(links)) {
            List<String> who = links.getOrDefault(link, List.of());
            List<@Nullable Object> row = new ArrayList<>();
            row.add((long) link.step());
            row.add(link.from().orElse(null));
            row.add(link.to().orElse(null));
            row.add(link.isOther() ? null : (long) Set.copyOf(who).size());
            row.add((long) who.size());
            if (calendar.isCompared()) {
                row.add((long) before.getOrDefault(link, List.of()).size());
            }
            rows.add(row);
        }
        return new Answered(range, 0, Tables.of(fields, 3, rows));
    }

    /** Who is counted in each row of the answer. */
    List<Set<String>> members(long second) {
        List<Taken> now = taken(second, calendar.period(second));
        Map<Link, List<String>> links = byLink(now, top(now));
        return ranked(links).stream()
                .map(link -> Set.copyOf(links.getOrDefault(link, List.of())))
                .toList();
    }

    private List<Taken> taken(long second, Range range) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope());
        Map<Object, List<Did>> stretches = new HashMap<>();
        for (Did did : before) {
            Visit visit = reading.visit(did);
            if (visit == null) {
                continue;
            }
            boolean isBySession = question.stretch() == PathsQuestion.Stretch.SESSION;
            long counted = isBySession ? visit.begin() : did.event().timestamp();
            if (counted >= range.from() && counted < range.to()) {
                Object stretch = isBySession ? List.of(did.customer(), visit.begin()) : did.customer();
                stretches.computeIfAbsent(stretch, ignored -> new ArrayList<>()).add(did);
            }
        }
        List<Taken> taken = new ArrayList<>();
        stretches.values().forEach(events -> take(reading, events, taken));
        return taken;
    }

    private void take(Reading reading, List<Did> events, List<Taken> taken) {
        List<Object> nodes = nodes(reading, events);
        String customer = events.getFirst().customer();
        int count = nodes.size();
        for (int step = 1; step <= question.steps() && step <= count; step++) {
            Optional<Object> near = Optional.of(nodes.get(question.isBackwards() ? count - step : step - 1));
            Optional<Object> far = step == count
                    ? Optional.empty()
                    : Optional.of(nodes.get(question.isBackwards() ? count - step - 1 : step));
            taken.add(new Taken(
                    customer, question.isBackwards() ? new Link(step, far, near) : new Link(step, near, far)));
        }
    }

    /** The whole path in the order of time, with its anchor at one end. */
    private List<Object> nodes(Reading reading, List<Did> events) {
        List<Integer> anchors = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (reading.isMeant(
                    events.get(i), question.anchor(), question.scope().filter())) {
                anchors.add(i);
            }
        }
        if (anchors.isEmpty()) {
            return List.of();
        }
        List<Did> path = question.isBackwards()
                ? events.subList(0, anchors.getLast() + 1)
                : events.subList(anchors.getFirst(), events.size());
        List<Object> nodes = new ArrayList<>();
        for (Did did : path) {
            boolean isHidden = question.hide().contains(did.event().name());
            Object node = Values.name(reading.value(question.property().orElse("event"), did));
            if (!isHidden && !(!nodes.isEmpty() && nodes.getLast().equals(node))) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** The nodes of each place along the paths that have rows of their own. */
    private List<Set<Object>> top(List<Taken> taken) {
        List<Set<Object>> top = new ArrayList<>();
        for (int place = 0; place <= question.steps(); place++) {
            Map<Object, Long> counts = new HashMap<>();
            for (Taken each : taken) {
                Link link = each.link();
                boolean isNear = place == 0 && link.step() == 1;
                boolean isFar = link.step() == place;
                if (isNear || isFar) {
                    (isNear == question.isBackwards() ? link.to() : link.from())
                            .ifPresent(name -> counts.merge(name, 1L, Long::sum));
                }
            }
            top.add(new HashSet<>(Values.ranked(counts.keySet(), counts::get, NODES_MAX)));
        }
        return top;
    }

    private Map<Link, List<String>> byLink(List<Taken> taken, List<Set<Object>> top) {
        return taken.stream()
                .collect(Collectors.groupingBy(
                        each -> {
                            Set<Object> near = top.get(each.link().step() - 1);
                            Set<Object> far = top.get(each.link().step());
                            return question.isBackwards()
                                    ? each.link().among(far, near)
                                    : each.link().among(near, far);
                        },
                        Collectors.mapping(Taken::customer, Collectors.toList())));
    }

    private static List<Link> ranked(Map<Link, List<String>> links) {
        List<Link> ranked = new ArrayList<>(links.keySet());
        ranked.sort((left, right) -> {
            int byStep = Integer.compare(left.step(), right.step());
            if (byStep != 0) {
                return byStep;
            }
            int byCount = Integer.compare(size(links.get(right)), size(links.get(left)));
            if (byCount != 0) {
                return byCount;
            }
            int byFrom = compare(left.from(), right.from());
            return byFrom != 0 ? byFrom : compare(left.to(), right.to());
        });
        return ranked;
    }

    private static int size(@Nullable Collection<String> who) {
        return Objects.requireNonNull(who).size();
    }

    private static int compare(Optional<Object> left, Optional<Object> right) {
        return left.isEmpty() || right.isEmpty()
                ? Boolean.compare(left.isEmpty(), right.isEmpty())
                : Values.compareNames(left.get(), right.get());
    }
}
