package io.footfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

    @Test
    void budgetsAreATableThatSaysWhichAreHeld() {
        Report report = new Report()
                .say("Seen once.")
                .budgets(List.of(
                        Budget.atLeast("events a second", 123_456, 100_000, 0, ""),
                        Budget.atMost("p99", 12.5, 10, 1, " ms")));

        assertThat(report.markdown()).isEqualTo("""
                Seen once.

                | what | measured | budget | held |
                | --- | ---: | ---: | ---: |
                | events a second | 123,456 | ≥ 100,000 | yes |
                | p99 | 12.5 ms | ≤ 10.0 ms | no |

                """);
    }
}
