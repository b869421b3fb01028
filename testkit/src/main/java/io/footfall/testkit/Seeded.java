package io.footfall.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run with random seeds. It takes a {@link java.util.SplittableRandom}, or the seed itself as a {@code long}.
 *
 * <p>Each run is named by its seed, and one that fails prints it; {@code -Dseed=…} runs exactly that one, and {@code -Drounds=…} as many as it
 * says.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SeededRuns.class)
public @interface Seeded {
    /** How many seeds it is run with, at least 1. */
    int runs() default 10;
}
