package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Breakdown;
import io.footfall.question.Interval;
import io.footfall.question.Paths;
import io.footfall.question.Question;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Words;
import io.footfall.question.trend.Formula;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.SeriesQuestion;
import io.footfall.question.trend.TrailingQuestion;
import io.footfall.question.trend.TrendQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes trends: of one measure, over trailing dates, or of a formula. */
final class TrendJson implements QuestionKind<Question> {
    private static final String OF_PROPERTY = "of_property";
    private static final String SERIES = "series";
    private static final String FORMULA = "formula";
    private static final String TRAILING = "trailing";
    private static final int DAY_SECONDS = 86_400;
    private static final Map<String, Measure> MEASURES = Fields.words(Measure.values(), Measure::word);

    @Override
    public Class<Question> type() {
        return Question.class;
    }

    @Override
    public Question read(Fields fields, Scope scope) {
        Interval interval = IntervalJson.read(fields);
        Optional<Integer> dates = fields.text(TRAILING).map(written -> dates(fields, written));
        Optional<Breakdown> by = BreakdownJson.read(fields, scope.zone());
        if (!fields.has(SERIES)) {
            if (fields.has(FORMULA)) {
                throw Fields.invalid("\"formula\" is of series; there is no \"series\"");
            }
            return one(fields, scope, interval, by, dates);
        }
        List<Question> series = new ArrayList<>();
        for (JsonTree tree : fields.list(SERIES, SeriesQuestion.SERIES_MAX)) {
            Fields part = Fields.of(fields.place(SERIES) + "[" + series.size() + "]", tree);
            series.add(one(part, scope, interval, by, dates));
            part.end();
        }
        if (series.isEmpty()) {
            throw Fields.invalid("series is an empty list; expected 1 to " + SeriesQuestion.SERIES_MAX + " of them");
        }
        String formula = fields.text(FORMULA).orElseThrow(() -> fields.missing(FORMULA, "a formula such as A / B"));
        return SeriesQuestion.of(series, Formula.parse(formula, series.size()));
    }

    @Override
    public void write(Question question, JsonGenerator json) throws IOException {
        switch (question) {
            case TrendQuestion trend -> {
                writeOne(trend, json);
                writeAll(trend, 0, json);
            }
            case TrailingQuestion(TrendQuestion trend, int dates) -> {
                writeOne(trend, json);
                writeAll(trend, dates, json);
            }
            case SeriesQuestion several -> {
                json.writeArrayFieldStart(SERIES);
                for (Question part : several.series()) {
                    json.writeStartObject();
                    writeOne(trendOf(part), json);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeStringField(FORMULA, several.formula().text());
                Question first = several.series().getFirst();
                writeAll(trendOf(first), first instanceof TrailingQuestion trailing ? trailing.dates() : 0, json);
            }
            default -> throw new IllegalArgumentException("no trend is a " + question.getClass());
        }
    }

    private static Question one(
            Fields fields, Scope scope, Interval interval, Optional<Breakdown> by, Optional<Integer> dates) {
        Selector selector = SelectorJson.read(fields, scope.zone());
        Measure measure = fields.word("measure", MEASURES, Measure.COUNT);
        @Nullable String ofProperty = fields.text(OF_PROPERTY).orElse(null);
        if (ofProperty != null) {
            checkMeasurable(ofProperty);
        }
        TrendQuestion trend = new TrendQuestion(scope, selector, measure, ofProperty, interval, by);
        return dates.<Question>map(count -> new TrailingQuestion(trend, count)).orElse(trend);
    }

    private static TrendQuestion trendOf(Question part) {
        return part instanceof TrailingQuestion(TrendQuestion trend, int ignored) ? trend : (TrendQuestion) part;
    }

    /** The fields that are a series' own. */
    private static void writeOne(TrendQuestion trend, JsonGenerator json) throws IOException {
        SelectorJson.write(trend.selector(), json);
        json.writeStringField("measure", trend.measure().word());
        if (trend.ofProperty() != null) {
            json.writeStringField(OF_PROPERTY, trend.ofProperty());
        }
    }

    /** The fields that all series share. */
    private static void writeAll(TrendQuestion trend, int dates, JsonGenerator json) throws IOException {
        IntervalJson.write(trend.interval(), json);
        if (dates > 0) {
            json.writeStringField(TRAILING, Words.duration((long) dates * DAY_SECONDS));
        }
        BreakdownJson.write(trend.by(), json);
    }

    private static int dates(Fields fields, String written) {
        long seconds = Durations.seconds(fields.place(TRAILING), written);
        if (seconds % DAY_SECONDS != 0) {
            throw Fields.invalid("trailing is \"" + written + "\"; expected whole days, such as 7d");
        }
        return (int) Math.min(Integer.MAX_VALUE, seconds / DAY_SECONDS);
    }

    private static void checkMeasurable(String path) {
        Paths.check(path);
        if (Paths.isInstant(path)) {
            throw Fields.invalid("\"of_property\" is " + path + ", an instant; expected the path of a property");
        }
    }
}
