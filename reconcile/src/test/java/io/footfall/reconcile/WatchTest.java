package io.footfall.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.engine.EngineConfig;
import io.footfall.question.InvalidQuestionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three days with an even number of orders at ten o'clock, and a fourth on which something is out of the ordinary, or not. */
class WatchTest {
    private static final String BY_HOUR = "{\"kind\":\"trend\",\"event\":\"Order\",\"interval\":\"hour\"}";
    private static final int USUAL = 30;

    private static final String MARGIN_BY_HOUR =
            "{\"kind\":\"trend\",\"event\":\"Order\",\"measure\":\"sum\",\"of_property\":\"lookup.products.margin\","
                    + "\"interval\":\"hour\"}";

    @TempDir
    private Path data;

    private final ToldLog log = new ToldLog();

    @Test
    void findsNothingInADayLikeTheOthers() {
        orders(USUAL, 4, "10");

        assertThat(watch().finds()).isEmpty();
        assertThat(watch().judged()).isEqualTo(24);
    }

    @Test
    void findsAnHourTooLowWhenItIsOver() {
        orders(4, 4, "10");

        assertThat(told())
                .containsExactly("2026-03-04T10 below 4 of 30 to 30, live 2026-03-04T11:00:00Z, in batch true");
    }

    @Test
    void findsAnHourTooHighInTheMinuteInWhichItBecomesSo() {
        orders(61, 4, "10");

        assertThat(told())
                .containsExactly("2026-03-04T10 above 61 of 30 to 30, live 2026-03-04T10:54:00Z, in batch true");
    }

    @Test
    void readsMessageIdsWhereTheyAreAskedFor() {
        orders(4, 4, "10");

        assertThat(watch(
                                "{\"kind\":\"trend\",\"event\":\"Order\",\"interval\":\"hour\",\"measure\":\"distinct\","
                                        + "\"of_property\":\"messageId\"}",
                                List.of())
                        .finds())
                .extracting(WatchTest::told)
                .containsExactly("2026-03-04T10 below 4 of 30 to 30, live 2026-03-04T11:00:00Z, in batch true");
    }

    @Test
    void aFewPeopleMoreOrLessAreNothing() {
        orders(USUAL, 4, "10");
        orders(9, 4, "03");

        assertThat(watch().finds()).isEmpty();
    }

    @Test
    void halfTheLowestIsNotYetTooLow() {
        orders(USUAL / 2, 4, "10");

        assertThat(watch().finds()).isEmpty();
    }

    @Test
    void whatCameAfterTheBatchIsNotKnownToIt() {
        orders(4, 4, "10");
        for (int i = 0; i < USUAL; i++) {
            log.order("late" + i, "04T10:30", "05T02:00");
        }

        assertThat(told()).hasSize(1);
    }

    @Test
    void whatComesLateOnTheDayTakesAFindOutOfTheBatchOnly() {
        orders(4, 4, "10");
        for (int i = 0; i < USUAL; i++) {
            log.order("late" + i, "04T10:30", "04T12:30");
        }

        assertThat(told())
                .containsExactly("2026-03-04T10 below 4 of 30 to 30, live 2026-03-04T11:00:00Z, in batch false");
    }

    @Test
    void anIncidentIsFoundByItsRowAfterItBeganAndTheRestIsOther() {
        orders(4, 4, "10");
        ReportedIncident broken = new ReportedIncident("Broken", millis("04T10:20"), "orders", "");
        ReportedIncident later = new ReportedIncident("Later", millis("04T12:00"), "orders", "");

        Watched ofBroken = watch(List.of(broken));
        assertThat(ofBroken.firstOf(broken)).isPresent();
        assertThat(ofBroken.others()).isEmpty();
        assertThat(WatchedText.write(ofBroken))
                .contains(
                        "Broken           10:20  11:00  02:00 next day  15 h 0 min  orders: 4 from 10:00 on, before 30 to 30")
                .contains("1 of 1 were found live, before the batch", "besides them, nothing left the ordinary");
        assertThat(watch(List.of(later)).firstOf(later)).isEmpty();
        assertThat(watch(List.of(later)).others()).hasSize(1);
    }

    @Test
    void anotherVersionOfALookupTableIsNothingOutOfTheOrdinary() throws IOException {
        log.margin(data, 1, "2", "01T00:00");
        for (int day = 1; day <= 4; day++) {
            sold(USUAL, day);
        }
        log.margin(data, 2, "50", "04T12:00");

        assertThat(watch(MARGIN_BY_HOUR, List.of()).finds()).isEmpty();
    }

    @Test
    void whatIsReadThroughALookupTableIsFound() throws IOException {
        log.margin(data, 1, "2", "01T00:00");
        for (int day = 1; day <= 3; day++) {
            sold(USUAL, day);
        }
        sold(4, 4);

        assertThat(watch(MARGIN_BY_HOUR, List.of()).finds().stream().map(WatchTest::told))
                .containsExactly("2026-03-04T10 below 8 of 60 to 60, live 2026-03-04T11:00:00Z, in batch true");
    }

    @Test
    void refusesAQuestionWithoutIntervals() {
        orders(USUAL, 4, "10");

        assertThatThrownBy(() -> watch("{\"kind\":\"trend\",\"event\":\"Order\"}", List.of()))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("orders: only a question with an interval can be watched");
    }

    /** Thirty orders in the tenth hour of each day before, and so many on a day. */
    private void orders(int count, int day, String hour) {
        if (hour.equals("10")) {
            for (int before = 1; before < day; before++) {
                orders(USUAL, String.format(Locale.ROOT, "%02dT10", before));
            }
        }
        orders(count, String.format(Locale.ROOT, "%02dT", day) + hour);
    }

    private void sold(int count, int day) {
        for (int i = 0; i < count; i++) {
            String at = String.format(Locale.ROOT, "%02dT10:%02d", day, i * 53 / 60);
            log.sold("pot", at, at);
        }
    }

    private void orders(int count, String hour) {
        for (int i = 0; i < count; i++) {
            log.order("ann" + i, hour + String.format(Locale.ROOT, ":%02d", i * 53 / 60));
        }
    }

    private List<String> told() {
        return watch().finds().stream().map(WatchTest::told).toList();
    }

    private static String told(Find find) {
        return Instant.ofEpochMilli(find.interval().from()).toString().substring(0, 13)
                + (find.isAbove() ? " above " : " below ") + find.number() + " of " + find.lowest() + " to "
                + find.highest() + ", live "
                + Instant.ofEpochSecond(find.liveSecond().orElseThrow())
                + ", in batch " + find.isInBatch();
    }

    private Watched watch() {
        return watch(List.of());
    }

    private Watched watch(List<ReportedIncident> incidents) {
        return watch(BY_HOUR, incidents);
    }

    private Watched watch(String question, List<ReportedIncident> incidents) {
        return new Watch(EngineConfig.DEFAULTS, log, 1)
                .watch(
                        List.of(Subject.of("orders", question)),
                        new Schedule(LocalTime.of(2, 0), Optional.of("2026-03-04"), Optional.empty()),
                        millis("06T00:00") / 1000,
                        3,
                        Duration.ofMinutes(1),
                        incidents);
    }

    private static long millis(String at) {
        return ToldLog.millis(at);
    }
}
