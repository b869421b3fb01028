package io.footfall.history.files;

import io.footfall.eventlog.ClosedSegment;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.SequenceRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The sealed part of what happened: files that the manifest lists, which take the place of the log's older segments.
 *
 * <h2>Sealing</h2>
 *
 * The files are written and forced; then the manifest that lists them is; then the segments are deleted that they hold. Before the
 * manifest is replaced the log has everything, and files that are not listed are deleted at the next start; from then on the files
 * have it, and segments that are left over are passed over and deleted. So it may end after any step, and nothing is lost or there
 * twice.
 *
 * <h2>Compaction</h2>
 *
 * Eight neighbouring files become one ({@link CompactionRule}) by the same steps: it is written and forced, and the manifest that lists it
 * in their place is; then they are deleted. One thread seals while another puts together: each writes its files first, and
 * then makes the next manifest from the one that is listed by then.
 *
 * <h2>Letting go</h2>
 *
 * When history is kept from a later instant on, files in which all happened before are listed no more by the manifest of the next sealing, and
 * then deleted like those that were replaced. That manifest has the control record that says so: a reader of files and log knows from when on
 * history is kept before it misses anything.
 *
 * <h2>Holds</h2>
 *
 * Who reads files and log together holds what they were when it began. Segments are deleted once nobody holds a manifest in which
 * they were not sealed, and files once nobody holds one that lists them. Other processes hold nothing: they go on with the newer manifest
 * when a file is gone ({@link AllEvents}), and files lie there for a while after they were replaced, for programs of others.
 *
 * <p>{@link #open} comes first, then {@link #read}. One thread {@linkplain #seal seals} and deletes, one, which may be another, {@linkplain
 * #compact puts together}; holds are for any.
 */
public final class History implements AutoCloseable {
    /** The folder of the files in a data folder. */
    public static final String FOLDER = "history";

    /** What the names of files of events begin with. */
    public static final String EVENTS = "events-";

    /** What the names of files of quarantined items begin with. */
    public static final String QUARANTINED = "quarantined-";

    private final HistoryConfig config;
    private final Path data;
    private final Path folder;
    private final FilesWork work;
    private final UnaryOperator<List<byte[]>> compacting;
    private final Consumer<Step> reached;
    private final boolean isNone;
    private final Listed listed = new Listed();

    /** Held while the next manifest takes the place of the one that is listed. */
    private final Object replacing = new Object();

    /** Whether nothing is to be sealed. */
    private volatile boolean isOff;

    private volatile Set<String> damagedFiles = Set.of();
    private volatile List<Damage> damage = List.of();
    private final AtomicLong sealings = new AtomicLong();
    private final AtomicLong compactions = new AtomicLong();
    private final AtomicLong compactedBytes = new AtomicLong();

    /** What sealing or compaction has done, in order; it may have deleted several files, or none. */
    enum Step {
        FILES,
        MANIFEST,
        COPY,
        LIST,
        DELETED
    }

    /**
     * The history of a data folder.
     *
     * @param compacting leaves of control records, in order, those that still say something
     */
    public History(HistoryConfig config, Path data, FilesWork work, UnaryOperator<List<byte[]>> compacting) {
        this(config, data, work, compacting, step -> {}, false);
    }

    /** As the other, telling of each step of sealing when it is done. */
    History(
            HistoryConfig config,
            Path data,
            FilesWork work,
            UnaryOperator<List<byte[]>> compacting,
            Consumer<Step> reached) {
        this(config, data, work, compacting, reached, false);
    }

    private History(
            HistoryConfig config,
            Path data,
            FilesWork work,
            UnaryOperator<List<byte[]>> compacting,
            Consumer<Step> reached,
            boolean isNone) {
        this.config = config;
        this.data = data.toAbsolutePath();
        this.folder = this.data.resolve(FOLDER);
        this.work = work;
        this.compacting = compacting;
        this.reached = reached;
        this.isNone = isNone;
        this.isOff = isNone;
    }

    /** A history in which nothing is sealed, and never will be. */
    public static History none() {
        return new History(
                HistoryConfig.DEFAULTS, Path.of(""), new FilesProcess(), UnaryOperator.identity(), step -> {}, true);
    }

    /**
     * Reads the manifest, and clears away what a kill left behind; for whoever has locked the data folder.
     *
     * @return where the log goes on
     * @throws UncheckedIOException if the disk fails
     */
    public LogStart open() {
        try {
            ManifestFolder manifests = new ManifestFolder(folder);
            ManifestFolder.Found found = manifests.find();
            listed.list(found.manifest());
            damage = found.damage();
            isOff = found.isLost();
            if (!found.isLost()) {
                manifests.clear(found.manifest());
            }
            return found.manifest().sealed();
        } catch (IOException e) {
            throw new UncheckedIOException("the history in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The data folder, if there is one. */
    public Optional<Path> data() {
        return isNone ? Optional.empty() : Optional.of(data);
    }

    /**
     * Reads what is sealed, once it is open.
     *
     * @param after files whose last sequence is not after this one are left out
     * @throws UncheckedIOException if it cannot be begun
     */
    public SealedEvents read(long after) {
        try {
            return work.read(folder, manifest().after(after));
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is wrong with a file that is listed; empty if nothing is. */
    public Optional<SealedFile.Flaw> flaw(SealedFile file) throws IOException {
        return file.flaw(folder);
    }

    /** Takes note of what was found damaged when it was read. */
    public void found(List<Damage> newDamage) {
        Set<Damage> all = new LinkedHashSet<>(damage);
        all.addAll(newDamage);
        damage = List.copyOf(all);
        Set<String> files = new HashSet<>(damagedFiles);
        newDamage.forEach(stretch -> files.add(stretch.file()));
        damagedFiles = Set.copyOf(files);
    }

    /** What is damaged or missing, as far as it was read. */
    public List<Damage> damage() {
        return damage;
    }

    /** What is listed now. */
    public Manifest manifest() {
        return listed.now();
    }

    /** What there is and what was done. */
    public HistoryCounters counters() {
        List<SealedFile> files = manifest().events();
        return new HistoryCounters(
                files.size(),
                files.stream().mapToLong(SealedFile::rows).sum(),
                files.stream().mapToLong(SealedFile::bytes).sum(),
                listed.replacedCount(),
                sealings.get(),
                compactions.get(),
                compactedBytes.get());
    }

    /** From when on history is to be kept, as far as it was told. */
    public OptionalLong keptFrom(long nowMillis, long newestMillis) {
        return config.historyFrom(nowMillis, newestMillis);
    }

    /** How large the closed segments are together that are not sealed. */
    public long unsealedBytes(List<ClosedSegment> closed) {
        return isOff ? 0 : open(closed).stream().mapToLong(ClosedSegment::bytes).sum();
    }

    /** What it was told. */
    public HistoryConfig config() {
        return config;
    }

    private List<ClosedSegment> open(List<ClosedSegment> closed) {
        LogStart sealed = manifest().sealed();
        return closed.stream()
                .filter(segment -> segment.firstSequence() > sealed.segment())
                .toList();
    }

    /**
     * Where the log will begin once its oldest closed segments are sealed, as many as make a file of a good size; empty if all are too small for
     * that, and nothing can be let go of.
     *
     * @param keptSince the sequence at which it was recorded that less is kept than the files were made for; none if it was not
     */
    public Optional<LogStart> due(List<ClosedSegment> closed, OptionalLong keptSince) {
        List<ClosedSegment> open = open(closed);
        long bytes = open.stream().mapToLong(ClosedSegment::bytes).sum();
        boolean letsGo = !open.isEmpty()
                && keptSince.isPresent()
                && open.getLast().after().sequence() >= keptSince.getAsLong();
        return isOff || open.isEmpty() || (bytes < config.sealBytes() && !letsGo)
                ? Optional.empty()
                : Optional.of(stretch(open).after());
    }

    /** The last segment of what is sealed at once. */
    private ClosedSegment stretch(List<ClosedSegment> open) {
        long bytes = 0;
        for (int i = 0; i < open.size(); i++) {
            bytes += open.get(i).bytes();
            if (bytes > config.stretchBytes() && i > 0) {
                return open.get(i - 1);
            }
        }
        return open.getLast();
    }

    /**
     * Seals the log's oldest closed segments.
     *
     * @param to where the log will begin then
     * @param dropped the sequences before it that the log has and no timeline
     * @param joined who is called by another id now
     * @param historyFrom from when on history is kept, as recorded before there, in milliseconds since 1970 UTC; 0 if all is
     * @param isNamed whether a snapshot names a file of some name
     * @param givesWay whether others get more of the processors meanwhile
     * @throws IOException if the disk fails, or the files are not what the log holds; then nothing is sealed
     */
    public void seal(
            LogStart to,
            SequenceRanges dropped,
            List<Lease.Joined> joined,
            long historyFrom,
            Predicate<String> isNamed,
            boolean givesWay,
            long nowMillis)
            throws IOException {
        ManifestFolder manifests = new ManifestFolder(folder);
        manifests.begin();
        Manifest before = manifest();
        long from = Math.max(before.historyFrom(), historyFrom);
        SealedStretch written = work.seal(
                new SealOrder(
                        data,
                        before.sealed(),
                        to,
                        dropped,
                        joined,
                        before.events().stream().map(SealedFile::name).toList(),
                        before.quarantinedCount(),
                        from > before.historyFrom() ? from : 0),
                givesWay);
        reached.accept(Step.FILES);
        synchronized (replacing) {
            Manifest now = manifest();
            // What was put together with others meanwhile is let go of with the next stretch.
            boolean letsGo = now.names().containsAll(written.letGo());
            SealedStretch stretch = letsGo ? written : written.lettingNothingGo();
            List<byte[]> controls = new ArrayList<>(now.controls());
            controls.addAll(stretch.controls());
            Manifest after =
                    stretch.after(now, to, compacting.apply(controls), letsGo ? from : before.historyFrom(), isNamed);
            manifests.replace(after, reached);
            listed.list(after, nowMillis);
        }
        sealings.incrementAndGet();
    }

    /**
     * Puts files of events together, if there are some for which the {@linkplain CompactionRule rule} says so.
     *
     * @param snapshot what the newest snapshot was made from: files of which it has all are not put together with others; none is written meanwhile
     * @return whether there were
     * @throws IOException if the disk fails, or what is written is not what was there; then nothing is changed
     */
    public boolean compact(MadeFrom snapshot, long nowMillis) throws IOException {
        Object reader = new Object();
        Manifest before = listed.read(reader);
        try {
            List<SealedFile> parts = compactable(before, snapshot.sequence());
            if (parts.isEmpty()) {
                return false;
            }
            listed.read(reader, parts.stream().map(SealedFile::name).collect(Collectors.toSet()));
            SealedFile whole = work.compact(folder, parts);
            reached.accept(Step.FILES);
            synchronized (replacing) {
                Manifest now = manifest();
                if (!now.events().containsAll(parts)) {
                    // Sealing has let go of some of them meanwhile.
                    Files.deleteIfExists(folder.resolve(whole.name()));
                    return true;
                }
                Manifest after = now.compacted(parts, whole, snapshot.files()::containsKey);
                new ManifestFolder(folder).replace(after, reached);
                listed.list(after, nowMillis);
            }
            compactions.incrementAndGet();
            compactedBytes.addAndGet(whole.bytes());
            return true;
        } finally {
            listed.readNoMore(reader);
        }
    }

    /** Of sound files only; a damaged one is told of, and left as it is. */
    private List<SealedFile> compactable(Manifest manifest, long border) throws IOException {
        CompactionRule rule = new CompactionRule(config.compactedBytesMax());
        while (true) {
            List<SealedFile> parts = isOff ? List.of() : rule.due(manifest.events(), border, damagedFiles);
            List<Damage> flaws = new ArrayList<>();
            for (SealedFile part : parts) {
                part.flaw(folder).map(part::damage).ifPresent(flaws::add);
            }
            if (flaws.isEmpty()) {
                return parts;
            }
            found(flaws);
        }
    }

    /** Deletes what is listed no more, has been left alone long enough, and is held by nobody. */
    public void deleteReplaced(long nowMillis) throws IOException {
        for (String name : listed.unread(nowMillis - config.keepsReplaced().toMillis())) {
            Files.deleteIfExists(folder.resolve(name));
            listed.deleted(name);
            reached.accept(Step.DELETED);
        }
    }

    /** Deletes of the log what is sealed, unless somebody holds it still. */
    public void deleteSealed(EventLog log) {
        LogStart sealed = manifest().sealed();
        if (!listed.isLogHeld()
                && log.closedSegments().stream().anyMatch(segment -> segment.firstSequence() <= sealed.segment())) {
            log.deleteUpTo(sealed);
        }
    }

    /** Gives back what is kept between one stretch and the next, as there will be none for a while; for the thread that seals. */
    public void restSealing() {
        work.restSealing();
    }

    /** The same for the thread that puts together. */
    public void restCompacting() {
        work.restCompacting();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        work.close();
    }

    /** Holds what is listed now, until it is closed. */
    public Hold hold() {
        Hold hold = new Hold();
        listed.hold(hold);
        return hold;
    }

    /** What is held until it is closed: files and where the log goes on after them. May be closed again. */
    public final class Hold implements AutoCloseable {
        private Hold() {}

        /** What is held. */
        public Manifest manifest() {
            return listed.heldBy(this);
        }

        /** What an SQL statement reads of it. */
        public Lease.Past past() {
            Manifest mine = listed.heldBy(this);
            List<String> files = mine.events().stream()
                    .map(SealedFile::name)
                    .filter(name -> !damagedFiles.contains(name))
                    .map(name -> folder.resolve(name).toString())
                    .toList();
            return new Lease.Past(files, mine.sealed(), mine.historyFrom());
        }

        @Override
        public void close() {
            listed.release(this);
        }
    }
}
