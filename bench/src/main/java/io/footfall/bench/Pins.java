package io.footfall.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The questions that are pinned while events come in: what a shop's board shows, and what their numbers must be. */
final class Pins {
    private static final String LAST_DAY = "\"period\":{\"last\":\"24h\"}";
    private static final String FUNNEL =
            "{\"event\":\"Product Viewed\"},{\"event\":\"Product Added\"},{\"event\":\"Checkout Started\"},"
                    + "{\"event\":\"Order Completed\"}";

    /** The first five are a board of their own; the others look at the same events in other ways. */
    private static final List<Pin> ALL = List.of(
            trend("events-per-minute", "*", "\"interval\":\"1m\"", Tally::events),
            trend(
                    "revenue",
                    "Order Completed",
                    "\"measure\":\"sum\",\"of_property\":\"properties.revenue\",\"by\":\"properties.currency\"",
                    tally -> tally.events(Deed.ORDER) * Deed.ORDER_TENTHS,
                    10),
            funnel("cart", FUNNEL, "", 4),
            trend(
                    "customers-by-campaign",
                    "Product Viewed",
                    "\"measure\":\"customers\",\"by\":\"context.campaign.source\"",
                    tally -> tally.reached(1)),
            trend(
                    "top-products",
                    "Product Added",
                    "\"by\":\"properties.name\",\"limit\":10",
                    tally -> tally.events(Deed.ADD)),
            trend("views-per-hour", "Product Viewed", "\"interval\":\"hour\"", tally -> tally.events(Deed.VIEW)),
            trend("pages-by-path", "Page Viewed", "\"by\":\"properties.path\"", tally -> tally.events(Deed.PAGE)),
            trend(
                    "checkouts-per-minute",
                    "Checkout Started",
                    "\"interval\":\"1m\"",
                    tally -> tally.events(Deed.CHECKOUT)),
            trend(
                    "orders-by-coupon",
                    "Order Completed",
                    "\"by\":\"properties.coupon\"",
                    tally -> tally.events(Deed.ORDER)),
            trend("customers-adding", "Product Added", "\"measure\":\"customers\"", tally -> tally.reached(2)),
            trend("customers-ordering", "Order Completed", "\"measure\":\"customers\"", tally -> tally.reached(4)),
            trend(
                    "items-added",
                    "Product Added",
                    "\"measure\":\"sum\",\"of_property\":\"properties.quantity\",\"by\":\"properties.category\"",
                    tally -> tally.events(Deed.ADD)),
            trend(
                    "revenue-per-minute",
                    "Order Completed",
                    "\"measure\":\"sum\",\"of_property\":\"properties.revenue\",\"interval\":\"1m\"",
                    tally -> tally.events(Deed.ORDER) * Deed.ORDER_TENTHS,
                    10),
            trend(
                    "large-orders",
                    "Order Completed",
                    "\"where\":[{\"property\":\"properties.revenue\",\"op\":\">=\",\"value\":40}]",
                    tally -> tally.events(Deed.ORDER)),
            trend(
                    "views-by-category",
                    "Product Viewed",
                    "\"by\":\"properties.category\",\"limit\":5",
                    tally -> tally.events(Deed.VIEW)),
            trend(
                    "steps-to-pay",
                    "Checkout Started",
                    "\"measure\":\"median\",\"of_property\":\"properties.items\"",
                    tally -> tally.events(Deed.CHECKOUT) == 0 ? 0 : 2),
            funnel("to-the-cart", "{\"event\":\"Product Viewed\"},{\"event\":\"Product Added\"}", "", 2),
            funnel(
                    "view-to-order",
                    "{\"event\":\"Product Viewed\"},{\"event\":\"Order Completed\"}",
                    ",\"by\":\"context.campaign.source\"",
                    4),
            funnel(
                    "paying",
                    "{\"event\":\"Product Added\"},{\"event\":\"Checkout Started\"},{\"event\":\"Order Completed\"}",
                    "",
                    4),
            funnel(
                    "in-euro",
                    "{\"event\":\"Product Viewed\",\"where\":[{\"property\":\"properties.currency\",\"op\":\"=\","
                            + "\"value\":\"EUR\"}]},{\"event\":\"Checkout Started\"}",
                    "",
                    3));

    /** The most there are. */
    static final int MAX = ALL.size();

    private Pins() {}

    /**
     * One question.
     *
     * @param json as it is posted
     * @param figure finds the numbers in its answer that are added up
     * @param expected what their sum times {@code factor} must be
     */
    private record Pin(String name, String json, Pattern figure, ToLongFunction<Tally> expected, int factor) {}

    /** The first so many, as JSON by name. */
    static Map<String, String> first(int count) {
        Map<String, String> questions = new LinkedHashMap<>();
        ALL.subList(0, count).forEach(pin -> questions.put(pin.name, pin.json));
        return questions;
    }

    /** Reads the first so many answers, and checks their numbers against what was acknowledged. */
    static void check(int count, EngineProcess engine, long sequence, Tally tally)
            throws IOException, InterruptedException {
        checkExcept("", count, engine, sequence, tally);
    }

    /** The same without one of them, which counts other events too. */
    static void checkExcept(String name, int count, EngineProcess engine, long sequence, Tally tally)
            throws IOException, InterruptedException {
        for (Pin pin : ALL.subList(0, count)) {
            if (pin.name.equals(name)) {
                continue;
            }
            BigDecimal sum = BigDecimal.ZERO;
            String answer = engine.answer(pin.name, sequence);
            Matcher figure = pin.figure.matcher(answer.substring(answer.indexOf("\"rows\"")));
            while (figure.find()) {
                sum = sum.add(new BigDecimal(figure.group(1)));
            }
            WrongResultException.unlessEqual(
                    "the answer of " + pin.name,
                    pin.expected.applyAsLong(tally),
                    sum.multiply(BigDecimal.valueOf(pin.factor)).longValueExact());
        }
    }

    private static Pin trend(String name, String event, String more, ToLongFunction<Tally> expected) {
        return trend(name, event, more, expected, 1);
    }

    private static Pin trend(String name, String event, String more, ToLongFunction<Tally> expected, int factor) {
        String json = "{\"kind\":\"trend\",\"event\":\"" + event + "\"," + LAST_DAY + "," + more + "}";
        return new Pin(name, json, Pattern.compile("\"value\":([0-9.]+)"), expected, factor);
    }

    /** A funnel whose last step is the given one of the four that {@link Tally#reached} counts. */
    private static Pin funnel(String name, String steps, String more, int reached) {
        int last = steps.split("\"event\"", -1).length - 1;
        String json = "{\"kind\":\"funnel\",\"steps\":[" + steps + "],\"within\":\"1d\"," + LAST_DAY + more + "}";
        Pattern figure = Pattern.compile("\"step\":" + last + ",[^}]*?\"customers\":(\\d+)");
        return new Pin(name, json, figure, tally -> tally.reached(reached), 1);
    }
}
