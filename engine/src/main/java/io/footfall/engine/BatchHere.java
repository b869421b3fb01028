package io.footfall.engine;

import io.footfall.catalog.LookupVersion;
import io.footfall.event.ByteSink;
import io.footfall.event.Event;
import io.footfall.event.IdentityKey;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.LogReader;
import io.footfall.history.files.SealedOf;
import io.footfall.history.files.SealedRows;
import io.footfall.history.files.Wanted;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.timeline.Loading;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.View;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Answers orders in this process, with timelines of its own that hold of what events say only what is read, or only the events of one
 * customer. Loads DuckDB if something is sealed.
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
    public byte[] answer(FilesOrder order, Duration timeMax) {
        return answer(order);
    }

    /** What comes of an order. */
    byte[] answer(FilesOrder order) {
        try (ExecutorService threads = Executors.newFixedThreadPool(order.scanThreads())) {
            Scan scan = new Scan(threads, order.scanThreads());
            Asking asking = new Asking(scan, order.passiveEvents(), millis);
            ByteSink said = new ByteSink(1_024);
            switch (order.wish()) {
                case Wish.AnswerTo ignored -> {
                    Question question = question(order);
                    Moment moment = moment(order, question, threads);
                    return new FilesAnswer(moment.view().events(), asking.answer(question, moment)).toBytes();
                }
                case Wish.MembersOf wish -> {
                    Question question = question(order);
                    Moment moment = moment(order, question, threads);
                    MembersAsked asked = new MembersAsked(
                            question, wish.row(), wish.not(), OptionalLong.empty(), wish.after(), wish.limit());
                    said.putVarint(moment.view().events());
                    CustomerBytes.put(new MemberSearch(scan, asking, order.passiveEvents()).find(asked, moment), said);
                }
                case Wish.Search wish -> {
                    Timelines timelines = empty(order, Timelines.ofPaths(seed, Set.copyOf(wish.traits())));
                    load(order, new Wanted(wish.traits(), Optional.of(Set.of()), false), timelines, threads);
                    Moment moment = new Moment(timelines.publish(order.sequence()), order.second());
                    said.putVarint(moment.view().events());
                    CustomerBytes.put(
                            new CustomerSearch(scan).find(wish.text(), wish.after(), wish.limit(), moment), said);
                }
                case Wish.ProfileOf wish -> {
                    Moment moment = moment(order, wish.identities());
                    said.putVarint(moment.view().events());
                    Optional<Profile> profile = head(moment.view(), wish.identities())
                            .flatMap(head -> new ProfileReading(moment, order.passiveEvents()).read(head));
                    CustomerBytes.putIfAny(profile.map(each -> each.of(wish.identities())), said);
                }
                case Wish.PageOf wish -> {
                    Moment moment = moment(order, wish.identities());
                    said.putVarint(moment.view().events());
                    int head = head(moment.view(), wish.identities()).orElseThrow();
                    CustomerBytes.put(TimelinePage.read(moment, head, wish.before(), wish.limit()), said);
                }
            }
            return said.toBytes();
        }
    }

    private static Question question(FilesOrder order) {
        return QuestionJson.read(
                order.question().getBytes(StandardCharsets.UTF_8), new NamedQuestions(order.audiences()));
    }

    /** All customers, with what a question reads. */
    private Moment moment(FilesOrder order, Question question, ExecutorService threads) {
        Reads reads = Asking.readsOf(question);
        Timelines timelines = empty(order, Timelines.ofPaths(seed, paths(order, reads)));
        Optional<Set<String>> names = reads.everyName() ? Optional.empty() : Optional.of(reads.names());
        Set<String> packed = timelines.only().orElseThrow();
        load(order, new Wanted(List.copyOf(packed), names, false), timelines, threads);
        SortedMap<String, LookupVersion> versions = new TreeMap<>();
        order.lookups().forEach(version -> versions.put(version.name(), version));
        new LookupTables(LookupFolder.of(order.data())).bring(timelines, versions);
        return new Moment(timelines.publish(order.sequence()), order.second());
    }

    /** One customer, with all that their events say. */
    private Moment moment(FilesOrder order, Collection<IdentityKey> identities) {
        Timelines timelines = empty(order, new Timelines(seed));
        Set<IdentityKey> these = Set.copyOf(identities);
        try {
            SealedOf.read(
                    order.data(), order.held(), these, (sequence, event) -> take(sequence, event, order, timelines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readLog(order, timelines, event -> these.contains(event.identity()));
        return new Moment(timelines.publish(order.sequence()), order.second());
    }

    private static Optional<Integer> head(View view, Collection<IdentityKey> identities) {
        for (IdentityKey each : identities) {
            OptionalInt known = view.identityOf(each);
            if (known.isPresent()) {
                return Optional.of(view.customerOf(known.getAsInt()));
            }
        }
        return Optional.empty();
    }

    /** Where history is kept for so long only, what is older is as if it had never come. */
    private static Timelines empty(FilesOrder order, Timelines timelines) {
        timelines.keepFrom(order.historyFrom());
        return timelines;
    }

    private static void load(FilesOrder order, Wanted wanted, Timelines timelines, ExecutorService threads) {
        Loading loading = timelines.loading(threads, false);
        try {
            new SealedRows(order.data(), order.held(), wanted).read(event -> {
                if (isOf(order, event.sequence())) {
                    loading.add(event);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loading.end();
        readLog(order, timelines, event -> true);
    }

    private static void readLog(FilesOrder order, Timelines timelines, Predicate<Event> wanted) {
        try (LogReader log = LogReader.open(order.data(), order.held().sealed(), order.sequence())) {
            while (log.hasNext()) {
                Committed committed = log.next();
                long next = committed.firstSequence();
                for (Event event : committed.events()) {
                    if (wanted.test(event)) {
                        take(next, event, order, timelines);
                    }
                    next++;
                }
            }
        }
    }

    private static void take(long sequence, Event event, FilesOrder order, Timelines timelines) {
        if (isOf(order, sequence)) {
            timelines.insert(event, sequence, nobody -> {});
        }
    }

    private static boolean isOf(FilesOrder order, long sequence) {
        return sequence <= order.sequence() && !order.dropped().contains(sequence);
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
