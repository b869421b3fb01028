package io.footfall.app;

import io.footfall.connect.sources.KeepPeriod;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How what happened is kept on disk. */
final class Keeping {
    private static final long SEGMENT_BYTES_MIN = 1 << 16;

    @Option(
            names = "--seal-bytes",
            description = "How large the older part of the log may grow before it becomes Parquet files."
                    + " Default: ${DEFAULT-VALUE}.")
    private long sealBytes = HistoryConfig.DEFAULTS.sealBytes();

    @Option(
            names = "--keep",
            description =
                    "How far back history is kept, such as 400d or 52w. It goes before keep of the configuration file. Default:"
                            + " for ever.")
    private Optional<String> keep = Optional.empty();

    /**
     * What the history is told.
     *
     * @param configured for how many days a configuration file says that events are kept
     */
    HistoryConfig history(CommandLine command, OptionalInt configured) {
        OptionalInt told = keep.isPresent() ? KeepPeriod.days(keep.get()) : configured;
        if (keep.isPresent() && told.isEmpty()) {
            throw new ParameterException(command, "--keep is " + keep.get() + ", it must be " + KeepPeriod.EXPECTED);
        }
        try {
            return HistoryConfig.DEFAULTS.withSealBytes(sealBytes).withKeepDays(told.orElse(0));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--seal-bytes: " + e.getMessage(), e);
        }
    }

    /** Opens the log of a data folder together with its history, in segments of a quarter of what is sealed at once. */
    static EventLog openLog(Path data, HistoryConfig config, History history, Clock clock) {
        long most = EventLogConfig.DEFAULTS.segmentBytesMax();
        EventLogConfig segments = EventLogConfig.DEFAULTS.withSegmentBytesMax(
                Math.clamp(config.sealBytes() / 4, SEGMENT_BYTES_MIN, most));
        return EventLog.open(data, segments, clock, System::nanoTime, history::open);
    }
}
