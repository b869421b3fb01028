package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Table;
import io.footfall.wire.QuestionJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final AsOf NOW = new AsOf(7, 1_000);

    private final AnswerCache cache = new AnswerCache(2);
    private final List<CompletableFuture<Answer>> computed = new ArrayList<>();
    private final Question orders = question("Order Completed");

    @Test
    void computesOnceForAllWhoAskTheSameAtTheSameTime() {
        CompletableFuture<Answer> first = ask(orders, NOW);
        CompletableFuture<Answer> second = ask(question("Order Completed"), NOW);
        assertThat(first).isNotDone();
        assertThat(computed).hasSize(1);
        Answer answer = answer(orders);
        computed.getFirst().complete(answer);
        assertThat(first.join()).isSameAs(answer);
        assertThat(second.join()).isSameAs(answer);
        assertThat(ask(orders, NOW).join()).isSameAs(answer);
        assertThat(cache.hits()).isEqualTo(2);
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Test
    void answersAnewAtAnotherSequenceOrSecond() {
        assertThat(isComputed(orders, NOW)).isTrue();
        assertThat(isComputed(orders, new AsOf(8, 1_000))).isTrue();
        assertThat(isComputed(orders, new AsOf(7, 1_001))).isTrue();
    }

    @Test
    void doesNotKeepWhatFailed() {
        CompletableFuture<Answer> failed = ask(orders, NOW);
        computed.getFirst().completeExceptionally(new IllegalStateException("no memory"));
        assertThat(failed).isCompletedExceptionally();
        assertThat(isComputed(orders, NOW)).isTrue();
    }

    @Test
    void keepsThoseThatWereAskedForLast() {
        assertThat(isComputed(orders, NOW)).isTrue();
        assertThat(isComputed(question("a"), NOW)).isTrue();
        assertThat(isComputed(orders, NOW)).isFalse();
        assertThat(isComputed(question("b"), NOW)).isTrue();
        assertThat(isComputed(orders, NOW)).isFalse();
        assertThat(isComputed(question("a"), NOW)).isTrue();
    }

    private boolean isComputed(Question question, AsOf asOf) {
        int before = computed.size();
        assertThat(ask(question, asOf)).isNotDone();
        return computed.size() > before;
    }

    private CompletableFuture<Answer> ask(Question question, AsOf asOf) {
        return cache.get(question, asOf, () -> {
            CompletableFuture<Answer> computing = new CompletableFuture<>();
            computed.add(computing);
            return computing;
        });
    }

    private static Answer answer(Question question) {
        Table table = new Table(List.of("value"), 0, List.of());
        return new Answer(question, Range.ALL, NOW, OptionalLong.empty(), 0, 0, table);
    }

    private static Question question(String event) {
        return QuestionJson.read(("{\"kind\":\"trend\",\"event\":\"" + event + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
