package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Interval;
import java.io.IOException;
import java.util.Map;

/** Reads and writes what rows are cut into along time: the field {@code interval}. */
final class IntervalJson {
    private static final String INTERVAL = "interval";
    private static final Map<String, Interval> INTERVALS = Fields.words(Interval.values(), Interval::word);

    private IntervalJson() {}

    static Interval read(Fields fields) {
        return fields.word(INTERVAL, INTERVALS, Interval.NONE);
    }

    static void write(Interval interval, JsonGenerator json) throws IOException {
        if (interval != Interval.NONE) {
            json.writeStringField(INTERVAL, interval.word());
        }
    }
}
