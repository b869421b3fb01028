package io.footfall.question;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Cuts time into the minutes, hours, days, weeks and months of a zone's calendar.
 *
 * <p>Intervals lie side by side without a gap. Days, weeks and months begin at the first instant of their first date. Minutes
 * and hours are cut on the local clock, and an hour that the clock shows twice is two of them: an interval never reaches across
 * a moment at which the clock goes back. One that the clock jumps forward inside stays one.
 *
 * <p>It remembers the intervals it was asked about, so that asking for timestamps that were asked for before, or lie near them, costs
 * two comparisons. Used by one thread.
 */
public final class IntervalClock {
    /** Of the intervals that are cut on the local clock, in their order in {@link Interval}; 0 for the others. */
    private static final int[] SECONDS = {0, 60, 300, 600, 900, 1_800, 3_600, 0, 0, 0};

    private static final int KNOWN = 1024;
    private static final int DAY_STRETCH_BITS = 22;

    private final Interval interval;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final long seconds;
    private final int stretchBits;
    private final int daysEarlier;

    // The interval last asked about, [start, end) in milliseconds, and its number.
    private long start = 1;
    private long end;
    private int bucket;

    // Intervals asked about before, each in the place of the timestamp it was asked for, cut to a stretch that is no
    // longer than
    // intervals mostly are. Made when first needed.
    private long[] knownStarts = new long[0];
    private long[] knownEnds = knownStarts;

    /** A clock of one kind of interval in one zone; not for {@link Interval#NONE}. */
    public IntervalClock(Interval interval, ZoneId zone) {
        this(interval, zone, 0);
    }

    /** The same with days, weeks and months that each begin and end a number of dates earlier than on the calendar. */
    IntervalClock(Interval interval, ZoneId zone, int daysEarlier) {
        if (interval == Interval.NONE) {
            throw new IllegalArgumentException("time is not cut by the interval none");
        }
        this.interval = interval;
        this.zone = zone;
        this.rules = zone.getRules();
        this.seconds = SECONDS[interval.ordinal()];
        this.stretchBits = seconds > 0 ? Long.SIZE - 1 - Long.numberOfLeadingZeros(seconds * 1000) : DAY_STRETCH_BITS;
        this.daysEarlier = daysEarlier;
    }

    /** The start of the interval that holds a millisecond, in milliseconds since 1970 UTC; always a whole second. */
    public long start(long timestamp) {
        turnTo(timestamp);
        return start;
    }

    /** The start of the interval after the one that holds a millisecond. */
    public long next(long timestamp) {
        turnTo(timestamp);
        return end;
    }

    /** The interval that holds a millisecond, as a number that grows by time and fits a row's bucket. */
    public int bucket(long timestamp) {
        turnTo(timestamp);
        return bucket;
    }

    /** The start of the interval that {@link #bucket} made this number of. */
    public long startOf(int bucket) {
        return start(bucket * 60_000L + 59_999);
    }

    private void turnTo(long timestamp) {
        if (timestamp < start || timestamp >= end) {
            recall(timestamp);
            bucket = (int) Math.floorDiv(start, 60_000);
        }
    }

    private void recall(long timestamp) {
        if (knownStarts.length == 0) {
            knownStarts = new long[KNOWN];
            knownEnds = new long[KNOWN];
        }
        int place = (int) (timestamp >>> stretchBits) & (KNOWN - 1);
        if (timestamp >= knownStarts[place] && timestamp < knownEnds[place]) {
            start = knownStarts[place];
            end = knownEnds[place];
        } else {
            locate(Math.floorDiv(timestamp, 1000));
            knownStarts[place] = start;
            knownEnds[place] = end;
        }
    }

    private void locate(long second) {
        if (seconds > 0) {
            start = clockStart(second) * 1000;
            end = clockEnd(second) * 1000;
        } else {
            LocalDate first = firstDate(localDate(second));
            long following = dateStart(following(first));
            if (following <= second) {
                // A clock that goes back past midnight shows the last minutes of a date again after the next has begun.
                first = following(first);
                following = dateStart(following(first));
            }
            start = dateStart(first) * 1000;
            end = following * 1000;
        }
    }

    private long clockStart(long second) {
        long offset = offsetAt(second);
        long local = second + offset;
        long cut = local - Math.floorMod(local, seconds);
        if (rules.isFixedOffset() || offsetAt(cut - offset) == offset) {
            return cut - offset;
        }
        ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochSecond(second + 1));
        long changeSecond = change.toEpochSecond();
        long before = cut - change.getOffsetBefore().getTotalSeconds();
        return change.isGap() && before < changeSecond ? before : changeSecond;
    }

    private long clockEnd(long second) {
        long offset = offsetAt(second);
        long local = second + offset;
        long cut = local - Math.floorMod(local, seconds) + seconds;
        ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(second));
        if (change == null || change.toEpochSecond() >= cut - offset) {
            return cut - offset;
        }
        long after = cut - change.getOffsetAfter().getTotalSeconds();
        return change.isGap() && after > change.toEpochSecond() ? after : change.toEpochSecond();
    }

    private long offsetAt(long second) {
        return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    private LocalDate localDate(long second) {
        return LocalDateTime.ofEpochSecond(second + offsetAt(second), 0, ZoneOffset.UTC)
                .toLocalDate();
    }

    private long dateStart(LocalDate date) {
        return date.atStartOfDay(zone).toEpochSecond();
    }

    private LocalDate firstDate(LocalDate date) {
        LocalDate onCalendar = date.plusDays(daysEarlier);
        LocalDate first = switch (interval) {
            case WEEK -> onCalendar.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> onCalendar.withDayOfMonth(1);
            default -> onCalendar;
        };
        return first.minusDays(daysEarlier);
    }

    private LocalDate following(LocalDate first) {
        LocalDate onCalendar = first.plusDays(daysEarlier);
        LocalDate following = switch (interval) {
            case WEEK -> onCalendar.plusWeeks(1);
            case MONTH -> onCalendar.plusMonths(1);
            default -> onCalendar.plusDays(1);
        };
        return following.minusDays(daysEarlier);
    }
}
