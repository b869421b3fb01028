package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that was set aside becomes the event that its file read again would give. */
class SetAsideRowsTest {
    private static final String WRONG = """
            customer: { user_id: who }
            event: Paid
            time: { column: at }
            properties: { what: what }
            """;
    private static final String RIGHT = WRONG.replace("{ column: at }", "{ column: at, format: dd.MM.yyyy HH:mm }");

    @TempDir
    Path folder;

    @Test
    void rowsGetTheIdsThatTheirFileReadAgainGivesThem() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), """
                who,at,what
                ann,01.03.2026 10:00,"a lamp, ""old""
                of brass"
                bob,01.03.2026 10:05,rug
                bob,01.03.2026 10:05,rug
                """);
        List<String> again = items(file, mapping(RIGHT));
        SetAsideRows rows = new SetAsideRows(mapping(RIGHT));
        List<String> mended = new ArrayList<>();
        for (Outcome outcome : outcomes(file, mapping(WRONG))) {
            byte[] kept = ((Outcome.Bad) outcome).bytes();
            mended.add(json(rows.of("a.csv", kept).orElseThrow()));
        }
        assertThat(mended).hasSize(3).isEqualTo(again).doesNotHaveDuplicates();
    }

    @Test
    void rowsThatCouldNotBeCutAreCutAnew() throws Exception {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "who,at,what\nann,2026-03-01T10:00:00Z,Möbel\n".getBytes(StandardCharsets.ISO_8859_1));
        byte[] kept = ((Outcome.Bad) outcomes(file, mapping(WRONG)).getFirst()).bytes();
        SetAsideRows rows = new SetAsideRows(mapping(WRONG + "file: { encoding: latin-1 }\n"));
        assertThat(json(rows.of("latin.csv", kept).orElseThrow())).contains("\"what\":\"Möbel\"");
    }

    @Test
    void rowsOfTablesAreKeptWithTheirColumnsAndWhatIsBehindTheirIds() throws Exception {
        String mapping = "message_id: what\n";
        TableItems table =
                new TableItems((Mapping.OfRows) mapping(WRONG + mapping), List.of("who", "at", "what"), "orders");
        Outcome bad = table.of(List.of("ann", "01.03.2026 10:00", "o\"7"), "-2").orElseThrow();
        SetAsideRows rows = new SetAsideRows(mapping(RIGHT + mapping));
        assertThat(json(rows.of("", ((Outcome.Bad) bad).bytes()).orElseThrow())).contains("\"messageId\":\"o\\\"7-2\"");
    }

    @Test
    void aRowWithoutTheNamesOfItsColumnsSaysWhatToDo() throws Exception {
        Optional<Outcome> outcome = new SetAsideRows(mapping(RIGHT)).of("", "ann,x,y".getBytes(StandardCharsets.UTF_8));
        assertThat(outcome)
                .get()
                .isInstanceOfSatisfying(
                        Outcome.Bad.class, bad -> assertThat(bad.detail()).contains("file.columns"));
    }

    @Test
    void aMappingThatGroupsIsRefused() {
        assertThatThrownBy(() ->
                        new SetAsideRows(mapping(RIGHT.replace("{ what: what }", """

                  what: { column: what, over_rows: first }
                """) + "group: { by: [who] }\n")))
                .hasMessageContaining("import the file again");
    }

    private Mapping mapping(String yaml) throws Exception {
        return MappingReader.read(Files.writeString(folder.resolve("mapping.yaml"), yaml));
    }

    private static List<Outcome> outcomes(Path file, Mapping mapping) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (FileItems items = FileItems.open(file, mapping, false)) {
            for (Optional<Outcome> next = items.next(); next.isPresent(); next = items.next()) {
                outcomes.add(next.get());
            }
        }
        return outcomes;
    }

    private static List<String> items(Path file, Mapping mapping) throws Exception {
        List<String> items = new ArrayList<>();
        for (Outcome outcome : outcomes(file, mapping)) {
            items.add(json(outcome));
        }
        return items;
    }

    private static String json(Outcome outcome) {
        return new String(((Outcome.Item) outcome).json(), StandardCharsets.UTF_8);
    }
}
