package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupDraftTest {
    private static final LookupTable.Head HEAD = new LookupTable.Head(
            "products",
            "properties.product_id",
            new LookupTable.Column("id", "text"),
            List.of(new LookupTable.Column("name", "text"), new LookupTable.Column("margin", "number")),
            1,
            0,
            "products.1.csv");

    private final Vocabulary vocabulary = new Vocabulary(1);

    @Test
    void valuesHaveTheNumbersThatTheyHaveOnTimelines() {
        int pot = vocabulary.text("pot");
        LookupDraft draft = draft();
        draft.add(text("pot"), Arrays.asList(text("Pot"), number("1.25")));
        draft.add(text("pan"), Arrays.asList(null, number("123456789.123456")));
        draft.add(text("lid"), Arrays.asList(text("pot"), null));

        LookupTable table = numbered(draft, 1);

        assertThat(table.rows()).isEqualTo(3);
        assertThat(vocabulary.value(table.value(0, pot))).isEqualTo(text("Pot"));
        assertThat(vocabulary.value(table.value(1, pot))).isEqualTo(number("1.25"));
        int pan = vocabulary.text("pan");
        assertThat(table.value(0, pan)).isEqualTo(Vocabulary.NONE);
        assertThat(vocabulary.value(table.value(1, pan))).isEqualTo(number("123456789.123456"));
        assertThat(table.value(0, vocabulary.text("lid"))).isEqualTo(pot);
        assertThat(table.value(0, vocabulary.text("never"))).isEqualTo(Vocabulary.NONE);
        assertThat(table.incomplete()).isEmpty();
    }

    @Test
    void eachDifferentValueIsNumberedOnceHoweverFewAtATime() {
        LookupDraft draft = draft();
        for (int row = 0; row < 100; row++) {
            draft.add(text("p" + row), List.of(text("name " + row % 10), number("2")));
        }
        List<Integer> known = new ArrayList<>();
        while (!draft.number(vocabulary, 50)) {
            known.add(vocabulary.valueCount());
        }
        int before = new Vocabulary(1).valueCount();
        assertThat(known).containsExactly(before + 50, before + 100);
        assertThat(vocabulary.valueCount()).isEqualTo(before + 110);
        assertThat(draft.table(HEAD).rows()).isEqualTo(100);
    }

    @Test
    void aTableWithoutRowsIsOne() {
        assertThat(numbered(draft(), 1).rows()).isZero();
    }

    @Test
    void whatIsTooLongIsMissingFromItsColumnAndItIsSaid() {
        LookupDraft draft = draft();
        draft.add(text("pot"), List.of(text("a name of some length"), number("1")));
        draft.add(text("pan"), List.of(text("another name of some length"), number("2")));
        draft.add(text("lid"), List.of(text("x".repeat(70_000)), number("3")));

        LookupTable table = numbered(draft, 100);

        assertThat(table.incomplete()).containsExactly("lookup.products.name");
        assertThat(table.value(0, vocabulary.text("lid"))).isEqualTo(Vocabulary.NONE);
        assertThat(vocabulary.value(table.value(1, vocabulary.text("lid")))).isEqualTo(number("3"));
    }

    private LookupTable numbered(LookupDraft draft, int valuesMax) {
        while (!draft.number(vocabulary, valuesMax)) {
            assertThat(vocabulary.valueCount()).isLessThan(1_000);
        }
        return draft.table(HEAD);
    }

    private static LookupDraft draft() {
        return new LookupDraft("products", List.of("name", "margin"), 7);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value number(String number) {
        return new Value.Number(new BigDecimal(number));
    }
}
