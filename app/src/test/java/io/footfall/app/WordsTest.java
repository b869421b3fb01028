package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.Damage;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What commands say about damage, and how far they are. */
class WordsTest {
    @Test
    void damageIsToldWithWhatIsLost() {
        assertThat(Damages.words(new Damage("1.log", Damage.Kind.MISSING, 0, 9_000, 5, 1_234)))
                .isEqualTo(
                        "the log file 1.log is missing; lost with it: up to 1,230 events, of the sequences 5 to 1234");
        assertThat(Damages.words(new Damage("1.log", Damage.Kind.SKIPPED, 100, 1_100, 5, 4)))
                .isEqualTo("damage in 1.log: 1,000 bytes from byte 100 on were skipped");
        assertThat(Damages.words(new Damage("1.log", Damage.Kind.CUT, 100, 110, 5, 4)))
                .isEqualTo("the log ended within a write, as after a kill: cut 10 bytes off 1.log, none of which was"
                        + " acknowledged");
    }

    @Test
    void progressIsABarWithARateAndAnEstimate() {
        assertThat(ImportProgress.line(500, 1_000, 12_000, 4))
                .isEqualTo("[############            ]  50 %  12,000 rows  3,000 rows/s  some 4 s left");
        assertThat(ImportProgress.line(1_000, 1_000, 24_000, 8))
                .isEqualTo("[########################] 100 %  24,000 rows  3,000 rows/s");
        assertThat(ImportProgress.line(0, 0, 0, 0)).startsWith("[########################] 100 %  0 rows");
    }

    @Test
    void progressIsDrawnOnATerminalOnly() {
        StringWriter err = new StringWriter();
        new ImportProgress(10, new PrintWriter(err), false).at(10, 3);
        assertThat(err.toString()).isEmpty();
        new ImportProgress(10, new PrintWriter(err), true).at(10, 3);
        assertThat(err.toString()).startsWith("\r[####").endsWith("\u001b[K");
    }
}
