package io.footfall.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.catalog.LookupVersions;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.LookupFolder;
import io.footfall.question.InvalidQuestionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What live and a batch differ by, each cause alone and all of them together. */
class ReconciliationTest {
    private static final String ORDERS = "{'kind':'trend','event':'Order'}";
    private static final String BUYERS = "{'kind':'trend','event':'Order','measure':'customers'}";
    private static final String DELIVERIES =
            "{'kind':'trend','event':'Order','measure':'distinct','of_property':'messageId'}";
    private static final String FIRST_SENT =
            "{'kind':'trend','event':'Order','where':[{'property':'messageId','op':'=','value':'m0'}]}";
    private static final Schedule NIGHTLY = new Schedule(LocalTime.of(2, 0), Optional.empty(), Optional.empty());

    private static final String MARGIN =
            "{'kind':'trend','event':'Order','measure':'sum','of_property':'lookup.products.margin'}";
    private static final String DEAR =
            "{'kind':'trend','event':'Order','filter':[{'property':'lookup.products.margin','op':'>=','value':3}]}";

    @TempDir
    private Path data;

    private final ToldLog log = new ToldLog();

    @Test
    void nothingDiffersWhereTheBatchHadEverything() {
        log.order("ann", "01T10:00").order("bob", "01T23:59").order("ann", "02T00:00");

        assertThat(alone(ORDERS)).isEqualTo("live 2, batch 2, {}");
    }

    @Test
    void anOrderThatCameAfterTheBatchIsLate() {
        log.order("ann", "01T10:00").order("bob", "01T23:50", "02T02:00");

        assertThat(alone(ORDERS)).isEqualTo("live 2, batch 1, {late=1}");
    }

    @Test
    void whoSignsInAfterTheBatchWasOneCustomerAllAlong() {
        log.event("Order", null, "phone", "01T10:00", "01T10:00").order("ann", "01T11:00");
        log.signIn("ann", "phone", "02T09:00");

        assertThat(alone(BUYERS)).isEqualTo("live 1, batch 2, {joined=-1}");
    }

    @Test
    void aLateEventThatAlsoTellsWhoIsWhomIsBoth() {
        log.event("Order", null, "phone", "01T10:00", "01T10:00").order("ann", "01T11:00");
        log.event("Order", "cid", "phone", "01T09:00", "02T09:00");

        assertThat(alone(BUYERS)).isEqualTo("live 2, batch 2, {late=1, joined=-1}");
    }

    @Test
    void aStepThatWasTakenAfterTheBatchIsLater() {
        log.event("View", "ann", null, "01T10:00", "01T10:00").order("ann", "02T09:00");
        String funnel = "{'kind':'funnel','within':'7d','steps':[{'event':'View'},{'event':'Order'}]}";

        assertThat(numbers(compare(Subject.of("funnel", json(funnel)))).get("2 Order customers"))
                .isEqualTo("live 1, batch 0, {later=1}");
    }

    @Test
    void whoTurnsOutToBeARobotIsLeftOut() {
        log.event("Order", null, "bot", "01T10:00", "01T10:00").order("ann", "01T11:00");
        log.crawled("bot", "01T10:01", "02T05:00");

        assertThat(alone(ORDERS)).isEqualTo("live 1, batch 2, {robots=-1}");
        assertThat(alone("{'kind':'trend','event':'Order','robots':'include'}")).isEqualTo("live 2, batch 2, {}");
    }

    @Test
    void aJobOverRawRowsCountsWhatIsLeftOutHere() {
        log.order("ann", "01T10:00").again().order("bob", "01T11:00");
        log.event("Order", null, "bot", "01T10:00", "01T10:00").crawled("bot", "01T10:01", "01T10:01");
        log.aside("{'type':'track','event':'Order','userId':null,'timestamp':'2026-03-01T12:00:00Z'}", "01T12:00");

        assertThat(beside(5, true, true, true)).isEqualTo("live 2, batch 5, {robots=-1, doubled=-1, quarantined=-1}");
        assertThat(beside(3, true, false, false)).isEqualTo("live 2, batch 3, {doubled=-1}");
        assertThat(beside(3, false, true, false)).isEqualTo("live 2, batch 3, {quarantined=-1}");
        assertThat(beside(3, false, false, true)).isEqualTo("live 2, batch 3, {robots=-1}");
        assertThat(beside(2, false, false, false)).isEqualTo("live 2, batch 2, {}");
    }

    @Test
    void messageIdsAreComparedAsTheyWereSent() {
        log.order("ann", "01T10:00").again().order("bob", "01T11:00", "02T03:00");

        assertThat(alone(DELIVERIES)).isEqualTo("live 2, batch 1, {late=1}");
        assertThat(beside(DELIVERIES, 1, true, false, false)).isEqualTo("live 2, batch 1, {late=1}");
        assertThat(beside(FIRST_SENT, 2, true, false, false)).isEqualTo("live 1, batch 2, {doubled=-1}");
    }

    @Test
    void whatNothingExplainsIsAnotherDefinition() {
        log.order("ann", "01T10:00").order("bob", "01T11:00", "02T03:00");

        assertThat(beside(4, true, true, true)).isEqualTo("live 2, batch 4, {late=1, definition=-3}");
    }

    @Test
    void allCausesAtOnceAddUp() {
        log.order("ann", "01T10:00").again();
        log.event("Order", null, "phone", "01T10:05", "01T10:05");
        log.event("Order", null, "bot", "01T10:10", "01T10:10");
        log.aside("{'type':'track','event':'Order','timestamp':'2026-03-01T12:00:00Z'}", "01T12:00");
        log.order("cid", "01T13:00", "02T04:00");
        log.signIn("ann", "phone", "02T04:30").crawled("bot", "01T10:11", "02T05:00");

        Nightly file = file(7, true, true, true);
        Subject buyers = new Subject("buyers", Optional.of(json(BUYERS)), Optional.of(file));
        // The batch: ann, phone, bot, and somebody without an id; it says 7, so 3 are unexplained. Live: ann and cid.
        assertThat(told(compare(buyers).numbers().getFirst()))
                .isEqualTo("live 2, batch 7, {late=1, joined=-1, robots=-1, quarantined=-1, definition=-3}");
    }

    @Test
    void rowsOfAFileAreFoundByTheirNames() {
        log.order("ann", "01T10:00").order("bob", "01T10:30").order("bob", "01T11:30", "02T03:00");
        Nightly file = new Nightly(
                "orders.csv",
                List.of("at"),
                List.of(row("2026-02-28 10:00:00", 99), row("2026-03-01 10:00:00", 2), row("2026-03-01T12:00:00Z", 1)),
                Optional.of("value"),
                false,
                false,
                false);
        String hourly = "{'kind':'trend','event':'Order','interval':'hour'}";
        Comparison found = compare(new Subject("orders", Optional.of(json(hourly)), Optional.of(file)));

        Map<String, String> numbers = numbers(found);
        assertThat(numbers).hasSize(24);
        assertThat(numbers.get("2026-03-01T10:00:00Z value")).isEqualTo("live 2, batch 2, {}");
        assertThat(numbers.get("2026-03-01T11:00:00Z value")).isEqualTo("live 1, batch none, {late=1}");
        assertThat(numbers.get("2026-03-01T12:00:00Z value")).isEqualTo("live 0, batch 1, {definition=-1}");
        assertThat(found.unexplained(BigDecimal.ZERO)).isEqualTo(1);
        assertThat(found.unexplained(BigDecimal.ONE)).isZero();
    }

    @Test
    void tellsSinceWhenLiveKnewWhatTheBatchSaysLater() {
        log.order("ann", "01T10:00").order("bob", "01T14:03").order("cid", "02T00:10");
        List<Comparison> found = new Reconciliation(EngineConfig.DEFAULTS, log, 1)
                .compare(
                        List.of(Subject.of("orders", json(ORDERS))),
                        NIGHTLY,
                        ToldLog.millis("02T12:00") / 1000,
                        Optional.of(Duration.ofMinutes(15)));

        ComparedNumber orders = found.getFirst().numbers().getFirst();
        assertThat(orders.liveSince()).hasValue(ToldLog.millis("01T14:15") / 1000);
        assertThat(ComparisonText.write(found.getFirst()))
                .contains("live had the batch's numbers 11 h 45 min before it");
    }

    @Test
    void theBatchRunsByTheClockOfTheQuestion() {
        log.order("ann", "01T22:30").order("bob", "01T23:30").order("cid", "02T00:30", "02T01:30");
        String berlin = "{'kind':'trend','event':'Order','interval':'day','timezone':'Europe/Berlin'}";

        Comparison found = compare(Subject.of("orders", json(berlin)));
        assertThat(ComparisonText.write(found))
                .contains(
                        "of 2026-03-01T00:00:00+01:00 to 2026-03-02T00:00:00+01:00; batch at 2026-03-02T02:00:00+01:00");
        assertThat(told(found.numbers().getFirst())).isEqualTo("live 1, batch 1, {}");

        Schedule second = new Schedule(LocalTime.of(2, 0), Optional.of("2026-03-02"), Optional.empty());
        assertThatThrownBy(() -> compare(second, Subject.of("orders", json(berlin))))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("orders: the batch after 2026-03-03T00:00:00+01:00")
                .hasMessageContaining("has not run yet");
    }

    @Test
    void anotherVersionOfALookupTableThatCameAfterTheBatchIsACauseOfItsOwn() throws IOException {
        log.margin(data, 1, "2", "01T05:00").sold("pot", "01T10:00", "01T10:00");
        log.sold("pot", "01T11:00", "02T03:00").margin(data, 2, "5", "02T04:00");

        assertThat(alone(MARGIN)).isEqualTo("live 10, batch 2, {lookups=3, late=5}");
        assertThat(alone(DEAR)).isEqualTo("live 2, batch 0, {lookups=1, late=1}");
        Nightly theirs = file(2, true, true, true);
        assertThat(told(compare(new Subject("it", Optional.of(json(MARGIN)), Optional.of(theirs)))
                        .numbers()
                        .getFirst()))
                .isEqualTo("live 10, batch 2, {lookups=3, late=5}");
    }

    @Test
    void aVersionThatWasCurrentAlreadyWhenTheBatchRanIsNoCause() throws IOException {
        log.margin(data, 1, "2", "01T05:00").sold("pot", "01T10:00", "01T10:00");
        log.margin(data, 2, "5", "02T01:59");

        assertThat(alone(MARGIN)).isEqualTo("live 5, batch 5, {}");
    }

    @Test
    void whereItIsNotKnownWhichVersionWasCurrentItIsTheCurrentOne() throws IOException {
        log.sold("pot", "01T10:00", "01T10:00").margin(data, 1, "2", "02T05:00");
        assertThat(alone(MARGIN)).isEqualTo("live 2, batch 2, {}");

        for (int version = 2; version <= 2 + LookupVersions.EARLIER_KEPT; version++) {
            log.margin(data, version, "" + version, "02T06:0" + version);
        }
        assertThat(alone(MARGIN)).isEqualTo("live 5, batch 5, {}");
    }

    @Test
    void aVersionWhoseFileIsGoneIsNotKnown() throws IOException {
        log.margin(data, 1, "2", "01T05:00").sold("pot", "01T10:00", "01T10:00");
        Path first;
        try (Stream<Path> files = Files.list(data.resolve(LookupFolder.FOLDER))) {
            first = files.findFirst().orElseThrow();
        }
        log.margin(data, 2, "5", "02T04:00");
        assertThat(alone(MARGIN)).isEqualTo("live 5, batch 2, {lookups=3}");

        Files.delete(first);
        assertThat(alone(MARGIN)).isEqualTo("live 5, batch 5, {}");
    }

    @Test
    void liveKnewOnlyWhatTheVersionOfThenSaid() throws IOException {
        log.margin(data, 1, "2", "01T05:00").sold("pot", "01T10:00", "01T10:00");
        log.margin(data, 2, "5", "01T18:00");
        List<Comparison> found = new Reconciliation(EngineConfig.DEFAULTS, log, 1)
                .compare(
                        List.of(Subject.of("margin", json(MARGIN))),
                        NIGHTLY,
                        ToldLog.millis("02T12:00") / 1000,
                        Optional.of(Duration.ofMinutes(15)));
        assertThat(found.getFirst().numbers().getFirst().liveSince()).hasValue(ToldLog.millis("01T18:00") / 1000);
    }

    private String alone(String question) {
        return told(compare(Subject.of("it", json(question))).numbers().getFirst());
    }

    private String beside(int value, boolean doubled, boolean quarantined, boolean robots) {
        return beside(ORDERS, value, doubled, quarantined, robots);
    }

    private String beside(String question, int value, boolean doubled, boolean quarantined, boolean robots) {
        Nightly file = file(value, doubled, quarantined, robots);
        return told(compare(new Subject("it", Optional.of(json(question)), Optional.of(file)))
                .numbers()
                .getFirst());
    }

    private static Nightly file(int value, boolean doubled, boolean quarantined, boolean robots) {
        Nightly.Row row = new Nightly.Row(List.of(), BigDecimal.valueOf(value));
        return new Nightly("orders.csv", List.of(), List.of(row), Optional.empty(), doubled, quarantined, robots);
    }

    private static Nightly.Row row(String at, int value) {
        return new Nightly.Row(List.of(at), BigDecimal.valueOf(value));
    }

    private Comparison compare(Subject subject) {
        return compare(NIGHTLY, subject);
    }

    private Comparison compare(Schedule schedule, Subject subject) {
        return new Reconciliation(EngineConfig.DEFAULTS, log, 1)
                .compare(List.of(subject), schedule, ToldLog.millis("02T12:00") / 1000, Optional.empty())
                .getFirst();
    }

    private static Map<String, String> numbers(Comparison comparison) {
        return comparison.numbers().stream()
                .collect(Collectors.toMap(
                        number -> number.place().cells().stream()
                                        .map(cell -> cell + " ")
                                        .collect(Collectors.joining())
                                + number.place().field(),
                        ReconciliationTest::told));
    }

    private static String told(ComparedNumber number) {
        return "live " + (number.live() == null ? "none" : number.live()) + ", batch "
                + (number.batch() == null ? "none" : number.batch()) + ", "
                + number.causes().entrySet().stream()
                        .map(entry -> entry.getKey().word() + "=" + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String json(String written) {
        return written.replace('\'', '"');
    }
}
