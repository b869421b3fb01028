package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code footfall simulate --ledger}, whose engine is killed and started again in the middle. */
@Timeout(1_200)
class SimulateLedgerIT {
    private static final int BEFORE_THE_KILL = 500;

    @TempDir
    Path folder;

    @Test
    void listsExactlyTheIdsThatAreThere() throws Exception {
        Path data = folder.resolve("data");
        Path ledger = folder.resolve("ledger.txt");
        EngineProcess engine = EngineProcess.start(data);
        try (FootfallProcess simulate = FootfallProcess.start(List.of(
                "simulate",
                "--to",
                engine.address().toString(),
                "--key",
                engine.key(KeyKind.WRITE),
                "--rate",
                "500",
                "--for",
                "4s",
                "--ledger",
                ledger.toString()))) {
            Until.holds(() -> lines(ledger) >= BEFORE_THE_KILL, () -> "only " + lines(ledger) + " were answered");
            engine.process().kill();
            int port = engine.address().getPort();
            engine.close();
            engine = EngineProcess.start(data, port, List.of());

            assertThat(simulate.await()).as(simulate.errors()).isZero();
            Set<String> admitted = new HashSet<>(Files.readAllLines(ledger));
            assertThat(simulate.outputToTheEnd()).contains("sent " + lines(ledger) + " events, each answered");
            admitted.removeIf(AckLedger::isBroken);
            assertThat(engine.ask(ShopNames.count()).body()).contains("\"rows\":[{\"value\":" + admitted.size() + "}]");
        } finally {
            engine.close();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
