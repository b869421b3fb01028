package io.footfall.question.paths;

import io.footfall.question.Finish;
import io.footfall.question.Intervals;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.RowNames;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of paths: along the steps, within each the most frequent links first. */
final class PathsAnswer {
    private static final int NODES_MAX = 50;

    private final PathsQuestion question;
    private final Finish finish;
    private final Comparator<Integer> ascending;

    PathsAnswer(PathsQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.ascending = RowNames.ascending(finish.vocabulary());
    }

    /** The links of one step, by the row of their occurrences, and how often each is taken. */
    private record Link(int near, int far, long occurrences) {}

    Table table() {
        List<IntSet> top = topNodes();
        Long2LongOpenHashMap now = links(finish.sum(), top);
        Finish previous = finish.previous();
        Long2LongOpenHashMap before = previous == null ? new Long2LongOpenHashMap() : links(previous.sum(), top);
        if (now.size() > Intervals.ROWS_MAX) {
            throw new InvalidQuestionException(
                    "too_many_rows",
                    "the answer has more than " + Intervals.ROWS_MAX + " rows; ask for fewer steps, or hide events");
        }
        List<@Nullable Object[]> rows = new ArrayList<>(now.size());
        for (int step = 1; step <= question.steps(); step++) {
            for (Link link : ranked(now, step)) {
                rows.add(row(step, link, before));
            }
        }
        List<String> fields = new ArrayList<>(
                List.of(PathsQuestion.STEP, PathsQuestion.FROM, PathsQuestion.TO, "customers", "occurrences"));
        if (previous != null) {
            fields.add("previous");
        }
        return new Table(fields, fields.indexOf("customers"), rows);
    }

    private @Nullable Object[] row(int step, Link link, Long2LongOpenHashMap before) {
        Object near = RowNames.of(link.near(), finish.vocabulary());
        @Nullable Object far = link.far() == PathsRows.STOP ? null : RowNames.of(link.far(), finish.vocabulary());
        boolean isOther = link.near() == Vocabulary.OTHER || link.far() == Vocabulary.OTHER;
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add((long) step);
        cells.add(question.isBackwards() ? far : near);
        cells.add(question.isBackwards() ? near : far);
        cells.add(isOther ? null : finish.sum().count(PathsRows.customers(step, link.near(), link.far())));
        cells.add(link.occurrences());
        if (finish.previous() != null) {
            cells.add(before.get(PathsRows.occurrences(step, link.near(), link.far())));
        }
        return cells.toArray();
    }

    /** For each place along the paths, the most frequent nodes there. */
    private List<IntSet> topNodes() {
        List<Int2LongOpenHashMap> counts = new ArrayList<>();
        for (int place = 0; place <= question.steps(); place++) {
            counts.add(new Int2LongOpenHashMap());
        }
        finish.sum().forEachRow(row -> {
            if (PathsRows.isOfOccurrences(row)) {
                long occurrences = finish.sum().count(row);
                int step = PathsRows.step(row);
                if (step == 1) {
                    counts.getFirst().addTo(PathsRows.near(row), occurrences);
                }
                counts.get(step).addTo(PathsRows.far(row), occurrences);
            }
        });
        return counts.stream().map(this::top).toList();
    }

    private IntSet top(Int2LongOpenHashMap counts) {
        counts.remove(PathsRows.STOP);
        counts.remove(Vocabulary.OTHER);
        Comparator<Integer> most = Comparator.comparingLong((Integer node) -> -counts.get(node.intValue()));
        IntSet top = new IntOpenHashSet();
        counts.keySet()
                .intStream()
                .boxed()
                .sorted(most.thenComparing(ascending))
                .limit(NODES_MAX)
                .forEach(node -> top.add(node.intValue()));
        return top;
    }

    /** How often each link is taken, where all nodes that are not among the top ones of their place are one. */
    private static Long2LongOpenHashMap links(Sum sum, List<IntSet> top) {
        Long2LongOpenHashMap links = new Long2LongOpenHashMap();
        sum.forEachRow(row -> {
            if (PathsRows.isOfOccurrences(row)) {
                int step = PathsRows.step(row);
                int near = among(top.get(step - 1), PathsRows.near(row));
                int far = PathsRows.far(row) == PathsRows.STOP
                        ? PathsRows.STOP
                        : among(top.get(step), PathsRows.far(row));
                links.addTo(PathsRows.occurrences(step, near, far), sum.count(row));
            }
        });
        return links;
    }

    private static int among(IntSet top, int node) {
        return top.contains(node) ? node : Vocabulary.OTHER;
    }

    private List<Link> ranked(Long2LongOpenHashMap links, int step) {
        List<Link> ranked = new ArrayList<>();
        links.long2LongEntrySet().fastForEach(entry -> {
            long row = entry.getLongKey();
            if (PathsRows.step(row) == step) {
                ranked.add(new Link(PathsRows.near(row), PathsRows.far(row), entry.getLongValue()));
            }
        });
        Comparator<Link> most = Comparator.comparingLong(link -> -link.occurrences());
        Comparator<Integer> stopLast =
                Comparator.comparing((Integer node) -> node == PathsRows.STOP).thenComparing(this::compareNodes);
        Comparator<Link> byNear = Comparator.comparing(Link::near, stopLast);
        Comparator<Link> byFar = Comparator.comparing(Link::far, stopLast);
        ranked.sort(
                most.thenComparing(question.isBackwards() ? byFar.thenComparing(byNear) : byNear.thenComparing(byFar)));
        return ranked;
    }

    private int compareNodes(Integer left, Integer right) {
        return left.equals(right) ? 0 : ascending.compare(left, right);
    }
}
