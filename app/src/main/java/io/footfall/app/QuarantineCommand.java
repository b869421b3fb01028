package io.footfall.app;

import io.footfall.wire.RepairBody;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code footfall quarantine}: what was set aside, and how it comes back. */
@Command(
        name = "quarantine",
        description = "Shows what was set aside, and brings it back by a mapping.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class, QuarantineRepairCommand.class})
final class QuarantineCommand {

    /** What is asked for. */
    static final class Which {
        @Option(names = "--data", required = true, description = "The data folder; an engine may run on it.")
        private Path data = Path.of("data");

        @Option(names = "--reason", description = "Only what was set aside for this reason, such as row:bad_number.")
        private Optional<String> reason = Optional.empty();

        @Option(names = "--source", description = "Only what came from this source.")
        private Optional<String> source = Optional.empty();

        @Option(names = "--id", converter = Ids.class, description = "Only the item of this id.")
        private Optional<Long> id = Optional.empty();

        QuarantineFolder folder() {
            return new QuarantineFolder(data, reason, source, id);
        }
    }

    /** Reads an id as {@code show} writes it. */
    static final class Ids implements ITypeConverter<Long> {
        @Override
        public Long convert(String written) {
            return RepairBody.id(written)
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + written + "\" is no id; expected 16 digits such as 0f3a5b7c9d1e2f40"));
        }
    }
}
