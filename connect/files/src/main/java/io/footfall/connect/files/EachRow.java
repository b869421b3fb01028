package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.RowFacts.Finding.Found;
import io.footfall.connect.files.RowFacts.Finding.Unusable;
import java.io.IOException;
import java.util.Optional;

/** Each row makes an item of its own. */
final class EachRow implements Assembly {

    private final RowFacts rowFacts;
    private final MessageIds messageIds;
    private final ItemJson json;
    private long leftOut;

    EachRow(Mapping.OfRows mapping, Columns columns) {
        this.rowFacts = new RowFacts(mapping, columns);
        this.messageIds = new MessageIds(mapping, columns);
        this.json = new ItemJson(mapping.fields());
    }

    @Override
    public void next(Row row, Outcomes outcomes) throws IOException, InterruptedException {
        Optional<Outcome> made = of(row, "");
        if (made.isPresent()) {
            outcomes.accept(made.get());
        }
    }

    /** What becomes of a row, whose id ends with {@code mark}; empty if the mapping leaves it out. */
    Optional<Outcome> of(Row row, String mark) {
        if (rowFacts.isLeftOut(row)) {
            leftOut++;
            return Optional.empty();
        }
        return Optional.of(
                switch (rowFacts.find(row)) {
                    case Found(Facts facts) -> json.write(row.line(), messageIds.of(row) + mark, facts);
                    case Unusable(Bad bad) -> bad;
                });
    }

    @Override
    public void end(Outcomes outcomes) {}

    @Override
    public long leftOut() {
        return leftOut;
    }
}
