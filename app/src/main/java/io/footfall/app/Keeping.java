package io.footfall.app;

import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import java.nio.file.Path;
import java.time.Clock;
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

    HistoryConfig history(CommandLine command) {
        try {
            return HistoryConfig.DEFAULTS.withSealBytes(sealBytes);
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
