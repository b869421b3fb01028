package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.connect.files.Outcome.Item;
import io.footfall.wire.dialect.EventList;
import java.io.IOException;

/** Each row is an item already, whatever is in it: the collector judges it. */
final class PassedOn implements Assembly {

    @Override
    public void next(Row row, Outcomes outcomes) throws IOException, InterruptedException {
        outcomes.accept(outcome(row));
    }

    static Outcome outcome(Row row) {
        int length = row.bytes().length;
        if (length > ItemJson.ITEM_BYTES_MAX) {
            String detail = "the item has " + length + " bytes, the limit is " + ItemJson.ITEM_BYTES_MAX;
            return new Bad(row.line(), BadReason.TOO_LARGE, detail, row.bytes());
        }
        return EventList.isObject(row.bytes())
                ? new Item(row.line(), row.bytes())
                : new Bad(row.line(), BadReason.BAD_JSON, "the line is no JSON object", row.bytes());
    }

    @Override
    public void end(Outcomes outcomes) {}

    @Override
    public long leftOut() {
        return 0;
    }
}
