package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Interval;
import io.footfall.question.Paths;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.TrendQuestion;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes trends. */
final class TrendJson implements QuestionKind<TrendQuestion> {
    private static final String OF_PROPERTY = "of_property";
    private static final Map<String, Measure> MEASURES = Fields.words(Measure.values(), Measure::word);

    @Override
    public Class<TrendQuestion> type() {
        return TrendQuestion.class;
    }

    @Override
    public TrendQuestion read(Fields fields, Scope scope) {
        fields.refuseYet("series", "formula", "trailing");
        Selector selector = SelectorJson.read(fields, scope.zone());
        Measure measure = fields.word("measure", MEASURES, Measure.COUNT);
        @Nullable String ofProperty = fields.text(OF_PROPERTY).orElse(null);
        if (ofProperty != null) {
            checkMeasurable(ofProperty);
        }
        Interval interval = IntervalJson.read(fields);
        return new TrendQuestion(
                scope, selector, measure, ofProperty, interval, BreakdownJson.read(fields, scope.zone()));
    }

    @Override
    public void write(TrendQuestion question, JsonGenerator json) throws IOException {
        SelectorJson.write(question.selector(), json);
        json.writeStringField("measure", question.measure().word());
        if (question.ofProperty() != null) {
            json.writeStringField(OF_PROPERTY, question.ofProperty());
        }
        IntervalJson.write(question.interval(), json);
        BreakdownJson.write(question.by(), json);
    }

    private static void checkMeasurable(String path) {
        Paths.check(path);
        if (Paths.isInstant(path)) {
            throw Fields.invalid("\"of_property\" is " + path + ", an instant; expected the path of a property");
        }
    }
}
