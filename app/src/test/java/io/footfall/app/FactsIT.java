package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.connect.files.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is known of public data sets, found again by every kind of question that can say it, however the events came: pinned = asked over HTTP = the
 * batch host = the fact, byte for byte. The facts are listed in {@code docs/internals/facts.md}.
 */
class FactsIT {
    private static final int BATCH = 500;

    @TempDir
    Path temp;

    /** How events come. */
    private enum Way {
        IN_ORDER_BY_THE_COMMAND_LINE,
        IN_ANOTHER_ORDER,
        DOUBLED,
        ONE_BY_ONE,
        OVER_HTTP_WITH_RESTARTS
    }

    @TestFactory
    Stream<DynamicTest> rees46() throws Exception {
        return told(PublicData.REES46, Way.values());
    }

    @TestFactory
    Stream<DynamicTest> onlineRetailOrders() throws Exception {
        return told(
                PublicData.ONLINE_RETAIL_ORDERS,
                Way.IN_ORDER_BY_THE_COMMAND_LINE,
                Way.IN_ANOTHER_ORDER,
                Way.DOUBLED,
                Way.OVER_HTTP_WITH_RESTARTS);
    }

    @TestFactory
    Stream<DynamicTest> onlineRetailLines() throws Exception {
        return told(PublicData.ONLINE_RETAIL_LINES, Way.IN_ANOTHER_ORDER);
    }

    @TestFactory
    Stream<DynamicTest> cdnow() throws Exception {
        return told(
                PublicData.CDNOW,
                Way.IN_ORDER_BY_THE_COMMAND_LINE,
                Way.IN_ANOTHER_ORDER,
                Way.DOUBLED,
                Way.OVER_HTTP_WITH_RESTARTS);
    }

    private Stream<DynamicTest> told(PublicData data, Way... ways) throws Exception {
        List<Outcome.Item> items = data.items();
        return Arrays.stream(ways)
                .map(way -> DynamicTest.dynamicTest(
                        data + " " + way, () -> check(data, items, way, temp.resolve("" + way))));
    }

    private static void check(PublicData data, List<Outcome.Item> items, Way way, Path folder) throws Exception {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (Fact fact : data.facts()) {
            facts.put("fact-" + facts.size(), fact);
        }
        if (way == Way.IN_ORDER_BY_THE_COMMAND_LINE) {
            String[] arguments = {"import", data.file() + "", "--map", data.mapping() + "", "--data", folder + ""};
            assertThat(Host.run(arguments)).contains("admitted    " + items.size());
            assertThat(Host.run(arguments)).contains("admitted    0");
        }
        try (Host host = new Host(folder)) {
            // Half of the questions are kept from before the first event on, half are put when all are there.
            pin(host, facts, 0);
            arrive(host, way, items);
            pin(host, facts, 1);
            SoftAssertions softly = new SoftAssertions();
            for (Map.Entry<String, Fact> each : facts.entrySet()) {
                Fact fact = each.getValue();
                if (fact.canBePinned()) {
                    softly.assertThat(fact.told(host.pinned(each.getKey())))
                            .as("pinned: " + fact.words())
                            .isEqualTo(fact.expected());
                }
                softly.assertThat(fact.told(host.asked(fact.question())))
                        .as("asked: " + fact.words())
                        .isEqualTo(fact.expected());
                if (way == Way.IN_ANOTHER_ORDER && isForTheBatchHost(each.getKey())) {
                    softly.assertThat(fact.told(host.batch(fact.question())))
                            .as("batch: " + fact.words())
                            .isEqualTo(fact.expected());
                }
            }
            softly.assertThat(host.engine().counters().admitted()).isEqualTo(items.size());
            softly.assertAll();
        }
    }

    /** It reads the whole log for each question, so it is asked each tenth. */
    private static boolean isForTheBatchHost(String name) {
        return name.endsWith("1");
    }

    private static void pin(Host host, Map<String, Fact> facts, int remainder) {
        int index = 0;
        for (Map.Entry<String, Fact> each : facts.entrySet()) {
            if (index++ % 2 == remainder && each.getValue().canBePinned()) {
                host.pin(each.getKey(), each.getValue().question());
            }
        }
    }

    private static void arrive(Host host, Way way, List<Outcome.Item> items) throws Exception {
        switch (way) {
            case IN_ORDER_BY_THE_COMMAND_LINE -> {}
            case IN_ANOTHER_ORDER -> host.collect(inAnotherOrder(items), BATCH);
            case DOUBLED -> {
                host.collect(items, BATCH);
                host.collect(items, BATCH);
            }
            case ONE_BY_ONE -> host.collect(items, 1);
            case OVER_HTTP_WITH_RESTARTS -> {
                int third = items.size() / 3;
                host.post(items.subList(0, third), BATCH);
                host.restart();
                host.post(items.subList(third, 2 * third), BATCH);
                host.restart();
                host.post(items.subList(2 * third, items.size()), BATCH);
            }
        }
    }

    /** Shuffled, but those of one customer at one time keep their order. */
    private static List<Outcome.Item> inAnotherOrder(List<Outcome.Item> items) {
        List<Outcome.Item> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(46));
        Map<String, List<Outcome.Item>> ties = new HashMap<>();
        items.forEach(item -> ties.computeIfAbsent(customerAndTime(item), ignored -> new ArrayList<>())
                .add(item));
        Map<String, Integer> taken = new HashMap<>();
        shuffled.replaceAll(item -> {
            String tie = customerAndTime(item);
            return ties.getOrDefault(tie, List.of()).get(taken.merge(tie, 1, Integer::sum) - 1);
        });
        return shuffled;
    }

    private static final Pattern CUSTOMER_AND_TIME = Pattern.compile("\"userId\":\"[^\"]*\",\"timestamp\":\"[^\"]*\"");

    private static String customerAndTime(Outcome.Item item) {
        Matcher matcher = CUSTOMER_AND_TIME.matcher(new String(item.json(), StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new AssertionError("an item without a customer or a time");
        }
        return matcher.group();
    }
}
