package io.footfall.connect.files;

import io.footfall.connect.files.Mapping.Field;
import io.footfall.connect.files.Mapping.Grouping;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.connect.files.RowFacts.Finding.Found;
import io.footfall.connect.files.RowFacts.Finding.Unusable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows with the same customer, event and key make one item.
 *
 * <p>Rows that stand together need one group at a time; rows that may stand anywhere need all of them until the file
 * ends. A bad row spoils every group of its key: the item would lack what the row adds, so none is made.
 */
final class GroupedRows implements Assembly {

    private final List<Field> fields;
    private final Grouping grouping;
    private final Columns columns;
    private final RowFacts rowFacts;
    private final MessageIds messageIds;
    private final ItemJson json;
    private final int groupsMax;
    private final Map<List<String>, Group> groups = new LinkedHashMap<>();
    private final Set<List<String>> spoiledKeys = new HashSet<>();
    private List<String> lastKey = List.of();
    private long leftOut;

    GroupedRows(Mapping.OfRows mapping, Grouping grouping, Columns columns, int groupsMax) {
        this.fields = mapping.fields();
        this.grouping = grouping;
        this.columns = columns;
        this.rowFacts = new RowFacts(mapping, columns);
        this.messageIds = new MessageIds(mapping, columns);
        this.json = new ItemJson(mapping.fields());
        this.groupsMax = groupsMax;
    }

    @Override
    public void next(Row row, Outcomes outcomes) throws IOException, InterruptedException {
        if (rowFacts.isLeftOut(row)) {
            leftOut++;
            return;
        }
        List<String> key = key(row);
        if (grouping.areTogether() && !key.equals(lastKey)) {
            end(outcomes);
        }
        lastKey = key;
        switch (rowFacts.find(row)) {
            case Found(Facts facts) -> add(key, row, facts);
            case Unusable(Bad bad) -> {
                checkLimit(spoiledKeys.size());
                spoiledKeys.add(key);
                outcomes.accept(bad);
            }
        }
    }

    @Override
    public void end(Outcomes outcomes) throws IOException, InterruptedException {
        for (Group group : groups.values()) {
            outcomes.accept(finish(group));
        }
        groups.clear();
        spoiledKeys.clear();
    }

    @Override
    public long leftOut() {
        return leftOut;
    }

    private List<String> key(Row row) {
        return grouping.columns().stream()
                .map(column -> columns.value(row, column))
                .toList();
    }

    private void add(List<String> key, Row row, Facts facts) {
        List<String> groupKey = new ArrayList<>(key);
        groupKey.addAll(List.of(facts.userId(), facts.anonymousId(), facts.event()));
        Group group = groups.get(groupKey);
        if (group != null) {
            group.add(row, facts, fields);
            return;
        }
        checkLimit(groups.size());
        groups.put(groupKey, new Group(row, facts, fields));
    }

    private void checkLimit(int size) {
        if (size == groupsMax) {
            throw new ImportLimitException("the file has more than " + groupsMax
                    + " groups of rows. If the rows of a group stand behind each other, say rows: together in the"
                    + " mapping's group; else sort or split the file.");
        }
    }

    private Outcome finish(Group group) {
        Row first = group.first();
        if (spoiledKeys.contains(key(first))) {
            String detail = "another row with " + grouping.columns() + " = " + key(first) + " is bad";
            return new Bad(first.line(), BadReason.INCOMPLETE_GROUP, detail, first.bytes());
        }
        String id = messageIds.ofGroup(first, group.hash());
        return json.write(first.line(), id, group.facts());
    }
}
