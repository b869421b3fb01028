package io.footfall.connect.sources;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what PostgreSQL's {@code pgoutput} says in version 1 of its protocol: each transaction that has committed, in the order of
 * commits, as its beginning, its changes and its end. For one connection.
 */
final class PgOutput {
    private static final Map<Integer, String> TYPES = Map.of(16, "bool", 1114, "timestamp", 1184, "timestamptz");

    private final Map<Integer, Relation> relations = new HashMap<>();

    /** A message of it. */
    sealed interface Message {

        /** A transaction begins. */
        record Begin() implements Message {}

        /** A row was added, or changed. */
        record Changed(Relation relation, boolean isUpdate, List<String> values) implements Message {}

        /**
         * A transaction has ended.
         *
         * @param end where the log goes on behind it
         */
        record Commit(long end) implements Message {}

        /** Anything else. */
        record Other() implements Message {}
    }

    /**
     * A table as it is described before its first change.
     *
     * @param types the names of the columns' types, where values have to be rewritten
     */
    record Relation(String schema, String table, List<String> columns, List<String> types) {
        Relation {
            columns = List.copyOf(columns);
            types = List.copyOf(types);
        }
    }

    /** Reads a message. */
    Message read(ByteBuffer message) {
        byte kind = message.get();
        return switch (kind) {
            case 'B' -> new Message.Begin();
            case 'R' -> {
                relation(message);
                yield new Message.Other();
            }
            case 'I' -> {
                Relation relation = relationOf(message);
                byte unused = message.get();
                yield new Message.Changed(relation, false, values(message, relation));
            }
            case 'U' -> {
                Relation relation = relationOf(message);
                byte tuple = message.get();
                if (tuple != 'N') {
                    List<String> unused = values(message, relation);
                    tuple = message.get();
                }
                yield new Message.Changed(relation, true, values(message, relation));
            }
            case 'C' -> {
                byte unusedFlags = message.get();
                long unusedCommit = message.getLong();
                yield new Message.Commit(message.getLong());
            }
            default -> new Message.Other();
        };
    }

    private void relation(ByteBuffer message) {
        int id = message.getInt();
        String schema = text(message);
        String table = text(message);
        byte unusedIdentity = message.get();
        int count = message.getShort();
        List<String> columns = new ArrayList<>(count);
        List<String> types = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            byte unusedFlags = message.get();
            columns.add(text(message));
            types.add(TYPES.getOrDefault(message.getInt(), ""));
            int unusedModifier = message.getInt();
        }
        relations.put(id, new Relation(schema, table, columns, types));
    }

    private Relation relationOf(ByteBuffer message) {
        Relation relation = relations.get(message.getInt());
        if (relation == null) {
            throw new IllegalStateException("a change of a table that was not described");
        }
        return relation;
    }

    /** The values of a row as text; empty for null, and for a large one that a change has left as it was. */
    private static List<String> values(ByteBuffer message, Relation relation) {
        int count = message.getShort();
        List<String> values = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            if (message.get() == 't') {
                byte[] utf8 = new byte[message.getInt()];
                message.get(utf8);
                values.add(PgText.of(relation.types().get(column), new String(utf8, StandardCharsets.UTF_8)));
            } else {
                values.add("");
            }
        }
        return values;
    }

    private static String text(ByteBuffer message) {
        int start = message.position();
        while (message.get() != 0) {
            // To its end.
        }
        byte[] utf8 = new byte[message.position() - start - 1];
        message.get(start, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
