package io.footfall.app;

import io.footfall.connect.sources.MemorySize;
import io.footfall.engine.EngineConfig;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much of what happened is kept in memory. */
final class Remembering {
    private static final long BYTES_MIN = 64L << 20;

    @Option(
            names = "--memory",
            description =
                    "How much memory timelines and pinned questions may take, such as 512m or 2g; what does not fit is answered"
                            + " from files. It goes before memory of the configuration file. Default: three fifths of the heap.")
    private Optional<String> memory = Optional.empty();

    /**
     * What the engine is told.
     *
     * @param configured the bytes that a configuration file says
     * @param heapBytes the largest heap there may be
     */
    EngineConfig engine(CommandLine command, OptionalLong configured, long heapBytes) {
        OptionalLong told = memory.isPresent() ? MemorySize.bytes(memory.get()) : configured;
        if (memory.isPresent() && told.isEmpty()) {
            throw new ParameterException(
                    command, "--memory is " + memory.get() + ", it must be " + MemorySize.EXPECTED);
        }
        if (told.isEmpty()) {
            return EngineConfig.DEFAULTS;
        }
        long bytes = told.getAsLong();
        String words = (memory.isPresent() ? "--memory" : "memory") + " is " + MemorySize.words(bytes);
        if (bytes < BYTES_MIN) {
            throw new ParameterException(command, words + ", it must be at least " + MemorySize.words(BYTES_MIN));
        }
        if (bytes > heapBytes / 4 * 3) {
            throw new ParameterException(
                    command,
                    words + ", it must be at most three quarters of the heap, which are "
                            + MemorySize.words(heapBytes / 4 * 3)
                            + "; give Java more, such as FOOTFALL_JAVA_OPTS=-Xmx"
                            + MemorySize.words((bytes / 3 * 4 | (1L << 20) - 1) + 1));
        }
        return EngineConfig.DEFAULTS.withMemoryBytesMax(bytes);
    }
}
