package io.footfall.connect.files;

import io.footfall.connect.files.MappingException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where each column a mapping names stands in one file. */
final class Columns {

    private final Map<String, Integer> places = new HashMap<>();

    Columns(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
    }

    /** Throws, naming every column the file lacks. */
    static Columns of(Mapping.OfRows mapping, List<String> names, String file) throws MappingException {
        Columns columns = new Columns(names);
        List<Problem> problems = new ArrayList<>();
        keys(mapping).forEach((key, column) -> {
            if (!columns.places.containsKey(column)) {
                problems.add(new Problem(key, "\"" + column + "\"", "a column of " + file + ": " + names));
            }
        });
        if (!problems.isEmpty()) {
            throw new MappingException("for " + file, problems);
        }
        return columns;
    }

    String value(Row row, String column) {
        return row.value(places.getOrDefault(column, -1));
    }

    /** The columns that a mapping names. */
    static Set<String> named(Mapping.OfRows mapping) {
        return new LinkedHashSet<>(keys(mapping).values());
    }

    private static Map<String, String> keys(Mapping.OfRows mapping) {
        Map<String, String> named = new LinkedHashMap<>();
        mapping.userIds().forEach(id -> named.put("customer.user_id " + id.column(), id.column()));
        mapping.anonymousIds().forEach(id -> named.put("customer.anonymous_id " + id.column(), id.column()));
        if (mapping.event() instanceof Mapping.EventName.FromColumn event) {
            named.put("event.column", event.column());
        }
        named.put("time.column", mapping.time().column());
        if (mapping.messageId() != null) {
            named.put("message_id", mapping.messageId());
        }
        mapping.leaveOut().forEach(condition -> named.put("leave_out " + condition.column(), condition.column()));
        if (mapping.grouping() != null) {
            mapping.grouping().columns().forEach(column -> named.put("group.by " + column, column));
        }
        for (Mapping.Field field : mapping.fields()) {
            String key = String.join(".", field.path());
            switch (field.source()) {
                case Mapping.Source.Column(String column) -> named.put(key, column);
                case Mapping.Source.Product(List<String> factors) ->
                    factors.forEach(factor -> named.put(key + " multiply " + factor, factor));
                case Mapping.Source.Constant constant -> {}
            }
        }
        return named;
    }
}
