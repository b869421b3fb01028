package io.footfall.connect.files;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the rows of a file become items: what a user writes in a mapping file, read by {@link MappingReader}. */
public sealed interface Mapping {

    /** How the file is cut into rows. */
    Layout layout();

    /** Every line is an item already and is passed on as it is. */
    record AsItIs(Layout layout) implements Mapping {}

    /**
     * Items are made of rows.
     *
     * @param userIds the columns of the user id, the first that is not empty decides
     * @param anonymousIds the same of the anonymous id
     * @param messageId the column that identifies an event; without one, a hash of the row and how many equal rows came
     *     before it in the file
     * @param leaveOut rows that make no item: those any of the conditions holds for
     * @param grouping which rows make one item together; without it, each row makes its own
     * @param fields the rest of the item
     */
    record OfRows(
            Layout layout,
            List<Id> userIds,
            List<Id> anonymousIds,
            EventName event,
            Time time,
            @Nullable String messageId,
            List<Condition> leaveOut,
            @Nullable Grouping grouping,
            List<Field> fields)
            implements Mapping {

        /** Checks nothing, as {@link Layout}. */
        public OfRows {
            userIds = List.copyOf(userIds);
            anonymousIds = List.copyOf(anonymousIds);
            leaveOut = List.copyOf(leaveOut);
            fields = List.copyOf(fields);
        }
    }

    /** A column that holds an id, as text or as a whole number. */
    record Id(String column, CellType type) {}

    /** What the event is called. */
    sealed interface EventName {

        /** The same name for every row. */
        record Constant(String name) implements EventName {}

        /** The value of a column, or the name a table has for it; with a table, a value it lacks is bad. */
        record FromColumn(String column, Map<String, String> names) implements EventName {
            public FromColumn {
                names = Map.copyOf(names);
            }
        }
    }

    /**
     * When the event happened.
     *
     * @param zone where times without a zone of their own are local: a time the clock repeats is the earlier, one it
     *     leaves out is as much later as the clock jumped
     */
    record Time(String column, TimeFormat format, ZoneId zone) {}

    /**
     * Which rows make one item: those with the same customer, event and values in the columns.
     *
     * @param areTogether whether such rows stand directly behind each other; otherwise they may stand anywhere in the
     *     file, and up to {@link Assembly#GROUPS_MAX} groups are held in memory
     */
    record Grouping(List<String> columns, boolean areTogether) {
        public Grouping {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One value of the item.
     *
     * @param path where it stands, such as {@code [properties, price]}
     * @param events the events that have it; empty means all
     */
    record Field(List<String> path, Source source, CellType type, OverRows overRows, Set<String> events) {
        public Field {
            path = List.copyOf(path);
            events = Set.copyOf(events);
        }
    }

    /** Where a field's value comes from. */
    sealed interface Source {
        record Column(String name) implements Source {}

        /** The exact product of several columns' numbers. */
        record Product(List<String> columns) implements Source {
            public Product {
                columns = List.copyOf(columns);
            }
        }

        /** The same on every row. */
        record Constant(Cell cell) implements Source {}
    }
}
