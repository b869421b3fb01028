package io.footfall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What it costs the engine's thread to keep one question of each kind true while events come in as fast as they are answered. */
final class PinsBenchmark implements Benchmark {
    private static final String NONE = "none";
    private static final int CONNECTIONS = 16;
    private static final int BATCH = 100;
    private static final String LAST_MONTH = "\"period\":{\"last\":\"30d\"}";
    private static final String VIEWS = "{\"event\":\"Product Viewed\"}";
    private static final String ORDERS = "{\"event\":\"Order Completed\"}";

    private static final Map<String, String> KINDS = kinds();

    @Override
    public String name() {
        return "pins";
    }

    @Override
    public String title() {
        return "What a pinned question of each kind costs";
    }

    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(Intake.SETTINGS);
        settings.add(new Setting("kinds", 0, "only the first so many kinds; 0 is all"));
        return settings;
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException, InterruptedException {
        Intake intake = Intake.of(settings, CONNECTIONS, BATCH);
        int count = settings.number("kinds") == 0 ? KINDS.size() : settings.number("kinds");
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int run = 1; run <= settings.number("runs"); run++) {
            for (String kind : KINDS.keySet().stream().limit(count).toList()) {
                Path data = desk.folder("pins-" + run);
                double cost = intake.engineThreadMicros(KINDS.getOrDefault(kind, ""), data);
                desk.remove(data);
                desk.say("run " + run + ", " + kind + ": " + Report.decimal(cost, 2) + " µs an event");
                micros.computeIfAbsent(kind, none -> new ArrayList<>()).add(cost);
            }
        }
        return report(micros);
    }

    private static Report report(Map<String, List<Double>> micros) {
        double none = Intake.median(micros.getOrDefault(NONE, List.of(0.0)));
        List<List<String>> rows = new ArrayList<>();
        micros.forEach((kind, costs) -> {
            double cost = Intake.median(costs);
            rows.add(List.of(
                    kind,
                    Report.decimal(cost, 2),
                    Report.decimal(cost - none, 2),
                    cost == 0 ? "–" : Report.whole(1e6 / cost)));
        });
        return new Report()
                .say(
                        "Processor time of the thread that owns timelines and answers, with one question pinned and events sent as"
                                + " fast as they are answered; medians. What that thread could keep true alone, were nothing else in its way, is the"
                                + " last column. Each pinned answer was then the one that is worked out from the start.")
                .table(List.of("pinned", "µs an event", "for the question", "events/s on one thread"), rows);
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(NONE, "");
        kinds.put(
                "trend, count by minute",
                "{\"kind\":\"trend\",\"event\":\"*\",\"interval\":\"1m\",\"period\":{\"last\":\"24h\"}}");
        kinds.put(
                "trend, customers by day",
                "{\"kind\":\"trend\",\"event\":\"*\",\"measure\":\"customers\",\"interval\":\"day\"," + LAST_MONTH
                        + "}");
        kinds.put(
                "trend, sum by what led to it",
                "{\"kind\":\"trend\",\"event\":\"Order Completed\",\"measure\":\"sum\",\"of_property\":\"properties.revenue\","
                        + "\"by\":{\"property\":\"context.campaign.source\",\"of\":" + VIEWS + ",\"touch\":\"last\"}}");
        kinds.put(
                "funnel",
                "{\"kind\":\"funnel\",\"within\":\"1d\",\"steps\":[" + VIEWS
                        + ",{\"event\":\"Product Added\"},{\"event\":\"Checkout Started\"}," + ORDERS + "]}");
        kinds.put(
                "retention",
                "{\"kind\":\"retention\",\"start\":" + VIEWS + ",\"return\":" + ORDERS
                        + ",\"interval\":\"day\",\"periods\":7," + LAST_MONTH + "}");
        kinds.put("sessions", "{\"kind\":\"sessions\",\"interval\":\"day\"," + LAST_MONTH + "}");
        kinds.put("lifecycle", "{\"kind\":\"lifecycle\",\"event\":\"*\",\"interval\":\"day\"," + LAST_MONTH + "}");
        kinds.put("stickiness", "{\"kind\":\"stickiness\",\"event\":\"*\",\"interval\":\"day\"," + LAST_MONTH + "}");
        kinds.put("paths", "{\"kind\":\"paths\",\"start\":" + VIEWS + ",\"steps\":3,\"scope\":\"session\"}");
        kinds.put(
                "audience",
                "{\"kind\":\"audience\",\"all\":[{\"did\":{\"event\":\"Product Added\",\"last\":\"7d\"}},"
                        + "{\"did_not\":{\"event\":\"Order Completed\"}}]}");
        kinds.put(
                "experiment",
                "{\"kind\":\"experiment\",\"exposure\":" + VIEWS
                        + ",\"variation\":\"context.campaign.source\",\"control\":\"source-0\",\"goal\":" + ORDERS
                        + "}");
        return kinds;
    }
}
