package io.footfall.question;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Attribution.Touch;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.TrendQuestion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What customers do, credited to what they did before. */
class AttributionTest {
    private final Story story = new Story();

    @Test
    void creditsTheFirstOrTheLastTouchBefore() {
        touch("ann", "10:00", "mail").touch("ann", "11:00", "ad");
        buy("ann", "12:00").touch("ann", "13:00", "search");
        buy("bob", "12:00");
        assertThat(answer(trend(Touch.LAST, Optional.empty()))).isEqualTo("by value\n(none) 1\nad 1\n");
        assertThat(answer(trend(Touch.FIRST, Optional.empty()))).isEqualTo("by value\n(none) 1\nmail 1\n");
    }

    @Test
    void looksBackForExactlyTheLimitAndNoFurther() {
        touch("ann", "10:00:00", "mail").touch("ann", "11:00:00", "ad");
        buy("ann", "11:00:00.001").buy("ann", "12:00:00").buy("ann", "12:00:00.001");
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        assertThat(answer(trend(Touch.FIRST, hour))).isEqualTo("by value\nad 2\n(none) 1\n");
        assertThat(answer(trend(Touch.LAST, hour))).isEqualTo("by value\nad 2\n(none) 1\n");
    }

    @Test
    void aTouchThatLacksThePropertyIsNone() {
        touch("ann", "10:00", "mail");
        story.did("ann", "touch", at("10:30"), Map.of());
        buy("ann", "11:00");
        assertThat(answer(trend(Touch.LAST, Optional.empty()))).isEqualTo("by value\n(none) 1\n");
        assertThat(answer(trend(Touch.FIRST, Optional.empty()))).isEqualTo("by value\nmail 1\n");
    }

    @Test
    void anEventIsNoTouchOfItself() {
        story.did("ann", "buy", at("10:00"), Map.of("channel", "mail"))
                .did("ann", "buy", at("11:00"), Map.of("channel", "ad"));
        Breakdown by = new Breakdown(
                "properties.channel",
                5,
                Optional.of(new Attribution(Selector.of("buy"), Touch.LAST, Optional.empty())));
        assertThat(answer(trend(by))).isEqualTo("by value\n(none) 1\nmail 1\n");
    }

    @Test
    void aFunnelIsCreditedWhereItBegins() {
        touch("ann", "10:00", "mail");
        story.did("ann", "view", at("10:30"), Map.of());
        touch("ann", "10:40", "ad").buy("ann", "11:00");
        FunnelQuestion funnel = new FunnelQuestion(
                scope(),
                List.of(Selector.of("view"), Selector.of("buy")),
                Optional.of(Duration.ofHours(1)),
                Optional.of(by(Touch.LAST, Optional.empty())));
        assertThat(answer(funnel)).isEqualTo("""
                step event by customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view mail 1 1 null null null 0
                2 buy mail 1 1 1 1800 1800 0
                """);
    }

    private String answer(Question question) {
        long second = Instant.parse(at("23:00")).getEpochSecond();
        String asked = told(story.asked(question, second));
        assertThat(told(story.resumed(question, second))).isEqualTo(asked);
        return asked;
    }

    private static TrendQuestion trend(Touch touch, Optional<Duration> within) {
        return trend(by(touch, within));
    }

    private static TrendQuestion trend(Breakdown by) {
        return new TrendQuestion(scope(), Selector.of("buy"), Measure.COUNT, null, Interval.NONE, Optional.of(by));
    }

    private static Breakdown by(Touch touch, Optional<Duration> within) {
        return new Breakdown(
                "properties.channel", 5, Optional.of(new Attribution(Selector.of("touch"), touch, within)));
    }

    private static Scope scope() {
        return new Scope(new Period.All(), ZoneId.of("UTC"), List.of(), Compare.NONE);
    }

    private AttributionTest touch(String customer, String time, String channel) {
        story.did(customer, "touch", at(time), Map.of("channel", channel));
        return this;
    }

    private AttributionTest buy(String customer, String time) {
        story.did(customer, "buy", at(time), Map.of());
        return this;
    }

    private static String at(String time) {
        return "2026-03-01T" + (time.length() == 5 ? time + ":00" : time) + "Z";
    }
}
