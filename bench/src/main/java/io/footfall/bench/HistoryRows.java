package io.footfall.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A year of history in a file: rows with an id each, in the order of their times, of customers who are there live too.
 *
 * @param file the rows
 * @param mapping how they become events
 * @param rows how many there are
 * @param end before which all of it happened
 */
record HistoryRows(Path file, Path mapping, int rows, Instant end) {
    private static final Duration LENGTH = Duration.ofDays(365);

    /** So long ago that no question of the board looks at it. */
    private static final Duration AGO = Duration.ofDays(2);

    private static final String MAPPING = """
            customer: { user_id: customer }
            event: { column: event }
            time: { column: at, format: epoch_millis }
            message_id: id
            properties:
              product_id: product
              name: name
              price: { column: price, type: number }
              revenue: { column: price, type: number, only_for: Order Completed }
              currency: { value: EUR }
            """;

    /** Writes a file of {@code rows} rows and its mapping beside each other. */
    static HistoryRows write(Path beside, int rows, int customers, Instant now) throws IOException {
        Path file = beside.resolveSibling("history.csv");
        Path mapping = Files.writeString(beside.resolveSibling("history.yaml"), MAPPING);
        Instant end = now.minus(AGO);
        long begin = end.minus(LENGTH).toEpochMilli();
        long step = LENGTH.toMillis() / rows;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,customer,event,at,product,name,price\n");
            for (int row = 0; row < rows; row++) {
                // A large prime spreads visits evenly; each customer of the journeys with a user id comes again and
                // again.
                int customer = (int) (row * 7_368_787L % customers) / 2 * 2;
                int product = Deed.product(row);
                String event = row % 20 == 19 ? "Order Completed" : row % 5 == 4 ? "Product Added" : "Product Viewed";
                out.write(String.format(
                        Locale.ROOT,
                        "old-%d,customer-%07d,%s,%d,sku-%d,Pot no. %d,%d.95%n",
                        row,
                        customer,
                        event,
                        begin + row * step,
                        product,
                        product,
                        product));
            }
        }
        return new HistoryRows(file, mapping, rows, end);
    }

    /** Checks that an engine answers exactly these rows of the time in which they happened. */
    void check(EngineProcess engine) throws IOException, InterruptedException {
        String question = "{\"kind\":\"trend\",\"event\":\"*\",\"period\":{\"from\":\"" + end.minus(LENGTH.plusDays(1))
                + "\",\"to\":\"" + end + "\"}}";
        String answer = engine.ask(question, 0);
        String value = answer.replaceAll("(?s).*\"rows\":\\[\\{\"value\":(\\d+)}].*", "$1");
        WrongResultException.unlessEqual(
                "events of the history", rows, value.matches("\\d+") ? Long.parseLong(value) : -1);
    }
}
