package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.connect.files.Outcome.Bad;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {

    private static final String MAPPING = """
            customer: { user_id: who }
            event: { column: what, names: { buy: Order Completed, see: Product Viewed } }
            time: { column: at, format: yyyy-MM-dd HH:mm, zone: Europe/Berlin }
            properties: { revenue: { column: price, type: money, only_for: Order Completed } }
            """;

    private final KeptItems kept = new KeptItems();

    @TempDir
    private Path folder;

    @Test
    void aRowBecomesAnItem() throws Exception {
        run(MAPPING, "who,what,at,price\nann,buy,2026-03-01 10:00,\"$1,234.50\"\nann,see,2026-03-01 09:00,3\n");

        assertThat(kept.items.getFirst())
                .matches("\\{\"type\":\"track\",\"messageId\":\"[0-9a-f]{32}-0\",\"event\":\"Order Completed\","
                        + "\"userId\":\"ann\",\"timestamp\":\"2026-03-01T09:00:00Z\","
                        + "\"properties\":\\{\"revenue\":1234.50\\}\\}");
        assertThat(kept.items.getLast()).doesNotContain("revenue");
    }

    @Test
    void everyBadRowIsNamedWithItsLineAndReason() throws Exception {
        ImportSummary summary = run(MAPPING, """
                who,what,at,price
                ,buy,2026-03-01 10:00,1
                ann,eat,2026-03-01 10:00,1
                ann,buy,2026-02-31 10:00,1
                ann,buy,2026-03-01 10:00,one
                ann,buy
                ann,buy,2026-03-01 10:00,1
                """);

        assertThat(summary.admitted()).isEqualTo(1);
        assertThat(summary.quarantined())
                .isEqualTo(Map.of(
                        "no_customer", 1L, "no_event", 1L, "bad_timestamp", 1L, "bad_number", 1L, "wrong_columns", 1L));
        assertThat(kept.badRows).extracting(Bad::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void equalRowsAreDifferentEventsAndStayTheSameOnesOnTheNextImport() throws Exception {
        String rows = "who,what,at,price\n" + "ann,see,2026-03-01 10:00,1\n".repeat(300);

        assertThat(run(MAPPING, rows).admitted()).isEqualTo(300);
        assertThat(run(MAPPING, rows).duplicates()).isEqualTo(300);
    }

    @Test
    void rowsOfAKeyMakeOneEventWhereverTheyStand() throws Exception {
        run("""
                customer: { user_id: who }
                event: Order Completed
                time: { column: at, format: epoch_seconds }
                group: { by: order }
                properties: { revenue: { multiply: [n, price], over_rows: sum }, lines: { column: n, over_rows: count } }
                """, "who,order,at,n,price\nann,7,20,2,0.10\nbob,8,10,1,1\nann,7,10,1,0.05\n");

        assertThat(kept.items).hasSize(2);
        assertThat(kept.items.getFirst())
                .contains("\"timestamp\":\"1970-01-01T00:00:10Z\"", "\"revenue\":0.25", "\"lines\":2");
    }

    @Test
    void aBadRowSpoilsItsGroup() throws Exception {
        ImportSummary summary = run("""
                customer: { user_id: who }
                event: Order Completed
                time: { column: at, format: epoch_seconds }
                group: { by: order, rows: together }
                properties: { revenue: { column: price, type: number, over_rows: sum } }
                """, "who,order,at,price\nann,7,20,1\nann,7,20,x\nann,8,30,1\n");

        assertThat(summary.admitted()).isEqualTo(1);
        assertThat(summary.quarantined()).isEqualTo(Map.of("bad_number", 1L, "incomplete_group", 1L));
    }

    @Test
    void aColumnTheFileLacksIsRefusedByName() {
        assertThatThrownBy(() -> run(MAPPING, "who,at,price\n"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("event.column is \"what\"");
    }

    @Test
    void linesOfItemsArePassedOnAsTheyAre() throws Exception {
        ImportSummary summary = run("file: { format: json-lines }", "{\"userId\":\"ann\"}\n\nnonsense\n");

        assertThat(kept.items).containsExactly("{\"userId\":\"ann\"}");
        assertThat(summary.quarantined()).isEqualTo(Map.of("bad_json", 1L));
    }

    private ImportSummary run(String mapping, String content) throws Exception {
        Path file = Files.writeString(folder.resolve("rows"), content);
        return new FileImport(MappingReader.read("m", mapping), kept, 100, (bytes, rows) -> {}).run(List.of(file));
    }
}
