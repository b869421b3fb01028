package io.footfall.engine;

import io.footfall.catalog.LookupVersion;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.LogReader;
import io.footfall.history.files.SealedRows;
import io.footfall.history.files.Wanted;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.timeline.Loading;
import io.footfall.timeline.Timelines;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Answers orders in this process, with timelines of its own that hold of what events say only what the question reads. Loads DuckDB
 * if something is sealed.
 */
final class BatchHere implements FilesHost {
    private final LongSupplier millis;
    private final long seed;

    /**
     * A host.
     *
     * @param millis tells when an answer was computed
     * @param seed keys hash tables and fingerprints; no answer depends on it
     */
    BatchHere(LongSupplier millis, long seed) {
        this.millis = millis;
        this.seed = seed;
    }

    @Override
    public FilesAnswer answer(FilesOrder order, Question question, Duration timeMax) {
        return answer(order);
    }

    /** The answer to an order. */
    FilesAnswer answer(FilesOrder order) {
        Question question = QuestionJson.read(
                order.question().getBytes(StandardCharsets.UTF_8), new NamedQuestions(order.audiences()));
        Reads reads = Asking.readsOf(question);
        Set<String> paths = paths(order, reads);
        Timelines timelines = Timelines.ofPaths(seed, paths);
        // Where history is kept for so long only, what is older is as if it had never come.
        timelines.keepFrom(order.historyFrom());
        try (ExecutorService threads = Executors.newFixedThreadPool(order.scanThreads())) {
            load(order, Wanted.of(timelines.only().orElseThrow(), names(reads), false), timelines, threads);
            try (LogReader log = LogReader.open(order.data(), order.held().sealed(), order.sequence())) {
                while (log.hasNext()) {
                    take(log.next(), order, timelines);
                }
            }
            SortedMap<String, LookupVersion> versions = new TreeMap<>();
            order.lookups().forEach(version -> versions.put(version.name(), version));
            new LookupTables(LookupFolder.of(order.data())).bring(timelines, versions);
            Moment moment = new Moment(timelines.publish(order.sequence()), order.second());
            Asking asking = new Asking(new Scan(threads, order.scanThreads()), order.passiveEvents(), millis);
            return new FilesAnswer(moment.view().events(), asking.answer(question, moment));
        }
    }

    private static Optional<Set<String>> names(Reads reads) {
        return reads.everyName() ? Optional.empty() : Optional.of(reads.names());
    }

    private static void load(FilesOrder order, Wanted wanted, Timelines timelines, ExecutorService threads) {
        Loading loading = timelines.loading(threads, false);
        try {
            new SealedRows(order.data(), order.held(), wanted).read(event -> {
                if (event.sequence() <= order.sequence() && !order.dropped().contains(event.sequence())) {
                    loading.add(event);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loading.end();
    }

    private static void take(Committed committed, FilesOrder order, Timelines timelines) {
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            if (next <= order.sequence() && !order.dropped().contains(next)) {
                timelines.insert(event, next, nobody -> {});
            }
            next++;
        }
    }

    /** All that a question, its audience, and the lookup tables that they are read through look at. */
    private static Set<String> paths(FilesOrder order, Reads reads) {
        Set<String> paths = new TreeSet<>(reads.paths());
        order.lookups().forEach(version -> paths.add(version.shape().on()));
        return paths;
    }

    @Override
    public void close() {
        // What is under way is so on the caller's thread.
    }
}
