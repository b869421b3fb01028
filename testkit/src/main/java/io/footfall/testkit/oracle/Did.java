package io.footfall.testkit.oracle;

import io.footfall.event.Event;
import java.util.Map;

/**
 * That a customer did something.
 *
 * @param customer who, by any name that is one customer's alone
 * @param sequence its place in the log
 * @param event what
 * @param said what the event says, as maps, lists, texts, decimals and booleans
 */
record Did(String customer, long sequence, Event event, Map<String, Object> said) {}
