package io.footfall.history.files;

import java.util.List;
import java.util.Set;

/**
 * Says which files of events become one: the oldest eight neighbours of which none is larger than a quarter of what they
 * have together, if that stays within a limit.
 *
 * <p>So each time a row is written again, the file it is in becomes at least four times as large, and it is written again at most
 * as often as the size of a sealed file can grow so until it reaches the limit.
 *
 * @param bytesMax how large files are together at most that become one
 */
record CompactionRule(long bytesMax) {
    /** How many files become one. */
    static final int FILES = 8;

    /**
     * The files that become one next; none if none do.
     *
     * @param files those that there are, in the order of their sequences
     * @param border files on different sides of this sequence are not put together
     * @param damaged the names of files that are left as they are
     */
    List<SealedFile> due(List<SealedFile> files, long border, Set<String> damaged) {
        for (int first = 0; first + FILES <= files.size(); first++) {
            List<SealedFile> some = files.subList(first, first + FILES);
            boolean isOnOneSide =
                    some.getLast().lastSequence() <= border || some.getFirst().lastSequence() > border;
            if (isOnOneSide && isWorthIt(some) && some.stream().noneMatch(file -> damaged.contains(file.name()))) {
                return List.copyOf(some);
            }
        }
        return List.of();
    }

    private boolean isWorthIt(List<SealedFile> some) {
        long bytes = some.stream().mapToLong(SealedFile::bytes).sum();
        long largest = some.stream().mapToLong(SealedFile::bytes).max().orElseThrow();
        return bytes <= bytesMax && largest <= bytes / 4;
    }
}
