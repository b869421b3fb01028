package io.footfall.testkit.oracle;

import io.footfall.event.Event;
import io.footfall.testkit.ToldTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * That a customer did something.
 *
 * @param customer who, by any name that is one customer's alone
 * @param sequence its place in the log
 * @param event what
 * @param said what the event says, as maps, lists, texts, decimals and booleans
 */
record Did(String customer, long sequence, Event event, Map<String, Object> said) {

    /** The same, as if the event said by itself what tables say of it; of those that are by a trait, the table. */
    Did lookedUp(Collection<ToldTable> tables) {
        Map<String, Object> lookup = new HashMap<>();
        for (ToldTable table : tables) {
            if (table.on().startsWith("traits.")) {
                lookup.put(table.name(), table);
            } else {
                Object key = table.on().equals("userId") ? event.userId() : Reading.at(table.on(), said);
                lookup.put(table.name(), table.rows().getOrDefault(key, Map.of()));
            }
        }
        Map<String, Object> more = new HashMap<>(said);
        more.put("lookup", lookup);
        return new Did(customer, sequence, event, more);
    }
}
