package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.Question;
import io.footfall.timeline.Vocabulary;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes what keeps pinned answers up to date, and tells the time they are measured by.
 *
 * @param config the limits
 * @param vocabularies gives that of the timelines, on the engine's thread
 * @param building folds everyone for a kept question
 * @param asking folds everyone for one that is asked again
 * @param askingFiles answers one now of which not all that it reads is in memory
 * @param threads where both wait for that
 * @param clockMillis the clock
 * @param clockNanos measures how long something takes
 */
record Upkeeps(
        EngineConfig config,
        Supplier<Vocabulary> vocabularies,
        Building building,
        Asking asking,
        Function<Question, CompletableFuture<Answer>> askingFiles,
        Executor threads,
        LongSupplier clockMillis,
        LongSupplier clockNanos) {

    Upkeep kept(Question question) {
        return new Kept(
                question, vocabulary(), building, threads, clockMillis, config.refoldEventsMax(), config.pinBytesMax());
    }

    Vocabulary vocabulary() {
        return vocabularies.get();
    }

    Upkeep askedAgain(Question question) {
        return new AskedAgain(
                AskedAgain.Pauses.MEMORY,
                moment -> CompletableFuture.supplyAsync(() -> asking.answer(question, moment), threads),
                clockMillis);
    }

    Upkeep askedFromFiles(Question question) {
        return new AskedAgain(AskedAgain.Pauses.FILES, moment -> askingFiles.apply(question), clockMillis);
    }

    long millis() {
        return clockMillis.getAsLong();
    }

    long nanos() {
        return clockNanos.getAsLong();
    }
}
