package io.footfall.engine;

import io.footfall.timeline.LookupTable;
import io.footfall.timeline.PathBytes;
import io.footfall.timeline.Timelines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps timelines and pinned questions under a ceiling of memory: when it is near, paths are left out of memory that nothing pinned reads,
 * nor lookup tables are joined by. First those that were never asked for, the largest first; then those asked for, the longest ago
 * first. What a path's different values take stays, so one with very many of them is left out before: past half of the ceiling, when
 * they take more than an eighth of it.
 *
 * <p>Owned by the engine's thread.
 */
final class Ceiling {
    private static final Logger LOGGER = LoggerFactory.getLogger(Ceiling.class);

    /** What is read of a customer whatever is asked. */
    private static final Set<String> ALWAYS = Set.of(ProfileReading.REVENUE);

    /** So many slices let go in a turn: some 10 ms. */
    private static final int SLICES_A_TURN = 8;

    /** It is near when a sixteenth is left; then an eighth is made free. */
    private static final int NEAR_SHARE = 16;

    private static final int FREE_SHARE = 8;
    private static final int OWN_SHARE = 8;

    private final long bytesMax;
    private final PathsAsked asked;
    private boolean isToldOf;

    /**
     * A ceiling.
     *
     * @param asked when paths were asked for
     */
    Ceiling(long bytesMax, PathsAsked asked) {
        this.bytesMax = bytesMax;
        this.asked = asked;
    }

    /**
     * Lets go of a little, if something is to be let go of; else, if the ceiling is near, says of what.
     *
     * @param takenBytes what timelines and pinned questions take, as it was measured last
     * @param pinned the paths that pinned questions read
     * @return whether there is more to let go of
     */
    boolean keep(Timelines timelines, long takenBytes, Supplier<Set<String>> pinned) {
        if (timelines.isLettingGo()) {
            timelines.letGo(SLICES_A_TURN);
            return true;
        }
        if (takenBytes < bytesMax / 2) {
            return false;
        }
        List<String> paths = choose(timelines, takenBytes, pinned);
        if (paths.isEmpty()) {
            return false;
        }
        LOGGER.atInfo()
                .setMessage("to stay under the memory ceiling, these paths are answered from files from now on")
                .addKeyValue("ceilingBytes", bytesMax)
                .addKeyValue("takenBytes", takenBytes)
                .addKeyValue("paths", paths)
                .log();
        timelines.leaveOut(paths);
        return true;
    }

    private List<String> choose(Timelines timelines, long takenBytes, Supplier<Set<String>> pinned) {
        boolean isNear = takenBytes > bytesMax - bytesMax / NEAR_SHARE;
        List<PathBytes> all = timelines.pathBytes();
        if (!isNear && all.stream().noneMatch(this::isHungry)) {
            return List.of();
        }
        Set<String> kept = new HashSet<>(pinned.get());
        kept.addAll(ALWAYS);
        timelines.lookups().all().stream()
                .map(LookupTable::head)
                .map(LookupTable.Head::on)
                .forEach(kept::add);
        List<PathBytes> candidates = all.stream()
                .filter(each -> !kept.contains(each.path()))
                .sorted(Comparator.comparingLong((PathBytes each) -> asked.lastAsked(each.path()))
                        .thenComparing(Comparator.comparingLong(PathBytes::all).reversed())
                        .thenComparing(PathBytes::path))
                .toList();
        List<String> chosen = new ArrayList<>();
        long left = isNear ? takenBytes - (bytesMax - bytesMax / FREE_SHARE) : 0;
        for (PathBytes each : candidates) {
            if (left > 0 || isHungry(each)) {
                chosen.add(each.path());
                left -= each.rows();
            }
        }
        if (isNear && chosen.isEmpty() && takenBytes > bytesMax && !isToldOf) {
            isToldOf = true;
            LOGGER.atWarn()
                    .setMessage(
                            "the memory ceiling is passed, and nothing more can be left out; give it more memory (--memory),"
                                    + " keep less history (--keep), or unpin questions")
                    .addKeyValue("ceilingBytes", bytesMax)
                    .addKeyValue("takenBytes", takenBytes)
                    .log();
        }
        return chosen;
    }

    private boolean isHungry(PathBytes path) {
        return path.values() > bytesMax / OWN_SHARE;
    }
}
