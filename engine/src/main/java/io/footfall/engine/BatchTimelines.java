package io.footfall.engine;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.LookupVersion;
import io.footfall.catalog.LookupVersions;
import io.footfall.catalog.Pin;
import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.question.Answer;
import io.footfall.question.Audiences;
import io.footfall.question.Question;
import io.footfall.timeline.Inserted;
import io.footfall.timeline.Timelines;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Timelines that a batch host fills with what was committed, and answers questions over whenever it likes. For one thread; its own
 * threads fold, and end when it is closed.
 */
public final class BatchTimelines implements AutoCloseable {
    private final EngineConfig config;
    private final LongSupplier millis;
    private final Timelines timelines;
    private final Catalog catalog = new Catalog();
    private final LookupTables lookups;
    private final SequenceRanges.Builder dropped = new SequenceRanges.Builder();
    private @Nullable ExecutorService threads;
    private boolean countsDoubled;
    private long sequence;
    private @Nullable SortedMap<String, LookupVersion> readThrough;

    /**
     * Empty timelines.
     *
     * @param lookups where the versions of lookup tables are
     * @param millis tells when an answer was computed
     * @param seed keys hash tables and fingerprints; no answer depends on it
     */
    public BatchTimelines(EngineConfig config, LookupFolder lookups, LongSupplier millis, long seed) {
        this(config, lookups, millis, new Timelines(seed));
    }

    /** Empty timelines that answer what reads message ids too, for which they take about as much memory again. */
    public static BatchTimelines withMessageIds(
            EngineConfig config, LookupFolder lookups, LongSupplier millis, long seed) {
        return new BatchTimelines(config, lookups, millis, Timelines.withMessageIds(seed));
    }

    BatchTimelines(EngineConfig config, LookupFolder lookups, LongSupplier millis, Timelines timelines) {
        this.config = config;
        this.lookups = new LookupTables(lookups);
        this.millis = millis;
        this.timelines = timelines;
    }

    /** From now on second deliveries are events of their own. */
    public void countDoubled() {
        countsDoubled = true;
    }

    /** Takes all there is, in order. */
    public void takeAll(Iterator<Committed> log) {
        while (log.hasNext()) {
            take(log.next());
        }
    }

    /** Takes what was committed next. */
    public void take(Committed committed) {
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            if (countsDoubled) {
                timelines.insertAgain(event, next);
            } else if (timelines.insert(event, next, changed -> {}) instanceof Inserted.Duplicate) {
                dropped.add(next);
            }
            next++;
        }
        committed.controls().forEach(catalog::apply);
        if (catalog.historyFrom() > timelines.historyFrom()) {
            timelines.keepFrom(catalog.historyFrom());
        }
        sequence = Math.max(sequence, committed.lastSequence());
    }

    /** What is pinned, as far as it was taken. */
    public List<Pin> pins() {
        return catalog.pins();
    }

    /** The audiences among what is pinned. */
    public Audiences audiences() {
        return new NamedQuestions(pins().stream().collect(Collectors.toMap(Pin::name, Pin::question)));
    }

    /** The versions of lookup tables that are kept, as far as it was taken. */
    public LookupVersions lookups() {
        return catalog.lookupVersions();
    }

    /** From now on answers are read through these versions of lookup tables, whatever is taken. */
    public void readThrough(SortedMap<String, LookupVersion> versions) {
        readThrough = versions;
    }

    /** The newest sequence that was taken. */
    public long sequence() {
        return sequence;
    }

    /**
     * The answer over what was taken.
     *
     * @param second the instant at which it is true, in seconds since 1970 UTC
     */
    public Answer answer(Question question, long second) {
        ExecutorService pool = threads;
        if (pool == null) {
            pool = Executors.newFixedThreadPool(config.scanThreads());
            threads = pool;
        }
        Asking asking = new Asking(new Scan(pool, config.scanThreads()), config.passiveEvents(), millis);
        return asking.answer(question, moment(second));
    }

    Moment moment(long second) {
        lookups.bring(timelines, readThrough == null ? catalog.lookups() : readThrough);
        return new Moment(timelines.publish(sequence), second);
    }

    /** The sequences of second deliveries, which no timeline has. */
    SequenceRanges dropped() {
        return dropped.build();
    }

    @Override
    public void close() {
        ExecutorService pool = threads;
        if (pool != null) {
            pool.close();
        }
    }
}
