package io.footfall.connect.files;

import io.footfall.connect.files.Mapping.Field;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.connect.files.Outcome.Item;
import java.util.Arrays;
import java.util.List;

/** Writes what was found on rows as an item in the collector's JSON. */
final class ItemJson {

    /** The longest item a collector takes, in bytes. */
    static final int ITEM_BYTES_MAX = 32_768;

    private final List<Field> fields;

    ItemJson(List<Field> fields) {
        this.fields = fields;
    }

    Outcome write(long line, String messageId, Facts facts) {
        JsonBytes json = new JsonBytes().field("type", "track").field("messageId", messageId);
        json.field("event", facts.event());
        if (!facts.userId().isEmpty()) {
            json.field("userId", facts.userId());
        }
        if (!facts.anonymousId().isEmpty()) {
            json.field("anonymousId", facts.anonymousId());
        }
        json.field("timestamp", facts.at().toString());
        writeFields(json, facts.cells());
        byte[] bytes = json.toBytes();
        return bytes.length <= ITEM_BYTES_MAX
                ? new Item(line, bytes)
                : new Bad(line, BadReason.TOO_LARGE, tooLarge(bytes.length), Arrays.copyOf(bytes, ITEM_BYTES_MAX));
    }

    /** Fields of one parent stand together, so each parent is opened once. */
    private void writeFields(JsonBytes json, List<Cell> cells) {
        List<String> open = List.of();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Absent) {
                continue;
            }
            List<String> path = fields.get(i).path();
            List<String> parents = path.subList(0, path.size() - 1);
            int shared = shared(open, parents);
            open.subList(shared, open.size()).forEach(name -> json.close());
            parents.subList(shared, parents.size()).forEach(json::open);
            json.field(path.getLast(), cells.get(i));
            open = parents;
        }
        open.forEach(name -> json.close());
    }

    private static int shared(List<String> open, List<String> parents) {
        int shared = 0;
        while (shared < Math.min(open.size(), parents.size())
                && open.get(shared).equals(parents.get(shared))) {
            shared++;
        }
        return shared;
    }

    private static String tooLarge(int length) {
        return "the item has " + length + " bytes, the limit is " + ITEM_BYTES_MAX;
    }
}
