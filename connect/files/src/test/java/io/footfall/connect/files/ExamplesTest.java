package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example mappings on the public data they are for, against the counts published with it. */
class ExamplesTest {

    // Maven runs tests in the folder of the module.
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path DATA = data();

    private final KeptItems kept = new KeptItems();

    @Test
    void everyRowOfRees46IsAnEventOfItsCustomer() throws Exception {
        ImportSummary summary = run("rees46.yaml", "rees46/rees46_2019-10-01_first_hours.csv");

        assertThat(summary.admitted()).isEqualTo(17_434);
        assertThat(kept.badRows).isEmpty();
        assertThat(kept.userIds()).hasSize(4_504);
        assertThat(sum("revenue")).isEqualByComparingTo("59442.63");
    }

    @Test
    void theLinesOfAnInvoiceMakeOneOrder() throws Exception {
        ImportSummary summary = run("online-retail-orders.yaml", "online-retail/online_retail.csv.gz");

        assertThat(summary.rows()).isEqualTo(541_909);
        assertThat(summary.rows() - summary.leftOut()).isEqualTo(397_884);
        assertThat(summary.admitted()).isEqualTo(18_532);
        assertThat(kept.userIds()).hasSize(4_338);
        assertThat(sum("revenue")).isEqualByComparingTo("8911407.904");
        assertThat(sum("units")).isEqualByComparingTo("5167812");
    }

    @Test
    void equalLinesOfAnInvoiceStayDifferentEvents() throws Exception {
        ImportSummary summary = run("online-retail-lines.yaml", "online-retail/online_retail.csv.gz");

        assertThat(summary.admitted()).isEqualTo(397_884);
        assertThat(sum("total")).isEqualByComparingTo("8911407.904");
    }

    @Test
    void cdnowIsReadBetweenSpaces() throws Exception {
        ImportSummary summary = run("cdnow.yaml", "cdnow/CDNOW_master.txt");

        assertThat(summary.admitted()).isEqualTo(69_659);
        assertThat(kept.userIds()).hasSize(23_570);
        assertThat(sum("revenue")).isEqualByComparingTo("2500315.63");
    }

    @Test
    void importingAgainAddsNothing() throws Exception {
        run("cdnow.yaml", "cdnow/CDNOW_master.txt");
        ImportSummary again = run("cdnow.yaml", "cdnow/CDNOW_master.txt");

        assertThat(again.admitted()).isZero();
        assertThat(again.duplicates()).isEqualTo(69_659);
    }

    private ImportSummary run(String mapping, String file) throws Exception {
        assumeThat(DATA.resolve(file))
                .as("the public data sets; set FOOTFALL_TEST_DATA to their folder")
                .exists();
        Mapping read = MappingReader.read(ROOT.resolve("examples").resolve(mapping));
        return new FileImport(read, kept, ItemSink.ITEMS_MAX, (bytes, rows) -> {}).run(List.of(DATA.resolve(file)));
    }

    private BigDecimal sum(String property) {
        Pattern pattern = Pattern.compile("\"" + property + "\":([0-9.]+)");
        return kept.items.stream()
                .map(item -> KeptItems.group(pattern, item))
                .filter(number -> !number.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Path data() {
        String set = System.getenv("FOOTFALL_TEST_DATA");
        return set == null ? ROOT.resolve("../shared/data").normalize() : Path.of(set);
    }
}
