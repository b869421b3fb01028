package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Audiences;
import io.footfall.question.Instants;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Paths;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.question.experiment.ExperimentQuestion;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.lifecycle.LifecycleQuestion;
import io.footfall.question.paths.PathsQuestion;
import io.footfall.question.retention.RetentionQuestion;
import io.footfall.question.sessions.SessionsQuestion;
import io.footfall.question.stickiness.StickinessQuestion;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.timeline.Robots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads and writes questions.
 *
 * <p>A field, kind, operator or zone that is not known is an {@link InvalidQuestionException} that names it and what was
 * expected; what is promised but not there yet is one with the code {@code not_yet}.
 */
public final class QuestionJson {
    private static final Map<String, QuestionKind<?>> KINDS = kinds();
    private static final Set<String> NOT_YET = Set.of("value", "campaigns");

    private QuestionJson() {}

    /**
     * A question as it is asked.
     *
     * @param question what is asked
     * @param asOfSecond at which as-of, in seconds since 1970 UTC; empty for now
     */
    public record Asked(Question question, OptionalLong asOfSecond) {}

    /**
     * Reads a question to be asked, with or without an {@code asOf}.
     *
     * @throws InvalidQuestionException if it is none
     */
    public static Asked readAsked(byte[] json) {
        return readAsked(json, Audiences.NONE);
    }

    /**
     * The same of a question that may refer to pinned audiences.
     *
     * @throws InvalidQuestionException if it is none, or refers to an audience that is not there
     */
    public static Asked readAsked(byte[] json, Audiences audiences) {
        return read(JsonTree.read(json), audiences);
    }

    /**
     * Reads a question to be kept, which has no {@code asOf}.
     *
     * @throws InvalidQuestionException if it is none
     */
    public static Question read(byte[] json) {
        return read(json, Audiences.NONE);
    }

    /**
     * The same of a question that may refer to pinned audiences.
     *
     * @throws InvalidQuestionException if it is none, or refers to an audience that is not there
     */
    public static Question read(byte[] json, Audiences audiences) {
        Asked asked = readAsked(json, audiences);
        if (asked.asOfSecond().isPresent()) {
            throw Fields.invalid("\"asOf\" is not expected in a question that is kept up to date");
        }
        return asked.question();
    }

    /**
     * Reads several questions to be kept, each under its name: {@code {"orders-today": {…}, …}}.
     *
     * @throws InvalidQuestionException if one is none
     */
    public static Map<String, Question> readNamed(byte[] json) {
        Map<String, Question> named = new LinkedHashMap<>();
        if (!(JsonTree.read(json) instanceof JsonTree.ObjectTree(Map<String, JsonTree> fields))) {
            throw Fields.invalid("questions come as an object: each under its name");
        }
        fields.forEach(
                (name, tree) -> named.put(name, read(tree, Audiences.NONE).question()));
        return named;
    }

    /**
     * What a question is asked with instead of what it says.
     *
     * @param period the stretch of time it is about
     * @param robots what becomes of the events of robots
     * @param valuesMax how many values of its breakdown, if it has one, have rows; empty for as many as it says
     */
    public record Instead(Range period, Optional<Robots> robots, OptionalInt valuesMax) {}

    /**
     * Reads a question and asks it about a stretch of time that is given, beside no other. An audience has no such stretch.
     *
     * @throws InvalidQuestionException if it is none, or cannot be asked so
     */
    public static Question readInstead(byte[] json, Audiences audiences, Instead instead) {
        if (!(JsonTree.read(json) instanceof JsonTree.ObjectTree(Map<String, JsonTree> written))) {
            throw Fields.invalid("a question is an object");
        }
        Map<String, JsonTree> fields = new LinkedHashMap<>(written);
        fields.remove("compare");
        fields.remove("asOf");
        if (!new JsonTree.TextTree(AudienceQuestion.KIND).equals(fields.get("kind"))) {
            Range period = instead.period();
            fields.put(
                    "period",
                    new JsonTree.ObjectTree(Map.of(
                            "from", new JsonTree.TextTree(Instants.written(period.from(), ZoneOffset.UTC)),
                            "to", new JsonTree.TextTree(Instants.written(period.to(), ZoneOffset.UTC)))));
        }
        instead.robots().ifPresent(robots -> fields.put("robots", new JsonTree.TextTree(robots.word())));
        if (instead.valuesMax().isPresent() && fields.containsKey("by")) {
            fields.put(
                    "limit",
                    new JsonTree.NumberTree(
                            BigDecimal.valueOf(instead.valuesMax().getAsInt())));
        }
        return read(new JsonTree.ObjectTree(fields), audiences).question();
    }

    /** A question as JSON, always in the same words: equal questions become equal texts. */
    public static String write(Question question) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonTree.FACTORY.createGenerator(bytes)) {
            write(question, json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Asked read(JsonTree tree, Audiences audiences) {
        Fields fields = Fields.of("", tree);
        String kindName = fields.requiredText("kind");
        QuestionKind<?> kind =
                kindName.equals(AudienceQuestion.KIND) ? new AudienceJson(audiences) : KINDS.get(kindName);
        if (kind == null) {
            throw NOT_YET.contains(kindName)
                    ? Fields.notYet("questions of kind \"" + kindName + "\" are not there yet; there are "
                            + String.join(", ", KINDS.keySet()))
                    : Fields.invalid(
                            "kind is \"" + kindName + "\"; expected one of " + String.join(", ", KINDS.keySet()));
        }
        Scope scope = ScopeJson.read(fields, audiences);
        Question question = kind.read(fields, scope);
        OptionalLong asOf = asOf(fields, scope);
        ScopeJson.checkGap(fields, question);
        fields.end();
        if (question.reads().paths().contains(Paths.SESSION_EXIT)) {
            throw Fields.invalid(
                    "\"" + Paths.SESSION_EXIT + "\" is known when a session is over, so only \"by\" of kind "
                            + "sessions can read it; expected " + Paths.SESSION_ENTRY);
        }
        return new Asked(question, asOf);
    }

    static void write(Question question, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", question.kind());
        QuestionKind<?> kind = KINDS.get(question.kind());
        if (kind == null) {
            throw new IllegalArgumentException("no kind is called " + question.kind());
        }
        write(kind, question, json);
        ScopeJson.write(question, json);
        json.writeEndObject();
    }

    private static <Q extends Question> void write(QuestionKind<Q> kind, Question question, JsonGenerator json)
            throws IOException {
        kind.write(kind.type().cast(question), json);
    }

    private static OptionalLong asOf(Fields fields, Scope scope) {
        if (!fields.has("asOf")) {
            return OptionalLong.empty();
        }
        String written = fields.requiredText("asOf");
        long millis = Instants.millis("asOf", written, scope.zone());
        if (Math.floorMod(millis, 1000) != 0) {
            throw Fields.invalid("asOf is \"" + written + "\"; expected a whole second");
        }
        return OptionalLong.of(millis / 1000);
    }

    private static Map<String, QuestionKind<?>> kinds() {
        Map<String, QuestionKind<?>> kinds = new LinkedHashMap<>();
        kinds.put(TrendQuestion.KIND, new TrendJson());
        kinds.put(FunnelQuestion.KIND, new FunnelJson());
        kinds.put(SessionsQuestion.KIND, new SessionsJson());
        kinds.put(PathsQuestion.KIND, new PathsJson());
        kinds.put(RetentionQuestion.KIND, new RetentionJson());
        kinds.put(LifecycleQuestion.KIND, new LifecycleJson());
        kinds.put(StickinessQuestion.KIND, new StickinessJson());
        kinds.put(AudienceQuestion.KIND, new AudienceJson(Audiences.NONE));
        kinds.put(ExperimentQuestion.KIND, new ExperimentJson());
        return kinds;
    }
}
