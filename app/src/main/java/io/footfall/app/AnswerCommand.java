package io.footfall.app;

import io.footfall.engine.Batch;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.LookupFolder;
import io.footfall.question.Audiences;
import io.footfall.question.InvalidQuestionException;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code footfall answer}: the batch host. It may run beside an engine on the same data, which it only reads. */
@Command(
        name = "answer",
        description = "Answers a question from the files of a data folder, with no server.",
        mixinStandardHelpOptions = true)
final class AnswerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUESTION.json", description = "The question, as it would be posted.")
    private Path question = Path.of("question.json");

    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--as-of",
            description = "The instant at which the answer is to be true, such as 2026-03-01T00:00:00Z.")
    private Optional<Instant> asOf = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        try {
            byte[] json = Files.readAllBytes(question);
            DataFolder.require(data);
            Batch batch = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(data), clock::millis);
            Batch.Answered answered = batch.answer(
                    audiences -> asked(json, audiences),
                    data,
                    Math.floorDiv(clock.millis(), 1000) + 1,
                    new SecureRandom().nextLong());
            Damages.say(answered.damage(), spec.commandLine().getErr());
            spec.commandLine()
                    .getOut()
                    .println(new String(AnswerJson.write(answered.answer()), StandardCharsets.UTF_8));
            return 0;
        } catch (InvalidQuestionException e) {
            spec.commandLine().getErr().println(question + ": " + e.code() + ": " + e.getMessage());
            return 2;
        }
    }

    private QuestionJson.Asked asked(byte[] json, Audiences audiences) {
        QuestionJson.Asked asked = QuestionJson.readAsked(json, audiences);
        return asOf.isEmpty()
                ? asked
                : new QuestionJson.Asked(
                        asked.question(), OptionalLong.of(asOf.get().getEpochSecond()));
    }
}
