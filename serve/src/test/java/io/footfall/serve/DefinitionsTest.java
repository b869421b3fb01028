package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What questions count, in words: a list of questions, and under it the definition of each. */
class DefinitionsTest {
    private static final Path FILE = Path.of("src/test/resources/definitions.txt");

    @Test
    void saysInWordsWhatAQuestionCounts() throws IOException {
        Golden golden = Golden.read(FILE);
        assertThat(golden.given().lines().count()).isGreaterThanOrEqualTo(30);
        golden.check(golden.given().lines().map(DefinitionsTest::definition).collect(Collectors.joining("\n")));
    }

    private static String definition(String question) {
        return "- "
                + QuestionJson.read(question.getBytes(StandardCharsets.UTF_8)).definition();
    }
}
