package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Paths;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.paths.PathsQuestion;
import io.footfall.question.paths.PathsQuestion.Stretch;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes questions about paths. */
final class PathsJson implements QuestionKind<PathsQuestion> {
    private static final String START = "start";
    private static final String END = "end";
    private static final String STEPS = "steps";
    private static final String SCOPE = "scope";
    private static final String HIDE = "hide";
    private static final String BY_PROPERTY = "by_property";
    private static final Map<String, Stretch> STRETCHES = Fields.words(Stretch.values(), Stretch::word);

    @Override
    public Class<PathsQuestion> type() {
        return PathsQuestion.class;
    }

    @Override
    public PathsQuestion read(Fields fields, Scope scope) {
        boolean isBackwards = fields.has(END);
        if (fields.has(START) == isBackwards) {
            throw Fields.invalid(
                    "expected either \"start\", the events that paths begin with, or \"end\", those they end with");
        }
        return new PathsQuestion(
                scope,
                selector(fields, isBackwards ? END : START, scope.zone()),
                isBackwards,
                fields.whole(STEPS, 1, PathsQuestion.STEPS_MAX, PathsQuestion.STEPS_DEFAULT),
                fields.word(SCOPE, STRETCHES, Stretch.SESSION),
                hide(fields),
                property(fields));
    }

    @Override
    public void write(PathsQuestion question, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(question.isBackwards() ? END : START);
        SelectorJson.write(question.anchor(), json);
        json.writeEndObject();
        json.writeNumberField(STEPS, question.steps());
        json.writeStringField(SCOPE, question.stretch().word());
        if (!question.hide().isEmpty()) {
            json.writeArrayFieldStart(HIDE);
            for (String name : question.hide()) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
        if (question.property().isPresent()) {
            json.writeStringField(BY_PROPERTY, question.property().get());
        }
    }

    private static Selector selector(Fields fields, String name, ZoneId zone) {
        Fields anchor = Fields.of(fields.place(name), fields.take(name).orElseThrow());
        Selector selector = SelectorJson.read(anchor, zone);
        anchor.end();
        return selector;
    }

    private static List<String> hide(Fields fields) {
        List<String> names = new ArrayList<>();
        for (JsonTree tree : fields.list(HIDE, PathsQuestion.HIDE_MAX)) {
            names.add(Fields.textOf(fields.place(HIDE) + "[" + names.size() + "]", tree));
        }
        return names;
    }

    private static Optional<String> property(Fields fields) {
        Optional<String> path = fields.text(BY_PROPERTY);
        path.ifPresent(Paths::check);
        if (path.filter(Paths::isInstant).isPresent()) {
            throw Fields.invalid("\"by_property\" is " + path.get() + ", an instant; expected the path of a property");
        }
        return path;
    }
}
