package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.connect.files.RowFacts.Finding.Found;
import io.footfall.connect.files.RowFacts.Finding.Unusable;
import io.footfall.wire.FlatObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes items of JSON objects as a mapping says, whose columns are paths such as {@code cart.total}. A path at which no text,
 * number or flag stands is an empty column. For one thread.
 */
public final class ObjectItems {
    private final Mapping.OfRows mapping;
    private final List<String> paths;
    private final Set<String> wanted;
    private final Columns columns;
    private final RowFacts facts;
    private final ItemJson json;

    /** Of objects with a mapping that groups none of them. */
    public ObjectItems(Mapping.OfRows mapping) {
        this.mapping = mapping;
        this.wanted = Columns.named(mapping);
        this.paths = List.copyOf(wanted);
        this.columns = new Columns(paths);
        this.facts = new RowFacts(mapping, columns);
        this.json = new ItemJson(mapping.fields());
    }

    /**
     * What becomes of an object; empty if the mapping leaves it out.
     *
     * @param besides columns that are not of the object; they go before its paths
     * @param otherwiseId its id, if the mapping names none or it is empty
     */
    public Optional<Outcome> of(byte[] object, Map<String, String> besides, String otherwiseId) {
        Optional<Map<String, String>> read = FlatObject.read(object, wanted);
        if (read.isEmpty()) {
            return Optional.of(new Bad(1, BadReason.BAD_JSON, "this is no JSON object", object));
        }
        List<String> values = new ArrayList<>(paths.size());
        for (String path : paths) {
            values.add(besides.getOrDefault(path, read.get().getOrDefault(path, "")));
        }
        Row row = new Row(1, values, object);
        if (facts.isLeftOut(row)) {
            return Optional.empty();
        }
        String id = mapping.messageId() == null ? "" : columns.value(row, mapping.messageId());
        return Optional.of(
                switch (facts.find(row)) {
                    case Found(Facts found) -> json.write(1, id.isEmpty() ? otherwiseId : id, found);
                    case Unusable(Bad bad) -> bad;
                });
    }
}
