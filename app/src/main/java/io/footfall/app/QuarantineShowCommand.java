package io.footfall.app;

import io.footfall.connect.repair.AsideItem;
import io.footfall.wire.RepairBody;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footfall quarantine show}: the bytes of what was set aside and is not repaired. */
@Command(
        name = "show",
        description =
                "Prints the newest things that were set aside and are not repaired: why, whence, when, and the bytes.",
        mixinStandardHelpOptions = true)
final class QuarantineShowCommand implements Callable<Integer> {
    private static final int LIMIT_MAX = 10_000;

    @Mixin
    private QuarantineCommand.Which which = new QuarantineCommand.Which();

    @Option(names = "--limit", description = "The most that are printed. Default: ${DEFAULT-VALUE}.")
    private int limit = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + ", expected 1 to " + LIMIT_MAX);
        }
        Deque<AsideItem> newest = new ArrayDeque<>();
        which.folder()
                .read(
                        (aside, isRepaired, isWanted) -> {
                            if (isWanted && !isRepaired) {
                                newest.addFirst(aside);
                                if (newest.size() > limit) {
                                    newest.removeLast();
                                }
                            }
                        },
                        spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        if (newest.isEmpty()) {
            out.println("nothing is to be repaired");
        }
        for (AsideItem aside : newest) {
            out.println(RepairBody.written(aside.id()) + "  " + aside.reason() + "  " + aside.source()
                    + (aside.place().isEmpty() ? "" : " " + aside.place()) + "  "
                    + Instant.ofEpochMilli(aside.receivedAt()));
            shown(aside.bytes()).lines().forEach(line -> out.println("  " + line));
        }
        return 0;
    }

    /** Text as it is, but for what a terminal would obey; else the bytes as hexadecimal digits. */
    private static String shown(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.codePoints()
                    .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        } catch (CharacterCodingException ignored) {
            // It is no text, which may be why it was set aside.
            return "hex " + HexFormat.of().formatHex(bytes);
        }
    }
}
