package io.footfall.serve;

import io.footfall.timeline.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values by their paths, put back into the objects they were sent in. */
sealed interface Nested {

    /** A value. */
    record Leaf(Value value) implements Nested {}

    /** An object. */
    record Branch(Map<String, Nested> fields) implements Nested {

        /** Puts a value under a path, below what is there. */
        private void put(String path, Value value) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                if (!(fields.get(path) instanceof Branch)) {
                    fields.put(
                            path,
                            value instanceof Value.Structure ? new Branch(new LinkedHashMap<>()) : new Leaf(value));
                }
                return;
            }
            String key = path.substring(0, dot);
            Nested below = fields.get(key);
            Branch branch = below instanceof Branch known ? known : new Branch(new LinkedHashMap<>());
            fields.put(key, branch);
            branch.put(path.substring(dot + 1), value);
        }
    }

    /** The objects that hold these values. */
    static Branch of(Map<String, Value> values) {
        Branch root = new Branch(new LinkedHashMap<>());
        values.forEach(root::put);
        return root;
    }
}
