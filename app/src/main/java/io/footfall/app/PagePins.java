package io.footfall.app;

import io.footfall.engine.Engine;
import io.footfall.question.Question;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Pins the questions that our page shows, unless somebody pinned others under their names. */
final class PagePins {
    private static final String FILE = "/page/questions.json";

    private PagePins() {}

    static void pin(Engine engine) {
        try (InputStream json = PagePins.class.getResourceAsStream(FILE)) {
            if (json == null) {
                throw new IllegalStateException("the jar holds no " + FILE + "; build it with ./footfall");
            }
            for (Map.Entry<String, Question> named :
                    QuestionJson.readNamed(json.readAllBytes()).entrySet()) {
                if (engine.pinned(named.getKey()).isEmpty()) {
                    engine.pin(named.getKey(), QuestionJson.write(named.getValue()))
                            .join();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + FILE + " from the jar", e);
        }
    }
}
