package io.footfall.collect;

import static io.footfall.collect.Judgements.admitted;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {
    private static final String TIMED =
            "{'type':'track','event':'Seen','userId':'ann','timestamp':'2026-03-01T10:00:00Z','properties':{'a':1,'b':[2.0]}}";

    private static String idOf(String item) {
        return admitted(item).messageId();
    }

    @Test
    void takesAnIdOf100CharactersAndHashesALongerOne() {
        String id = "i".repeat(100);

        assertThat(idOf("{'type':'page','userId':'a','messageId':'" + id + "'}"))
                .isEqualTo(id);
        String hashed = idOf("{'type':'page','userId':'a','messageId':'" + id + "1'}");
        assertThat(hashed).hasSizeLessThanOrEqualTo(100);
        assertThat(idOf("{'type':'page','userId':'a','messageId':'" + id + "1'}"))
                .isEqualTo(hashed);
        assertThat(idOf("{'type':'page','userId':'a','messageId':'" + id + "2'}"))
                .isNotEqualTo(hashed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'track','event':'Seen','userId':'ann','timestamp':'2026-03-01T10:00:00Z','properties':{'b':[2],'a':1.0}}",
                "{'userId':'ann','event':'Seen','type':'track','timestamp':1772359200,'properties':{'a':1e0,'b':[20e-1]}}",
                "{'type':'track','event':'Seen','userId':'ann','anonymousId':'null','sentAt':'2026-03-01T11:59:59Z',"
                        + "'originalTimestamp':1772359200000,'messageId':'','properties':{'a':1,'b':[2.0]}}"
            })
    void knowsATimedItemAgainHoweverItIsWritten(String again) {
        assertThat(idOf(again)).isEqualTo(idOf(TIMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'track','event':'Seen','userId':'ann','timestamp':'2026-03-01T10:00:00.001Z','properties':{'a':1,'b':[2.0]}}",
                "{'type':'track','event':'Seen','userId':'bob','timestamp':'2026-03-01T10:00:00Z','properties':{'a':1,'b':[2.0]}}",
                "{'type':'track','event':'Seen','userId':'ann','timestamp':'2026-03-01T10:00:00Z','properties':{'a':'1','b':[2.0]}}",
                "{'type':'track','event':'Seen','userId':'ann','timestamp':'2026-03-01T10:00:00Z','properties':{'a':1,'b':2.0}}",
                "{'type':'track','event':'Seen','anonymousId':'ann','timestamp':'2026-03-01T10:00:00Z','properties':{'a':1,'b':[2.0]}}",
                "{'type':'track','event':'Seen','userId':'ann','timestamp':'2026-03-01T10:00:00Z','traits':{'a':1,'b':[2.0]}}"
            })
    void tellsItemsApartThatSayDifferentThings(String other) {
        assertThat(idOf(other)).isNotEqualTo(idOf(TIMED));
    }

    @Test
    void takesEveryItemWithoutIdAndTimeForItsOwn() {
        String item = "{'type':'page','userId':'a'}";

        assertThat(idOf(item)).isNotEqualTo(idOf(item));
    }
}
