package io.footfall.question.trend;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.Period;
import io.footfall.question.Scope;
import io.footfall.question.Seeds;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendSeededTest {
    private static final long BEGIN = Instant.parse("2026-10-23T20:00:00Z").toEpochMilli();
    private static final long LENGTH = 4L * 86_400_000;

    @Test
    void resumedAsTimePassesEqualsAskedAtEachSecond() {
        long seed = Seeds.next("resumedAsTimePassesEqualsAskedAtEachSecond");
        SplittableRandom random = Seeds.random(seed);
        for (int round = 0; round < 60; round++) {
            Story story = story(random);
            for (int i = 0; i < 20; i++) {
                TrendQuestion question = question(random);
                long second = (BEGIN + random.nextLong(LENGTH + 86_400_000)) / 1000;
                assertThat(told(story.resumed(question, second)))
                        .as("%s at %s seed %d", question, Instant.ofEpochSecond(second), seed)
                        .isEqualTo(told(story.asked(question, second)));
            }
        }
    }

    private static Story story(SplittableRandom random) {
        Story story = new Story();
        int events = random.nextInt(1, 60);
        for (int i = 0; i < events; i++) {
            Map<String, Object> properties = new HashMap<>();
            if (random.nextInt(4) > 0) {
                properties.put("city", "c" + random.nextInt(4));
            }
            if (random.nextInt(4) > 0) {
                properties.put("price", new BigDecimal(random.nextInt(10)).movePointLeft(random.nextInt(3)));
            }
            long grain = random.nextBoolean() ? 1 : 3_600_000;
            long timestamp = (BEGIN + random.nextLong(LENGTH)) / grain * grain;
            story.did("c" + random.nextInt(5), random.nextBoolean() ? "Order" : "View", timestamp, properties);
        }
        return story;
    }

    private static TrendQuestion question(SplittableRandom random) {
        Measure measure = Measure.values()[random.nextInt(Measure.values().length)];
        @Nullable
        String property = measure.needsProperty() || (measure.takesProperty() && random.nextBoolean())
                ? "properties.price"
                : null;
        Interval interval = List.of(Interval.NONE, Interval.HOUR, Interval.DAY, Interval.WEEK)
                .get(random.nextInt(4));
        Compare compare = Compare.values()[random.nextInt(3)];
        ZoneId zone =
                ZoneId.of(List.of("UTC", "Europe/Berlin", "Asia/Kathmandu").get(random.nextInt(3)));
        return new TrendQuestion(
                new Scope(period(random), zone, List.of(), compare),
                random.nextBoolean() ? Selector.ANY : Selector.of("Order"),
                measure,
                property,
                interval,
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new Breakdown("properties.city", random.nextInt(1, 5))));
    }

    private static Period period(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Period.Last(List.of(30L, 3_600L, 7_200L, 86_400L, 259_200L).get(random.nextInt(5)));
            case 1 -> new Period.Calendar(Period.Calendar.Unit.values()[random.nextInt(3)], random.nextBoolean());
            default -> new Period.All();
        };
    }
}
