package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sink in memory that knows duplicates by customer and messageId. */
final class KeptItems implements ItemSink {

    private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\":\"([^\"]*)\"");
    private static final Pattern USER_ID = Pattern.compile("\"userId\":\"([^\"]*)\"");

    final List<String> items = new ArrayList<>();
    final List<Bad> badRows = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    @Override
    public Receipt accept(List<Item> batch) {
        int duplicates = 0;
        for (Item item : batch) {
            String json = new String(item.json(), StandardCharsets.UTF_8);
            if (seen.add(group(USER_ID, json) + " " + group(MESSAGE_ID, json))) {
                items.add(json);
            } else {
                duplicates++;
            }
        }
        return new Receipt(duplicates, Map.of());
    }

    @Override
    public void quarantine(String file, List<Bad> rows) {
        badRows.addAll(rows);
    }

    Set<String> userIds() {
        Set<String> userIds = new HashSet<>();
        items.forEach(item -> userIds.add(group(USER_ID, item)));
        return userIds;
    }

    static String group(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }
}
