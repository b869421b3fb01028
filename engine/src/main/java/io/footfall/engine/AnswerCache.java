package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Answers by question and as-of, so that many who ask the same at the same moment cost one scan.
 *
 * <p>A question that is being answered is not answered a second time: who asks it meanwhile waits for the same answer. Failed
 * answers are not kept.
 */
final class AnswerCache {
    private final Object lock = new Object();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final Map<Key, CompletableFuture<Answer>> answers;

    /** Keeps at most {@code max} answers, those asked for last. */
    AnswerCache(int max) {
        answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<Answer>> eldest) {
                return size() > max;
            }
        };
    }

    private record Key(Question question, AsOf asOf) {}

    CompletableFuture<Answer> get(Question question, AsOf asOf, Supplier<CompletableFuture<Answer>> compute) {
        Key key = new Key(question, asOf);
        synchronized (lock) {
            CompletableFuture<Answer> known = answers.get(key);
            if (known != null) {
                hits.increment();
                return known;
            }
            misses.increment();
            CompletableFuture<Answer> fresh = compute.get();
            answers.put(key, fresh);
            CompletableFuture<Answer> unused = fresh.whenComplete((answer, failure) -> {
                if (failure != null) {
                    forget(key);
                }
            });
            return fresh;
        }
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    private void forget(Key key) {
        synchronized (lock) {
            answers.remove(key);
        }
    }
}
