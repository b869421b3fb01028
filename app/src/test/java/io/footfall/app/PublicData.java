package io.footfall.app;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.footfall.connect.files.FileImport;
import io.footfall.connect.files.ItemSink;
import io.footfall.connect.files.MappingReader;
import io.footfall.connect.files.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The public data sets that what we answer is checked on; they lie beside the repository and may be absent. */
enum PublicData {
    REES46("rees46.yaml", "rees46/rees46_2019-10-01_first_hours.csv"),
    ONLINE_RETAIL_ORDERS("online-retail-orders.yaml", "online-retail/online_retail.csv.gz"),
    ONLINE_RETAIL_LINES("online-retail-lines.yaml", "online-retail/online_retail.csv.gz"),
    CDNOW("cdnow.yaml", "cdnow/CDNOW_master.txt");

    // Maven runs tests in the folder of the module.
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final String mapping;
    private final String file;

    PublicData(String mapping, String file) {
        this.mapping = mapping;
        this.file = file;
    }

    Path mapping() {
        return ROOT.resolve("examples").resolve(mapping);
    }

    /** The file; where there is none, the test is skipped. */
    Path file() {
        String set = System.getenv("FOOTFALL_TEST_DATA");
        Path data = set == null ? ROOT.resolve("../shared/data").normalize() : Path.of(set);
        assumeThat(data.resolve(file))
                .as("the public data sets; set FOOTFALL_TEST_DATA to their folder")
                .exists();
        return data.resolve(file);
    }

    /** The items that the importer makes of the file, in its order. */
    List<Outcome.Item> items() throws Exception {
        List<Outcome.Item> items = new ArrayList<>();
        ItemSink kept = new ItemSink() {
            @Override
            public Receipt accept(List<Outcome.Item> batch) {
                items.addAll(batch);
                return new Receipt(0, Map.of());
            }

            @Override
            public void quarantine(String name, List<Outcome.Bad> rows) {
                throw new AssertionError("a bad row of " + name + ": " + rows.getFirst());
            }
        };
        new FileImport(MappingReader.read(mapping()), kept, ItemSink.ITEMS_MAX, (bytes, rows) -> {})
                .run(List.of(file()));
        return items;
    }

    /** What is known of it. */
    List<Fact> facts() throws Exception {
        return Fact.read("/facts/" + mapping.replace(".yaml", ".facts"));
    }
}
