package io.footfall.app;

import io.footfall.engine.Engine;
import io.footfall.eventlog.LogFailedException;
import io.footfall.eventlog.LogFullException;
import io.footfall.question.Question;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Pins the questions that our page shows, unless somebody pinned others under their names. */
final class PagePins {
    private static final String FILE = "/page/questions.json";

    private PagePins() {}

    /**
     * Pins them.
     *
     * @param err is told where they cannot be recorded beside data, which are served without them then
     * @throws CompletionException if they cannot be recorded and there are no data, so there is nothing to serve
     */
    static void pin(Engine engine, PrintWriter err) {
        try {
            pin(engine);
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            boolean isOfTheDisk = cause instanceof LogFailedException || cause instanceof LogFullException;
            if (!isOfTheDisk || cause == null || engine.counters().sequence() == 0) {
                throw e;
            }
            err.println("footfall: the page's questions are not pinned until the next start: " + cause.getMessage());
            err.flush();
        }
    }

    /** Pins them, over data of nobody. */
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
