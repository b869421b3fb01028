package io.footfall.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link Seeded} test once a seed. */
final class SeededRuns implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), Seeded.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Long given = Long.getLong("seed");
        if (given != null) {
            return Stream.of(new Run(given));
        }
        int runs = Integer.getInteger(
                "rounds",
                AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Seeded.class)
                        .orElseThrow()
                        .runs());
        SplittableRandom seeds = new SplittableRandom();
        return LongStream.generate(seeds::nextLong).limit(runs).mapToObj(Run::new);
    }

    /** One run of the test. */
    private record Run(long seed) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "-Dseed=" + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new SeedParameter(seed), (TestExecutionExceptionHandler) this::tellSeed);
        }

        private void tellSeed(ExtensionContext context, Throwable failure) throws Throwable {
            failure.addSuppressed(new AssertionError(
                    context.getRequiredTestMethod().getName() + " can be repeated with -Dseed=" + seed));
            throw failure;
        }
    }

    /** Hands the seed to the test. */
    private record SeedParameter(long seed) implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == SplittableRandom.class || type == long.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == long.class ? (Object) seed : new SplittableRandom(seed);
        }
    }
}
