package io.footfall.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopTest {

    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @Test
    void theSameSeedGivesTheSameBytes() {
        Shop one = new Shop(ShopConfig.live(7, NOW, 50));
        Shop two = new Shop(ShopConfig.live(7, NOW, 50));

        for (int i = 0; i < 20_000; i++) {
            Sent sent = one.next();
            Sent again = two.next();
            assertThat(again.sendAtMillis()).isEqualTo(sent.sendAtMillis());
            assertThat(again.item()).isEqualTo(sent.item());
        }
    }

    @Test
    void aScenarioIsTheSameShopUntilSomethingGoesWrongAndThenItShows() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        ShopConfig config = ShopConfig.scenario(7, start, Scenario.INCIDENTS);
        Shop shop = new Shop(config);
        Shop quiet = new Shop(ShopConfig.scenario(7, start, Scenario.QUIET));

        assertThat(shop.incidents()).hasSize(5).allMatch(each -> !each.began().isBefore(config.watchedDay()));
        long first = shop.incidents().getFirst().began().toEpochMilli();
        Sent last = shop.next();
        for (; last.sendAtMillis() < first; last = shop.next()) {
            assertSame(last, quiet.next());
        }
        List<String> wrong = evening(shop, config);
        List<String> right = evening(quiet, config);
        assertThat(wrong).noneMatch(item -> isOrder(item) && item.contains("Safari on iPhone"));
        assertThat(right).anyMatch(item -> isOrder(item) && item.contains("Safari on iPhone"));
        assertThat(wrong).noneMatch(item -> item.contains("\"Product Added\"") && item.contains("\"p100\""));
        assertThat(right).anyMatch(item -> item.contains("\"Product Added\"") && item.contains("\"p100\""));
    }

    @Test
    void inATrialHalfOfTheRegionsAreSparedFromWhenTheirPeopleLearnOfIt() {
        ShopConfig config =
                new ShopConfig(7, NOW, NOW.plus(Duration.ofDays(16)), 30_000, 1, 10_000, Scenario.RANDOMISED);
        Instant afternoon = config.watchedDay().plus(Duration.ofHours(16));
        List<Repair> repairs = new Shop(config)
                .incidents().stream()
                        .map(each -> new Repair(each.what(), Optional.of(afternoon), Optional.empty()))
                        .toList();
        Shop shop = new Shop(config, repairs);
        Map<String, String> sides = new HashMap<>();
        Map<String, Set<String>> sidesOfRegions = new HashMap<>();
        for (Sent sent = shop.next();
                sent.sendAtMillis() < afternoon.minus(Duration.ofHours(14)).toEpochMilli();
                sent = shop.next()) {
            String item = new String(sent.item(), StandardCharsets.UTF_8);
            if (item.contains("\"Experiment Viewed\"")) {
                sides.put(value(item, "userId"), value(item, "variation_name"));
                sidesOfRegions
                        .computeIfAbsent(value(item, "region"), region -> new HashSet<>())
                        .add(value(item, "variation_name"));
            }
        }
        assertThat(sidesOfRegions)
                .hasSize(40)
                .allSatisfy((region, both) -> assertThat(both).hasSize(1));
        assertThat(sidesOfRegions.values().stream().filter(Set.of("live")::equals))
                .hasSize(20);

        Map<String, Long> orders = evening(shop, config).stream()
                .filter(item -> isOrder(item) && item.contains("Safari on iPhone"))
                .map(item -> sides.getOrDefault(value(item, "userId"), "nobody"))
                .collect(Collectors.groupingBy(side -> side, Collectors.counting()));
        assertThat(orders).containsKey("live").doesNotContainKey("nightly");
    }

    private static void assertSame(Sent sent, Sent other) {
        if (sent.sendAtMillis() != other.sendAtMillis() || !Arrays.equals(sent.item(), other.item())) {
            assertThat(new String(other.item(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(sent.item(), StandardCharsets.UTF_8));
        }
    }

    /** What is sent when it happens, between five and six. */
    private static List<String> evening(Shop shop, ShopConfig config) {
        Instant evening = config.watchedDay().plus(Duration.ofHours(17));
        List<String> texts = new ArrayList<>();
        Sent sent = shop.next();
        for (; sent.sendAtMillis() < evening.plus(Duration.ofHours(1)).toEpochMilli(); sent = shop.next()) {
            if (sent.sendAtMillis() >= evening.toEpochMilli() && happened(sent).orElse(-1) == sent.sendAtMillis()) {
                texts.add(new String(sent.item(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static boolean isOrder(String item) {
        return item.contains("\"Order Completed\"");
    }

    @Test
    void anotherSeedIsAnotherShop() {
        assertThat(new Shop(ShopConfig.live(7, NOW, 50)).next().messageId())
                .isNotEqualTo(new Shop(ShopConfig.live(8, NOW, 50)).next().messageId());
    }

    @Test
    void theLiveRateIsWhatWasAskedForFromTheFirstMinuteOn() {
        List<Sent> sent = until(new Shop(ShopConfig.live(1, NOW, 200)), NOW.plusSeconds(120));

        long firstMinute = sent.stream()
                .filter(item -> item.sendAtMillis() < NOW.plusSeconds(60).toEpochMilli())
                .count();
        assertThat(firstMinute / 60.0).isCloseTo(200, within(20.0));
        assertThat(sent.size() / 120.0).isCloseTo(200, within(20.0));
    }

    @Test
    void twoWeeksOfPastHaveQuietNightsAndBusyEvenings() {
        Shop shop = new Shop(ShopConfig.withPast(1, NOW, Duration.ofDays(14), 2));
        List<Sent> sent = until(shop, NOW);

        assertThat(sent.size()).isBetween(120_000, 180_000);
        assertThat(sent).isSortedAccordingTo((a, b) -> Long.compare(a.sendAtMillis(), b.sendAtMillis()));
        assertThat(inHour(sent, 20)).isGreaterThan(5 * inHour(sent, 3));
    }

    @Test
    void someItemsComeTwiceSomeLateAndSomeBroken() {
        List<Sent> sent = until(new Shop(ShopConfig.withPast(3, NOW, Duration.ofDays(9), 1)), NOW);
        Map<String, Integer> times = new HashMap<>();
        int broken = 0;
        for (Sent item : sent) {
            times.merge(item.messageId(), 1, Integer::sum);
            String json = new String(item.item(), StandardCharsets.UTF_8);
            assertThat(json).doesNotContain("\n");
            broken += item.messageId().startsWith("broken-") ? 1 : 0;
        }
        assertThat(times.values().stream().filter(count -> count > 1).count())
                .isBetween((long) (sent.size() * 0.007), (long) (sent.size() * 0.013));
        assertThat(broken).isBetween(sent.size() / 500, sent.size() / 250);
        assertThat(sent.stream().filter(ShopTest::isLateByADay).count()).isGreaterThan(10);
    }

    @Test
    void someComeLateAcrossEachEdgeAtWhichAnswersChange() {
        List<Sent> sent = until(new Shop(ShopConfig.withPast(3, NOW, Duration.ofDays(12), 1)), NOW);
        Map<Lateness, Integer> late = new EnumMap<>(Lateness.class);
        for (Sent item : sent) {
            OptionalLong at = happened(item);
            for (Lateness lateness : Lateness.values()) {
                if (at.isPresent() && isJustPast(lateness.edgeMillis(), at.getAsLong(), item.sendAtMillis())) {
                    late.merge(lateness, 1, Integer::sum);
                }
            }
        }
        assertThat(late).containsOnlyKeys(Lateness.values());
    }

    @Test
    void someDoTwoThingsInOneMillisecondAndSomeOfThoseArriveTheOtherWayRound() {
        List<Sent> sent = until(new Shop(ShopConfig.withPast(3, NOW, Duration.ofDays(3), 1)), NOW);
        Map<String, List<String>> together = new HashMap<>();
        for (Sent item : sent) {
            String json = new String(item.item(), StandardCharsets.UTF_8);
            together.computeIfAbsent(
                            value(json, "anonymousId") + value(json, "timestamp"), ignored -> new ArrayList<>())
                    .add(item.messageId());
        }
        List<List<String>> ties = together.values().stream()
                .filter(ids -> ids.stream().distinct().count() > 1)
                .toList();
        assertThat(ties).hasSizeGreaterThan(sent.size() / 50);
        // A shop numbers its items in the order in which they happen.
        assertThat(ties).anyMatch(ids -> ids.getFirst().compareTo(ids.getLast()) > 0);
    }

    @Test
    void someComeTwiceAtOnceAndSomeHoursLater() {
        Map<String, Long> first = new HashMap<>();
        List<Long> apart = new ArrayList<>();
        for (Sent item : until(new Shop(ShopConfig.withPast(3, NOW, Duration.ofDays(3), 1)), NOW)) {
            Long before = first.putIfAbsent(item.messageId(), item.sendAtMillis());
            if (before != null) {
                apart.add(item.sendAtMillis() - before);
            }
        }
        assertThat(apart).anyMatch(millis -> millis < 2_000).anyMatch(millis -> millis > 3_600_000);
    }

    @Test
    void everyWayToBeBrokenOccurs() {
        Set<Breakage> met = EnumSet.noneOf(Breakage.class);
        for (Sent item : until(new Shop(ShopConfig.withPast(3, NOW, Duration.ofDays(9), 1)), NOW)) {
            for (Breakage breakage : Breakage.values()) {
                if (item.messageId().startsWith("broken-")
                        && Arrays.equals(item.item(), breakage.item(item.messageId(), item.sendAtMillis()))) {
                    met.add(breakage);
                }
            }
        }
        assertThat(met).containsExactlyInAnyOrder(Breakage.values());
    }

    @Test
    void everyWayToBeBrokenIsAnItemOfItsOwn() {
        Set<String> items = new HashSet<>();
        for (Breakage breakage : Breakage.values()) {
            items.add(new String(breakage.item("broken-1", NOW.toEpochMilli()), StandardCharsets.UTF_8));
        }
        assertThat(items).hasSize(Breakage.values().length).allMatch(item -> item.contains("broken-1"));
    }

    @Test
    void someWhoCameAnonymouslySignInMidway() {
        Set<String> before = new HashSet<>();
        int joined = 0;
        for (Sent item : until(new Shop(ShopConfig.live(5, NOW, 50)), NOW.plusSeconds(1_200))) {
            String json = new String(item.item(), StandardCharsets.UTF_8);
            String anonymousId = value(json, "anonymousId");
            if (value(json, "userId").isEmpty()) {
                before.add(anonymousId);
            } else if (json.contains("\"type\":\"identify\"") && before.contains(anonymousId)) {
                joined++;
            }
        }
        assertThat(joined).isGreaterThan(100);
    }

    private static String value(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"");
        return at < 0 ? "" : json.substring(at + name.length() + 4, json.indexOf('"', at + name.length() + 4));
    }

    /** Whether an edge of the clock lies between, but not many: weeks begin with Monday. */
    private static boolean isJustPast(long edgeMillis, long at, long arrival) {
        long monday = Instant.parse("1970-01-05T00:00:00Z").toEpochMilli();
        return arrival - at <= edgeMillis + 5_000
                && Math.floorDiv(at - monday, edgeMillis) < Math.floorDiv(arrival - monday, edgeMillis);
    }

    private static OptionalLong happened(Sent item) {
        String time = value(new String(item.item(), StandardCharsets.UTF_8), "timestamp");
        return time.startsWith("20") && !item.messageId().startsWith("broken-")
                ? OptionalLong.of(Instant.parse(time).toEpochMilli())
                : OptionalLong.empty();
    }

    private static boolean isLateByADay(Sent item) {
        String time = value(new String(item.item(), StandardCharsets.UTF_8), "timestamp");
        return time.startsWith("20")
                && item.sendAtMillis() - Instant.parse(time).toEpochMilli()
                        > Duration.ofHours(12).toMillis();
    }

    private static long inHour(List<Sent> sent, int hour) {
        return sent.stream()
                .filter(item -> item.sendAtMillis() / 3_600_000 % 24 == hour)
                .count();
    }

    private static List<Sent> until(Shop shop, Instant end) {
        List<Sent> sent = new ArrayList<>();
        Stream.generate(shop::next)
                .takeWhile(item -> item.sendAtMillis() < end.toEpochMilli())
                .forEach(sent::add);
        return sent;
    }
}
