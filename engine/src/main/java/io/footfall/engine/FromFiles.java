package io.footfall.engine;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupVersion;
import io.footfall.event.ByteSource;
import io.footfall.event.IdentityKey;
import io.footfall.history.files.History;
import io.footfall.question.Answer;
import io.footfall.question.Audience;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.View;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Answers questions that read what is not in memory, by the {@linkplain FilesHost batch host}, at a moment of the engine: files and
 * log are held meanwhile. One after another, and beside it one for a pinned question: each takes the machine's memory for a while.
 *
 * <p>An answer is handed over only if files and log have as many events as the moment has: something of them may have been lost that
 * memory still has.
 */
final class FromFiles {
    /** Nobody's connection waits for a pinned question, so it may take as many times as long. */
    private static final int PINNED_SHARE = 10;

    private final EngineConfig config;
    private final History history;
    private final LookupFolder lookupFolder;
    private final FilesHost host;
    private final Function<OptionalLong, Moment> moments;
    private final Loop loop;
    private final Pins pins;
    private final ThreadPoolExecutor askedThread;
    private final ThreadPoolExecutor customerThread;
    private final ThreadPoolExecutor pinnedThread;
    private final LongSupplier millis;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * What answers from the files of an engine.
     *
     * @param moments gives the engine's moment, at an instant or now
     * @param askedThread where it waits for answers to questions that are asked, one after another
     * @param customerThread the same for what single customers did, which takes little
     * @param pinnedThread the same for pinned ones, which may take longer
     */
    FromFiles(
            EngineConfig config,
            History history,
            LookupFolder lookupFolder,
            FilesHost host,
            Function<OptionalLong, Moment> moments,
            Loop loop,
            Pins pins,
            ThreadPoolExecutor askedThread,
            ThreadPoolExecutor customerThread,
            ThreadPoolExecutor pinnedThread,
            LongSupplier millis) {
        this.config = config;
        this.history = history;
        this.lookupFolder = lookupFolder;
        this.host = host;
        this.moments = moments;
        this.loop = loop;
        this.pins = pins;
        this.askedThread = askedThread;
        this.customerThread = customerThread;
        this.pinnedThread = pinnedThread;
        this.millis = millis;
    }

    /** The answer now, or at an earlier second; fails with {@link InvalidQuestionException} or {@link BusyException}. */
    CompletableFuture<Answer> ask(Question question, OptionalLong asOfSecond) {
        return queued(askedThread, left -> answer(question, asOfSecond, left));
    }

    /** The customers behind a number; fails as {@link #ask} does. */
    CompletableFuture<Members> members(MembersAsked asked) {
        Wish wish = new Wish.MembersOf(asked.row(), asked.not(), asked.after(), asked.limit());
        return queued(
                askedThread,
                left -> found(
                        moment -> order(asked.question(), moment, wish),
                        asked.asOfSecond(),
                        left,
                        CustomerBytes::members));
    }

    /** Customers by a text; fails as {@link #ask} does. */
    CompletableFuture<FoundCustomers> customers(String text, Optional<IdentityKey> after, int limit) {
        return queued(
                askedThread,
                left -> found(
                        moment -> everyone(
                                moment,
                                new Wish.Search(
                                        text,
                                        after,
                                        limit,
                                        moment.view().vocabulary().paths(Profile.TRAITS))),
                        OptionalLong.empty(),
                        left,
                        CustomerBytes::found));
    }

    /** What is known of a customer; fails as {@link #ask} does. */
    CompletableFuture<Optional<Profile>> profile(IdentityKey id) {
        return queued(
                customerThread,
                left -> found(
                        moment -> ofCustomer(moment, id, Wish.ProfileOf::new),
                        OptionalLong.empty(),
                        left,
                        CustomerBytes::profileIfAny));
    }

    /** Events of a customer; fails as {@link #ask} does. */
    CompletableFuture<TimelinePage> timeline(IdentityKey id, TimelinePage.Place before, int limit) {
        return queued(
                customerThread,
                left -> found(
                        moment -> ofCustomer(moment, id, identities -> new Wish.PageOf(identities, before, limit)),
                        OptionalLong.empty(),
                        left,
                        CustomerBytes::page));
    }

    private <T> CompletableFuture<T> queued(ThreadPoolExecutor thread, Function<Duration, T> work) {
        if (thread.getQueue().size() >= config.filesWaitingMax()) {
            refused.increment();
            return CompletableFuture.failedFuture(BusyException.ofFiles(config.filesWaitingMax()));
        }
        long asked = millis.getAsLong();
        return CompletableFuture.supplyAsync(
                () -> {
                    Duration left = config.filesTimeMax().minusMillis(millis.getAsLong() - asked);
                    if (!left.isPositive()) {
                        throw new InvalidQuestionException(
                                "files_limit",
                                "others that are answered from files took more than "
                                        + config.filesTimeMax().toSeconds() + " s, which is the limit; ask again");
                    }
                    return work.apply(left);
                },
                thread);
    }

    /** The answer now, for a pinned question, which waits however many others do. */
    CompletableFuture<Answer> askPinned(Question question) {
        return CompletableFuture.supplyAsync(
                () -> answer(
                        question, OptionalLong.empty(), config.filesTimeMax().multipliedBy(PINNED_SHARE)),
                pinnedThread);
    }

    /** How many questions were answered. */
    long answered() {
        return answered.sum();
    }

    /** How many questions were refused, as too many were waiting. */
    long refused() {
        return refused.sum();
    }

    /** How many questions wait, beside the one that is being answered. */
    int waiting() {
        return askedThread.getQueue().size()
                + customerThread.getQueue().size()
                + pinnedThread.getQueue().size();
    }

    private Answer answer(Question question, OptionalLong asOfSecond, Duration timeMax) {
        Answer answer = found(
                moment -> order(question, moment, new Wish.AnswerTo()),
                asOfSecond,
                timeMax,
                source -> FilesAnswer.read(question, source));
        answered.increment();
        return answer.fromFiles();
    }

    /** Makes an order of what is held and a moment. */
    private interface Ordering {
        Ordered order(Moment moment) throws IOException;
    }

    /** What is wanted at a moment, and how many events the moment has for it; the moment itself would keep the memory of its time alive. */
    private record Ordered(
            long events,
            long sequence,
            long second,
            long historyFrom,
            List<LookupVersion> versions,
            Map<String, String> audiences,
            String question,
            Wish wish) {}

    private <T> T found(Ordering ordering, OptionalLong asOfSecond, Duration timeMax, Function<ByteSource, T> reading) {
        Path data = history.data()
                .orElseThrow(() -> new InvalidQuestionException(
                        Reads.NOT_IN_MEMORY,
                        "not all that it reads is in memory, where message ids never are, and there are no files to"
                                + " read it from"));
        // Held first, so that the moment has all that is sealed.
        try (History.Hold hold = history.hold()) {
            Ordered ordered = ordering.order(moments.apply(asOfSecond));
            FilesOrder order = new FilesOrder(
                    data.toAbsolutePath(),
                    hold.manifest(),
                    ordered.sequence,
                    ordered.second,
                    ordered.historyFrom,
                    loop.dropped(),
                    ordered.versions,
                    ordered.audiences,
                    ordered.question,
                    config.passiveEvents(),
                    config.scanThreads(),
                    ordered.wish);
            ByteSource said = new ByteSource(host.answer(order, timeMax));
            long events = said.getVarint();
            if (events != ordered.events) {
                throw new InvalidQuestionException(
                        "files_damaged",
                        "not all that it reads is in memory, and files and log have " + events + " events, not the "
                                + ordered.events
                                + " that came; start the engine again, it says then what is damaged");
            }
            return reading.apply(said);
        } catch (IOException e) {
            throw new UncheckedIOException("files and log cannot be read: " + e.getMessage(), e);
        }
    }

    private Ordered order(Question question, Moment moment, Wish wish) throws IOException {
        return new Ordered(
                moment.view().events(),
                moment.view().sequence(),
                moment.second(),
                moment.view().historyFrom(),
                versions(question, moment),
                audiences(pins.published().values()),
                QuestionJson.write(question),
                wish);
    }

    private static Ordered everyone(Moment moment, Wish wish) {
        return ordered(moment, moment.view().events(), wish);
    }

    private static Ordered ofCustomer(Moment moment, IdentityKey id, Function<List<IdentityKey>, Wish> wish) {
        View view = moment.view();
        int head = view.customerOf(view.identityOf(id).orElseThrow());
        List<IdentityKey> identities = new ArrayList<>();
        int identity = head;
        do {
            identities.add(view.key(identity));
            identity = view.nextIdentity(identity);
        } while (identity != head);
        TimelineReader reader = new TimelineReader(view, Long.MAX_VALUE);
        reader.open(head);
        long events = 0;
        while (reader.next()) {
            events++;
        }
        return ordered(moment, events, wish.apply(identities));
    }

    private static Ordered ordered(Moment moment, long events, Wish wish) {
        return new Ordered(
                events,
                moment.view().sequence(),
                moment.second(),
                moment.view().historyFrom(),
                List.of(),
                Map.of(),
                "",
                wish);
    }

    private static Map<String, String> audiences(Collection<PinnedQuestion> pinned) {
        return pinned.stream()
                .filter(each -> each.question() instanceof Audience)
                .collect(Collectors.toMap(
                        each -> each.pin().name(), each -> each.pin().question()));
    }

    /** The versions of the lookup tables that a moment is read through. */
    private List<LookupVersion> versions(Question question, Moment moment) throws IOException {
        List<LookupVersion> versions = new ArrayList<>();
        if (!Asking.lookedUp(question, moment.view()).isEmpty()) {
            for (LookupTable table : moment.view().lookups().all()) {
                LookupTable.Head head = table.head();
                versions.add(LookupVersion.of(
                        new LookupShape(
                                head.name(),
                                head.on(),
                                column(head.key()),
                                head.columns().stream().map(FromFiles::column).toList()),
                        head.version(),
                        Instant.ofEpochMilli(head.since()),
                        table.rows(),
                        Files.readAllBytes(lookupFolder.file(table))));
            }
        }
        return versions;
    }

    private static LookupColumn column(LookupTable.Column column) {
        return new LookupColumn(
                column.name(), LookupColumn.Type.valueOf(column.type().toUpperCase(Locale.ROOT)));
    }

    /** Ends what is under way. */
    void close() {
        host.close();
    }
}
