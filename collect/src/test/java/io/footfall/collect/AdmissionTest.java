package io.footfall.collect;

import static io.footfall.collect.Judgements.admitted;
import static io.footfall.collect.Judgements.document;
import static io.footfall.collect.Judgements.quarantined;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    @Test
    void admitsAWholeTrackCall() {
        Event event = admitted("""
                {'type':'track','event':'Order Completed','userId':'ann','anonymousId':'b1','messageId':'m1',
                 'properties':{'total':12.50}}""");

        assertThat(event.type()).isEqualTo(EventType.TRACK);
        assertThat(event.name()).isEqualTo("Order Completed");
        assertThat(event.source()).isEqualTo("web");
        assertThat(event.messageId()).isEqualTo("m1");
        assertThat(event.userId()).isEqualTo("ann");
        assertThat(event.anonymousId()).isEqualTo("b1");
        assertThat(event.timestamp()).isEqualTo(Judgements.NOON.toEpochMilli());
        assertThat(event.receivedAt()).isEqualTo(Judgements.NOON.toEpochMilli());
        assertThat(document(event)).isEqualTo("{'properties':{'total':12.50}}");
    }

    @ParameterizedTest
    @CsvSource({"page,Page Viewed", "screen,Screen Viewed", "identify,Identify", "group,Group", "alias,Alias"})
    void namesEveryOtherCallAfterItsType(String type, String name) {
        assertThat(admitted("{'type':'" + type + "','userId':'ann'}").name()).isEqualTo(name);
    }

    @Test
    void keepsThePagesNameAmongItsProperties() {
        String page = "{'type':'page','userId':'ann','name':'Home'";

        assertThat(document(admitted(page + "}"))).isEqualTo("{'properties':{'name':'Home'}}");
        assertThat(document(admitted(page + ",'properties':{'a':1}}")))
                .isEqualTo("{'properties':{'a':1,'name':'Home'}}");
        assertThat(document(admitted(page + ",'properties':{'name':'Mine'}}")))
                .isEqualTo("{'properties':{'name':'Mine'}}");
        assertThat(document(admitted("{'type':'track','event':'e','userId':'ann','name':'Home'}")))
                .isEqualTo("{}");
    }

    @Test
    void givesItemsTheContextOfTheirBatchWhereTheyLackIt() {
        String item = "{'type':'identify','userId':'ann','context':{'ip':'1'}}";

        assertThat(document(admitted(item, "'context':{'ip':'2','locale':'de'}")))
                .isEqualTo("{'context':{'ip':'1','locale':'de'}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'type':null,", "'type':'Track',", "'type':'track ',", "'type':7,", "'type':'delete',"})
    void setsATypeThatIsNoneAside(String type) {
        assertThat(quarantined("{" + type + "'event':'e','userId':'ann'}")).isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'event':null,", "'event':'',", "'event':' ',", "'event':{},"})
    void setsATrackCallWithoutItsEventAside(String event) {
        assertThat(quarantined("{'type':'track'," + event + "'userId':'ann'}")).isEqualTo(Reason.MISSING_EVENT);
    }

    @Test
    void setsPropertiesThatAreNoneAside() {
        assertThat(quarantined("{'type':'page','userId':'ann','properties':[]}"))
                .isEqualTo(Reason.BAD_PROPERTIES);
        assertThat(document(admitted("{'type':'page','userId':'ann','properties':null}")))
                .isEqualTo("{}");
    }

    @Test
    void setsAnItemOfNobodyAside() {
        assertThat(quarantined("{'type':'page'}")).isEqualTo(Reason.MISSING_ID);
        assertThat(quarantined("{'type':'page','userId':null,'anonymousId':' '}"))
                .isEqualTo(Reason.MISSING_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "GUEST",
                "DistinctId",
                "distinct_id",
                "ID",
                "Not_Authenticated",
                "email",
                "undefined",
                "TRUE",
                "false",
                "[object Object]",
                "NaN",
                "None",
                "none",
                "null",
                "0",
                "000",
                "-",
                "0-0",
                "-1",
                "00000000-0000-0000-0000-000000000000"
            })
    void neverTakesAnIdThatManyShareForAnIdentity(String id) {
        assertThat(quarantined("{'type':'page','userId':'" + id + "'}")).isEqualTo(Reason.ILLEGAL_ID);

        Verdict verdict = Judgements.judge("{'type':'page','userId':'" + id + "','anonymousId':'b1'}", "", false);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Admitted.class, admitted -> {
            assertThat(admitted.hasFallenBack()).isTrue();
            assertThat(admitted.event().userId()).isNull();
            assertThat(admitted.event().anonymousId()).isEqualTo("b1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "Null", "NULL", "NONE", "nan", "guest1", "00a", "-10", " null", "[object object]"})
    void takesWhatOnlyLooksLikeOneForAnIdentity(String id) {
        assertThat(admitted("{'type':'page','userId':'" + id + "'}").userId()).isEqualTo(id);
    }

    @Test
    void joinsNobodyByAnIdThatManyShare() {
        assertThat(admitted("{'type':'alias','userId':'ann','previousId':'null'}")
                        .previousId())
                .isNull();
        assertThat(admitted("{'type':'alias','userId':'ann','previousId':'b1'}").previousId())
                .isEqualTo("b1");
    }

    @Test
    void takesAnItemAtItsLimitAndSetsOnePastItAside() {
        String start = "{'type':'page','userId':'ann','properties':{'a':'";
        String atLimit = start + "x".repeat(32_768 - start.length() - 3) + "'}}";

        assertThat(admitted(atLimit).userId()).isEqualTo("ann");
        assertThat(quarantined(atLimit.replace("ann", "anna"))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void setsWhatHappenedBeforeHistoryAside() {
        Instant historyFrom = Instant.parse("2026-02-01T00:00:00Z");
        String event = "{'type':'page','userId':'ann','timestamp':'2026-0";

        assertThat(Judgements.judge(event + "2-01T00:00:00Z'}", "", false, historyFrom))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(Judgements.judge(event + "1-31T23:59:59.999Z'}", "", false, historyFrom))
                .isEqualTo(new Verdict.Quarantined(Reason.BEFORE_HISTORY));
    }

    @Test
    void setsWhatCannotBeReadAside() {
        assertThat(quarantined("{'a':1,'a':2}")).isEqualTo(Reason.BAD_JSON);
        assertThat(quarantined("[]")).isEqualTo(Reason.NO_OBJECT);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void hasACodeAndWordsForEveryReason(Reason reason) {
        assertThat(reason.code()).matches("[a-z_]+");
        assertThat(reason.words()).isNotBlank();
    }
}
