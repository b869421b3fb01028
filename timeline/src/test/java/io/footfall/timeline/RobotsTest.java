package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private final Timelines timelines = new Timelines(3, Long.MAX_VALUE, 3);
    private long sequence;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)   | true
            Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) | true
            facebookexternalhit/1.1                                                    | true
            Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36     | true
            curl/8.14.1                                                                | true
            python-requests/2.32                                                       | true
            Mozilla/5.0 (Linux; Android 14; CUBOT X30) Chrome/140.0 Mobile             | false
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1        | false
            Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36               | false
            Bottega/1.0                                                                | false
            """)
    void knowsARobotByItsUserAgent(String userAgent, boolean isRobot) {
        assertThat(RobotAgents.is(userAgent)).isEqualTo(isRobot);
    }

    @Test
    void aCustomerIsARobotOnTheDaysOnWhichAnEventSaysSo() {
        took("ann", DAY - 1, "");
        took("ann", DAY, "");
        took("ann", DAY + 2, CRAWLER);
        took("ann", 2 * DAY, "");
        took("bob", DAY, "");
        assertThat(read(Robots.EXCLUDE, 0)).containsExactly(DAY - 1, 2 * DAY);
        assertThat(leftOut(0)).containsExactly(DAY, DAY + 2);
        assertThat(read(Robots.ONLY, 0)).containsExactly(DAY, DAY + 2);
        assertThat(read(Robots.INCLUDE, 0)).hasSize(4);
        assertThat(read(Robots.EXCLUDE, 1)).containsExactly(DAY);
        assertThat(read(Robots.ONLY, 1)).isEmpty();
        assertThat(leftOut(1)).isEmpty();
    }

    @Test
    void aCustomerOfAllTheirIdentitiesIsARobotOnADayWithTooManyEvents() {
        took("ann", 10, "");
        took("ann", 11, "");
        took("ann", 12, "");
        View before = timelines.publish(sequence);
        assertThat(read(Robots.EXCLUDE, 0)).hasSize(3);
        // The fourth of the day, of another device.
        insert(new Event(EventType.TRACK, "Seen", "web", "joined", "ann", "phone", null, DAY, DAY, document("")));
        insert(new Event(EventType.TRACK, "Seen", "web", "fourth", null, "phone", null, DAY - 1, DAY, document("")));
        assertThat(read(Robots.EXCLUDE, timelines.publish(sequence).customerOf(0)))
                .containsExactly(DAY);
        assertThat(timelines.mayBeRobot(0)).isTrue();
        assertThat(before.mayBeRobot(0) && !robotDays(before).isEmpty()).isFalse();
    }

    private static java.util.Set<Long> robotDays(View view) {
        return new TimelineReader(view, Long.MAX_VALUE).robotDays(0);
    }

    private void took(String user, long timestamp, String userAgent) {
        insert(new Event(
                EventType.TRACK,
                "Seen",
                "web",
                "m" + sequence,
                user,
                null,
                null,
                timestamp,
                timestamp,
                document(userAgent)));
    }

    private void insert(Event event) {
        timelines.insert(event, ++sequence, changed -> {});
    }

    private static io.footfall.event.PackedDocument document(String userAgent) {
        return new DocumentWriter(64)
                .startObject()
                .key("context")
                .startObject()
                .key("userAgent")
                .text(userAgent)
                .endObject()
                .endObject()
                .toDocument();
    }

    private List<Long> read(Robots robots, int customer) {
        TimelineReader reader = new TimelineReader(timelines.publish(sequence), Long.MAX_VALUE);
        reader.open(customer, robots);
        return rest(reader);
    }

    private List<Long> leftOut(int customer) {
        TimelineReader reader = new TimelineReader(timelines.publish(sequence), Long.MAX_VALUE);
        reader.open(customer, Robots.EXCLUDE);
        return reader.openLeftOut() ? rest(reader) : List.of();
    }

    private static List<Long> rest(TimelineReader reader) {
        List<Long> timestamps = new ArrayList<>();
        while (reader.next()) {
            timestamps.add(reader.event().timestamp());
        }
        return timestamps;
    }
}
