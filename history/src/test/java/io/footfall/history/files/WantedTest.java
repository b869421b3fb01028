package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final List<String> READ = List.of("messageId", "properties.price");

    @Test
    void whatNobodyReadsIsNotRead() {
        Wanted wanted = new Wanted(List.of(), Optional.empty(), false);
        assertThat(wanted.messageId()).isEqualTo("null::varchar");
        assertThat(wanted.columns()).isEqualTo("null::varchar, null::varchar, null::varchar, null::varchar");
    }

    @Test
    void isReadOfEventsOfEveryName() {
        Wanted wanted = new Wanted(READ, Optional.empty(), false);
        assertThat(wanted.messageId()).isEqualTo("message_id");
        assertThat(wanted.columns()).isEqualTo("properties, null::varchar, null::varchar, null::varchar");
    }

    @Test
    void isReadOfEventsOfSomeNamesOnly() {
        Wanted wanted = new Wanted(READ, Optional.of(Set.of("Order", "It's")), false);
        assertThat(wanted.messageId()).isEqualTo("case when event in ('It''s', 'Order') then message_id end");
        assertThat(wanted.columns())
                .startsWith("case when event in ('It''s', 'Order') then properties end, null::varchar");
    }

    @Test
    void isReadOfNoEventWhereNoNameIsWanted() {
        Wanted wanted = new Wanted(READ, Optional.of(Set.of()), false);
        assertThat(wanted.messageId()).isEqualTo("null::varchar");
        assertThat(wanted.columns()).isEqualTo("null::varchar, null::varchar, null::varchar, null::varchar");
    }

    @Test
    void messageIdsOfAllEventsAreReadWhereSecondDeliveriesAreToBeKnown() {
        Wanted wanted = new Wanted(READ, Optional.of(Set.of("Order")), true);
        assertThat(wanted.messageId()).isEqualTo("message_id");
    }
}
