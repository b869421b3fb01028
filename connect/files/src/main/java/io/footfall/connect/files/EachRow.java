package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.RowFacts.Finding.Found;
import io.footfall.connect.files.RowFacts.Finding.Unusable;
import java.io.IOException;

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
        if (rowFacts.isLeftOut(row)) {
            leftOut++;
            return;
        }
        outcomes.accept(
                switch (rowFacts.find(row)) {
                    case Found(Facts facts) -> json.write(row.line(), messageIds.of(row), facts);
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
