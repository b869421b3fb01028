package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every question in the reference is answered as it stands there, and pinned. */
class ExamplesIT {
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Pattern JSON = Pattern.compile("(?ms)^```json\\R(.*?)^```");

    @TempDir
    Path data;

    @Test
    void everyQuestionInTheReferenceIsAnswered() throws IOException {
        List<String> examples = new ArrayList<>();
        examples.addAll(examples("questions.md"));
        examples.addAll(examples("api.md"));
        int answered = 0;
        try (Served served = Served.on(data)) {
            served.take(ToldShop.events());
            for (String example : examples) {
                if (example.startsWith("{\"kind\"")) {
                    assertThat(served.post("/api/v1/answer", example).statusCode())
                            .as(example)
                            .isEqualTo(200);
                    assertThat(served.put("/api/v1/questions/example", example).statusCode())
                            .as(example)
                            .isEqualTo(200);
                    answered++;
                } else if (example.startsWith("{\"question\"")) {
                    assertThat(served.post("/api/v1/members", example).statusCode())
                            .as(example)
                            .isEqualTo(200);
                    answered++;
                } else if (example.startsWith("{\"event\"")) {
                    String trend = "{\"kind\":\"trend\"," + example.substring(1);
                    assertThat(served.post("/api/v1/answer", trend).statusCode())
                            .as(trend)
                            .isEqualTo(200);
                    answered++;
                }
            }
        }
        assertThat(answered).isEqualTo(examples.size()).isGreaterThanOrEqualTo(4);
    }

    private static List<String> examples(String page) throws IOException {
        Matcher json = JSON.matcher(Files.readString(REFERENCE.resolve(page), StandardCharsets.UTF_8));
        List<String> examples = new ArrayList<>();
        while (json.find()) {
            examples.add(json.group(1).strip());
        }
        return examples;
    }
}
